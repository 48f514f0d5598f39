/** A message that brings a certificate: as a document with a line below it, or as a link with the code that opens it. */
import type { Locale, Prompt } from '../conversation/vocabulary';
import type { Render } from '../render/render';
import type { Document } from './routes';

export interface Certificates {
  linkTo: (id: string) => string;
  /** `null`: what it certifies is not so any more. */
  document: (id: string, locale: Locale) => Promise<Document | null>;
}

export interface Attached {
  text: string;
  locale: Locale;
  /** The template whose words these are. */
  key?: string;
  document?: Document;
}

/** @param documents the way by which it goes carries them */
export async function withCertificate(
  { render, certificates }: { render: Render; certificates: Certificates },
  { id, prompts }: { id: string; prompts: readonly Prompt[] },
  locale: Locale,
  documents: boolean,
): Promise<Attached | 'over'> {
  const [{ key, params } = { key: 'templates:certificate' }] = prompts;
  const said = (of: string): string =>
    render([{ key: of, params: { ...params, link: certificates.linkTo(id) } }], locale).text;
  if (!documents) return { text: said(key), locale, key };
  const document = await certificates.document(id, locale);
  return document ? { text: said('telegram:certificate'), locale, document } : 'over';
}
