/** Requests with holes: `send_to={number}&msg={text}`, filled so that nothing a person writes can break out of its place. */

/** What a template is written in. An address is escaped as a form is. */
export type Notation = 'form' | 'json' | 'xml' | 'plain';

/** `{name}`, or `{name:if no|if yes}` for a value that is one of two. */
const HOLE = /\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g;

export type Values = Readonly<Record<string, string | boolean>>;

export const holesOf = (template: string): string[] => Array.from(template.matchAll(HOLE), ([, name = '']) => name);

/** A hole without a value stays as it is: settings are checked before the first message. */
export function fill(template: string, values: Values, notation: Notation): string {
  return template.replace(HOLE, (hole, name: string, no?: string, yes?: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value === 'boolean') return (value ? yes : no) ?? hole;
    return value === undefined ? hole : ESCAPES[notation](value.toWellFormed());
  });
}

/** By the type where the headers name one, else by how it begins. */
export function notationOf(template: string, headers: Readonly<Record<string, string>> = {}): Notation {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (type !== undefined) return NOTATIONS.find(([pattern]) => pattern.test(type))?.[1] ?? 'plain';
  if (/^\s*[{[]\s*["{[]/.test(template)) return 'json';
  if (/^\s*</.test(template)) return 'xml';
  return /^[^\s{}]+=/.test(template) ? 'form' : 'plain';
}

const NOTATIONS = [
  [/json/i, 'json'],
  [/xml/i, 'xml'],
  [/urlencoded/i, 'form'],
] as const;

export const CONTENT_TYPES: Readonly<Record<Notation, string>> = {
  form: 'application/x-www-form-urlencoded; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
  plain: 'text/plain; charset=utf-8',
};

const ESCAPES: Readonly<Record<Notation, (value: string) => string>> = {
  form: encodeURIComponent,
  json: (value) => JSON.stringify(value).slice(1, -1),
  xml: escapeXml,
  plain: (value) => value,
};

/** Also for attributes. XML 1.0 knows no control characters but tab and line ends, not even escaped. */
function escapeXml(value: string): string {
  // eslint-disable-next-line no-control-regex
  const clean = value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return clean.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
