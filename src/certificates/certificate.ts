/** A certificate as a PDF, for every door that gives one out. */
import type { Language } from '../conversation/vocabulary';
import type { Store } from '../store';
import { findCertificate, issueCertificate } from '../vaccination/certificates';
import type { Words } from '../web/words';
import { drawCertificate } from './draw';
import { factsOf } from './facts';
import { statementOf, type Signer } from './statement';

export interface CertificateDeps {
  store: Store;
  words: Words;
  signer: Signer;
  /** Without a slash at its end: where `/verify` and `/c` are found. */
  publicUrl: string;
  now: () => Date;
}

/** `null`: there is no such certificate, or what it certifies is not so any more. */
export async function certificateById(deps: CertificateDeps, id: string, language: Language): Promise<Buffer | null> {
  const found = await findCertificate(deps.store, id);
  if (found.status !== 'valid') return null;
  const facts = await factsOf(deps.store, found, deps.now());
  const statement = deps.signer.sign(statementOf(facts, language));
  return drawCertificate(facts, {
    language,
    t: deps.words[language],
    statement: `${deps.publicUrl}/verify#${statement}`,
  });
}

/** For staff who stand beside the person. `null`: there is no such dose. @param nth 1 or 2 */
export async function certificatePdf(
  deps: CertificateDeps,
  personId: string,
  nth: number,
  language: Language,
): Promise<Buffer | null> {
  const person = await deps.store.persons.get(personId);
  const certificate = person && (await issueCertificate(deps.store, person, nth, deps.now()));
  return certificate && certificateById(deps, certificate._id, language);
}
