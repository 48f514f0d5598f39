/** Somebody has come without a date: the calls that give them one of today. */
import { z } from 'zod';
import type { Store } from '../store';
import type { ApiDeps } from './deps';
import { endpoint, type Answered, type Call, type Endpoint } from './endpoint';
import { mobileField, placeNumber, referenceField } from './fields';
import { confirmationOf } from './own-appointments';
import { answersOf, registration } from './people';
import { referenceId } from './people-json';
import { comeIn, type CameIn } from './vaccinators-walk-in';

const centerId = placeNumber().optional().describe('Needed by who works at several centers');
const newHere = registration.extend({ mobile_number: mobileField.optional(), center_id: centerId });
const knownHere = z.object({
  beneficiary_reference_id: referenceField,
  photo_id_number: z.string().min(4).max(40).describe('The last four signs at least').meta({ example: '6253' }),
  center_id: centerId,
});
const place = z.object({
  appointment_confirmation_no: z.uuid(),
  appointment_id: z.uuid().describe('The same'),
  code: z
    .string()
    .optional()
    .describe('Four digits, to be written on paper for somebody without a telephone; all others are sent them'),
});

const COMMON = { method: 'post', tag: 'Vaccinators', access: 'staff' } as const;

export const onSpotEndpoints = (deps: ApiDeps): Endpoint[] => [
  endpoint({
    ...{ ...COMMON, path: '/vaccinator/beneficiaries/new', body: newHere },
    summary: 'Registers somebody on the spot and gives them a place of today',
    about: 'Without `mobile_number` nothing is ever sent to them, and the code for the door is in the answer.',
    answers: { 200: place.extend({ beneficiary_reference_id: referenceId }) },
    refuses: [
      'centerUnknown',
      'ageUnlikely',
      'notEligible',
      'cardWrong',
      'cardTaken',
      'numberFull',
      'pinWrong',
      'full',
    ],
    run: (call) => register(deps, call),
  }),
  endpoint({
    ...{ ...COMMON, path: '/vaccinator/onspots/schedule', body: knownHere },
    summary: 'Gives a place of today to somebody who is registered already',
    about:
      'For the dose that is due, of the vaccine that fits: `session_id`, `slot`, `vaccine` and `dose` are not looked at.',
    answers: { 200: place },
    refuses: ['centerUnknown', 'personUnknown', 'notEligible', 'doseNotDue', 'full'],
    run: (call) => schedule(deps, call),
  }),
];

type Post<B extends z.ZodType> = Call<'staff', unknown, unknown, z.output<B>>;

async function register({ store }: ApiDeps, call: Post<typeof newHere>): Promise<Answered> {
  const { mobile_number: phone = '', center_id: center } = call.body;
  const language = call.language ?? call.staff.language;
  const came = await comeIn(store, call, { answers: answersOf(call.body), phone, language }, center);
  if ('refused' in came) return came;
  return { json: { beneficiary_reference_id: came.person.reference, ...(await placeJson(store, came)) } };
}

async function schedule({ store }: ApiDeps, call: Post<typeof knownHere>): Promise<Answered> {
  const { beneficiary_reference_id: reference, photo_id_number: cardLast4, center_id: center } = call.body;
  const came = await comeIn(store, call, { reference, cardLast4 }, center);
  return 'refused' in came ? came : { json: await placeJson(store, came) };
}

async function placeJson(store: Store, { appointment, code }: CameIn): Promise<z.output<typeof place>> {
  return { ...(await confirmationOf(store, appointment)), ...(code === null ? {} : { code }) };
}
