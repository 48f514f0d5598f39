/** The certificate for staff who stand beside the person: on paper, at the centre that gave the dose. */
import { LANGUAGES, type Language } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import { audit } from '../web/audit';
import type { Answered, Route, Visit } from '../web/route';
import { seenCentre } from '../web/seen-centre';
import { certificatePdf, type CertificateDeps } from './certificate';
import { languageOf } from './language';

/** `?lang=hi` for another language than the person's. */
export const certificateRoutes = (deps: CertificateDeps): Route[] => [
  { method: 'get', path: '/centre/certificate/:person/:dose', right: 'day', run: (visit) => give(deps, visit) },
];

async function give(deps: CertificateDeps, visit: Visit): Promise<Answered> {
  const { person: id = '', dose: nth = '' } = visit.params;
  const person = await deps.store.persons.get(id);
  if (!person || !(await isTheirs(deps.store, visit, person, Number(nth)))) return { missing: true };
  const language = wished(visit) ?? (await languageOf(deps.store, person)) ?? visit.language;
  await audit(visit, { action: 'certificate.given', about: `person:${id}`, detail: { dose: Number(nth) } });
  const file = await certificatePdf(deps, id, Number(nth), language);
  return file ? { file, type: 'application/pdf', name: 'tikasetu.pdf', inline: true } : { missing: true };
}

/** Whether it was given where they work. */
export async function isTheirs(
  store: Store,
  { staff }: Pick<Visit, 'staff'>,
  { doses }: Person,
  nth: number,
): Promise<boolean> {
  const place = doses[nth - 1]?.centre;
  return place !== undefined && (await seenCentre(store, staff, place)) !== null;
}

const wished = ({ query }: Visit): Language | undefined => LANGUAGES.find((language) => language === query['lang']);
