/** What people take along, as a PDF: the slip of a date, and the certificate of a dose. Drawn for the number that asks, its own only. */
import { z } from 'zod';
import { drawInTurn } from '../certificates/attached';
import { certificatePdf } from '../certificates/certificate';
import { languageOf } from '../certificates/language';
import { slipPdf } from '../certificates/slip';
import type { Language } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { ApiDeps } from './deps';
import { endpoint, type Answered, type Caller, type Endpoint } from './endpoint';
import { referenceField, uuidField, wholeNumber } from './fields';
import { IN_AN_HOUR, mayThisHour } from './may-this-hour';
import { appointmentsOf } from './own-appointments';

const SLIP = z.object({ appointment_id: uuidField });
/** Shared with the vaccinators' own. */
export const CERTIFICATE = z.object({
  beneficiary_reference_id: referenceField,
  dose: wholeNumber(1, 2).optional().describe('Without it: the last dose'),
});

export function papersEndpoints(deps: ApiDeps): Endpoint[] {
  const inTurn = drawInTurn();
  return [
    endpoint({
      ...{ method: 'get', path: '/appointment/appointmentslip/download', tag: 'Papers', access: 'number' },
      summary: 'The slip of an appointment, to be taken along',
      about: ABOUT_LANGUAGE,
      query: SLIP,
      answers: { 200: 'pdf' },
      refuses: ['appointmentUnknown'],
      run: (call) => inTurn(() => giveSlip(deps, call, call.query.appointment_id)),
    }),
    ...['/registration/certificate/download', '/registration/certificate/public/download'].map((path) =>
      endpoint({
        ...{ method: 'get', path, tag: 'Papers', access: 'number' },
        summary: 'The certificate of a dose that was given',
        about: ABOUT_LANGUAGE,
        query: CERTIFICATE,
        answers: { 200: 'pdf' },
        refuses: ['personUnknown', 'certificateUnknown'],
        run: (call) => inTurn(() => giveCertificate(deps, call, call.query)),
      }),
    ),
  ];
}

const ABOUT_LANGUAGE =
  'In the language of Accept-Language (hi_IN, bn_IN), else in the one in which the number writes to us, else in English.';

type Call = Caller['number'];

async function giveSlip({ store, certificates }: ApiDeps, call: Call, uuid: string): Promise<Answered> {
  if (!(await mayDraw(store, call))) return IN_AN_HOUR;
  const appointments = await appointmentsOf(store, call.session.whose, uuid, call.now);
  if (!appointments) return { refused: 'appointmentUnknown' };
  const language = await languageFor(store, call);
  return { pdf: await slipPdf(certificates, appointments, language, call.now), name: 'appointment-slip.pdf' };
}

async function giveCertificate(
  { store, certificates }: ApiDeps,
  call: Call,
  { beneficiary_reference_id: reference, dose }: z.output<typeof CERTIFICATE>,
): Promise<Answered> {
  if (!(await mayDraw(store, call))) return IN_AN_HOUR;
  const people = await store.persons.ofContact(call.session.whose);
  const person = people.find((each) => each.reference === reference);
  if (!person) return { refused: 'personUnknown' };
  const pdf = await certificatePdf(
    certificates,
    person._id,
    dose ?? person.doses.length,
    await languageFor(store, call),
  );
  return pdf ? { pdf, name: 'certificate.pdf' } : { refused: 'certificateUnknown' };
}

const languageFor = async (store: Store, { language, session }: Call): Promise<Language> =>
  language ?? (await languageOf(store, { contact: session.whose })) ?? 'en';

/** Of one number in an hour: drawing takes a tenth of a second, in which nobody else is served. */
const MOST_PAPERS = 30;

const mayDraw = (store: Store, call: Call): Promise<boolean> =>
  mayThisHour(store, `papers:${call.session.whose}`, MOST_PAPERS, call);
