/** Who stands at the table, as a vaccinator's program asks; and the certificate of a dose that was given there. */
import { z } from 'zod';
import { certificatePdf } from '../certificates/certificate';
import { languageOf } from '../certificates/language';
import { isTheirs } from '../certificates/routes';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import { appointmentWriter } from './appointment-json';
import type { ApiDeps } from './deps';
import { endpoint, type Answered, type Endpoint } from './endpoint';
import { mobileField, referenceField } from './fields';
import { IN_AN_HOUR } from './may-this-hour';
import { CERTIFICATE } from './papers';
import { beneficiary, jsonOf } from './people-json';
import { inVain, lookAt, mayLook, writeDown, type StaffCall } from './vaccinators-looks';

const found = z.object({ beneficiaries: z.array(beneficiary) });
const ABOUT_LOOKS =
  'Shows nobody but who has an open appointment today at a center where the member of staff works; anybody else is answered ' +
  'like an unknown one. Every look is written down, and the beneficiary can ask who looked. At most 300 in an hour.';

const COMMON = { method: 'get', tag: 'Vaccinators', access: 'staff', refuses: ['personUnknown'] } as const;
const FINDS = { ...COMMON, about: ABOUT_LOOKS, answers: { 200: found } };

export const lookEndpoints = (deps: ApiDeps): Endpoint[] => [
  endpoint({
    ...{ ...FINDS, path: '/vaccinator/beneficiaries/findByReferenceId' },
    summary: 'Who stands here, by their number',
    query: z.object({ beneficiary_reference_id: referenceField }),
    run: (call) => find(deps.store, call, () => byReference(deps.store, call.query.beneficiary_reference_id)),
  }),
  endpoint({
    ...{ ...FINDS, path: '/vaccinator/beneficiaries/findByMobile' },
    summary: 'Who stands here, by their telephone',
    query: z.object({ mobile_number: mobileField }),
    run: (call) => find(deps.store, call, () => ofMobile(deps.store, call.query.mobile_number)),
  }),
  endpoint({
    ...{ ...COMMON, path: '/vaccinator/certificate/download' },
    summary: 'The certificate of a dose that was given where the member of staff works',
    query: CERTIFICATE,
    answers: { 200: 'pdf' },
    run: (call) => certify(deps, call, call.query),
  }),
];

async function byReference({ persons }: Store, reference: string): Promise<Person[]> {
  const person = await persons.byReference(reference);
  return person ? [person] : [];
}

const ofMobile = ({ persons, vault }: Store, address: string): Promise<Person[]> =>
  persons.ofContact(vault.contactOf(address));

async function find(store: Store, call: StaffCall, people: () => Promise<Person[]>): Promise<Answered> {
  if (!(await mayLook(store, call))) return IN_AN_HOUR;
  const atTable = await lookAt(store, call, await people());
  if (atTable.length === 0) return inVain(store, call);
  const write = await appointmentWriter(store, call.language);
  const shown = atTable.map(async ({ person, appointment }) =>
    jsonOf(person, await addressOf(store, person), [await write(appointment)]),
  );
  return { json: { beneficiaries: await Promise.all(shown) } };
}

const addressOf = async ({ conversations }: Store, { contact }: Person): Promise<string> =>
  (await conversations.load(contact))?.address ?? '';

async function certify(
  { store, certificates }: ApiDeps,
  call: StaffCall,
  { beneficiary_reference_id: reference, dose }: z.output<typeof CERTIFICATE>,
): Promise<Answered> {
  if (!(await mayLook(store, call))) return IN_AN_HOUR;
  const person = await store.persons.byReference(reference);
  const nth = dose ?? person?.doses.length ?? 0;
  if (!person || !(await isTheirs(store, call, person, nth))) return inVain(store, call);
  await writeDown(store, call, { action: 'certificate.given', about: `person:${person._id}`, detail: { dose: nth } });
  const language = call.language ?? (await languageOf(store, person)) ?? call.staff.language;
  const pdf = await certificatePdf(certificates, person._id, nth, language);
  return pdf ? { pdf, name: 'certificate.pdf' } : inVain(store, call);
}
