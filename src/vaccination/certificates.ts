/**
 * A certificate for each dose. Its id follows from what it certifies: a dose that was corrected, or taken back and given anew, has
 * another one, and the certificate that was true before is withdrawn by itself.
 */
import type { Store } from '../store';
import type { Certificate } from '../store/certificates';
import type { Message } from '../store/messages';
import type { Dose, Person } from '../store/persons';
import type { Vault } from '../store/vault';

export type Found =
  | { status: 'valid'; certificate: Certificate; person: Person; dose: Dose }
  /** What it certifies is not so, or not so any more. */
  | { status: 'withdrawn' }
  | { status: 'unknown' };

/** Told apart in any print and on any phone: no 0 and o, no 1 and l. */
const LETTERS = '23456789abcdefghijkmnpqrstuvwxyz';
const ID_LENGTH = 10;
/** What the person is told of the dose itself comes first. */
const AFTER_THE_NEWS_MS = 60_000;

/** `null`: there is no such dose. */
export async function issueCertificate(
  store: Store,
  person: Person,
  nth: number,
  now: Date,
): Promise<Certificate | null> {
  const id = idOf(store.vault, person, nth);
  return id === null ? null : store.certificates.issue({ _id: id, person: person._id, dose: nth, at: now });
}

export async function findCertificate(store: Store, id: string): Promise<Found> {
  const certificate = await store.certificates.get(id);
  if (!certificate) return { status: 'unknown' };
  const person = await store.persons.get(certificate.person);
  const dose = person?.doses[certificate.dose - 1];
  if (!person || !dose || idOf(store.vault, person, certificate.dose) !== id) return { status: 'withdrawn' };
  return { status: 'valid', certificate, person, dose };
}

/** Six digits that only the person was sent. */
export function openingCode(vault: Vault, id: string): string {
  const number = Buffer.from(vault.idOf(`certificate code:${id}`), 'base64url').readUInt32BE();
  return String(number % 1_000_000).padStart(6, '0');
}

/** Of each dose that has none yet, or of whose certificate the person was not told. */
export async function tellCertificates(store: Store, person: Person, now: Date): Promise<void> {
  for (const [before] of person.doses.entries()) {
    const certificate = await issueCertificate(store, person, before + 1, now);
    if (!certificate || certificate.told) continue;
    await store.messages.queue(messageOf(store.vault, person, certificate, now));
    await store.certificates.told(certificate._id);
  }
}

function messageOf(vault: Vault, { contact, name }: Person, { _id, dose }: Certificate, now: Date): Message {
  return {
    ...{ occasion: `certificate:${_id}`, contact, kind: 'service', at: new Date(now.getTime() + AFTER_THE_NEWS_MS) },
    ...{ about: { certificate: _id }, attaches: _id },
    prompts: [
      { key: 'templates:certificate', params: { name: { person: name }, dose, code: openingCode(vault, _id) } },
    ],
  };
}

function idOf(vault: Vault, { _id, doses }: Person, nth: number): string | null {
  const dose = doses[nth - 1];
  if (!dose) return null;
  const { vaccine, day, centre = '', at } = dose;
  const certified = [_id, nth, vaccine, day, centre, at?.getTime() ?? ''].join(':');
  const bytes = Buffer.from(vault.idOf(`certificate:${certified}`), 'base64url').subarray(0, ID_LENGTH);
  return Array.from(bytes, (byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
}
