/** What the register of India's operators (DLT) knows of our SMS: the organisation, its header, its templates. */
export interface Dlt {
  entityId: string;
  /** The name it sends under. */
  header: string;
  templates: TemplateIds;
}

/** By the name of the message: `eligible.bn`, or `eligible` for all its languages; `*` is every other message, replies too. */
export type TemplateIds = Readonly<Record<string, string>>;

/** @param name `eligible.bn`, `booked.bn-Latn`: key and language; none where it is no template of ours */
export function templateIdOf(ids: TemplateIds, name = '*'): string | undefined {
  const [key = name] = name.split('.');
  return ids[name] ?? ids[key] ?? ids['*'];
}
