/** Who is registered on the caller's number: registering them, listing them, taking them off. */
import { z } from 'zod';
import { registerFromApp, TRIES_COUNT_MS } from '../vaccination/register-from-app';
import { removePerson } from '../vaccination/remove-person';
import { typedCardNumber, typedName } from '../vaccination/rules/typed';
import type { ApiDeps } from './deps';
import { endpoint, type Answered, type Call, type Endpoint } from './endpoint';
import { pinField, referenceField, wholeNumber } from './fields';
import { beneficiariesOf, beneficiary, referenceId } from './people-json';
import { cardField, genderField, kindEndpoints } from './people-kinds';
import { asRefusal } from './refusals';

const notAName = { error: 'the letters of a name: two at least; of 60 signs and six words at most' };
const nameField = z
  .string(notAName)
  .max(200, notAName)
  .refine((text) => typedName(text) !== null, notAName)
  .transform((text) => typedName(text) ?? '')
  .describe('As on the card')
  .meta({ example: 'Rahima Bibi' });

const notACard = { error: asRefusal('cardWrong') };
const cardNumberField = z
  .union(
    [z.string(notACard).min(1, notACard).max(40, notACard), z.int(notACard).min(0, notACard).transform(String)],
    notACard,
  )
  .transform(typedCardNumber)
  .refine((number) => number !== '', notACard)
  .describe('Blanks, strokes and small letters do not matter')
  .meta({ example: 'WKH1186253' });

export const registration = z.object({
  name: nameField,
  birth_year: wholeNumber(1, 9999, 'ageUnlikely').meta({ example: '1952' }),
  gender_id: genderField,
  photo_id_type: cardField,
  photo_id_number: cardNumberField,
  comorbidity_ind: z.enum(['Y', 'N']).default('N').describe('Has an illness of the list: younger people may then come'),
  consent_version: z.union([z.string().max(20), z.number()]).optional(),
  pincode: pinField
    .optional()
    .describe('Where they are at home. Our own field: whoever names it is not asked for it later'),
});

type Registration = z.output<typeof registration>;

export const peopleEndpoints = (deps: ApiDeps): Endpoint[] => [
  ...kindEndpoints(),
  endpoint({
    ...{ method: 'post', path: '/registration/beneficiary/new', tag: 'People', access: 'number' },
    summary: 'Registers somebody on the number',
    about:
      'The same person (number, card and name) again has the same id. Who may not be vaccinated yet is registered too. ' +
      'At most 10 registrations are tried for a number in 24 hours.',
    body: registration,
    answers: { 200: z.object({ beneficiary_reference_id: referenceId }) },
    refuses: ['cardWrong', 'cardTaken', 'numberFull', 'ageUnlikely', 'pinWrong', 'tooManyPeople'],
    run: (call) => register(deps, call),
  }),
  endpoint({
    ...{ method: 'post', path: '/registration/beneficiary/delete', tag: 'People', access: 'number' },
    summary: 'Takes somebody off the number who has had no dose and has no appointment',
    body: z.object({ beneficiary_reference_id: referenceField }),
    answers: { 204: 'nothing' },
    refuses: ['personUnknown', 'hasDose', 'hasDate'],
    run: async ({ body, session, now }): Promise<Answered> => {
      const removal = { reference: body.beneficiary_reference_id, contact: session.whose, now };
      const outcome = await removePerson(deps.store, removal);
      return outcome === 'removed' ? { nothing: true } : { refused: outcome };
    },
  }),
  endpoint({
    ...{ method: 'get', path: '/appointment/beneficiaries', tag: 'People', access: 'number' },
    summary: 'Everybody registered on the number, with their appointments',
    about: 'Of the number of a card only the last four signs are kept, and no more is given back.',
    answers: { 200: z.object({ beneficiaries: z.array(beneficiary) }) },
    refuses: ['nobody'],
    run: async ({ session, now, language }): Promise<Answered> => {
      const beneficiaries = await beneficiariesOf(deps.store, session, { now, language });
      return beneficiaries.length === 0 ? { refused: 'nobody' } : { json: { beneficiaries } };
    },
  }),
];

async function register(
  { store }: ApiDeps,
  { body, session, partner, language = 'en', once, now }: Call<'number', unknown, unknown, Registration>,
): Promise<Answered> {
  const outcome = await registerFromApp(store, {
    ...{ contact: session.whose, address: session.address, answers: answersOf(body) },
    ...{ partner: partner?._id ?? session.partner, language, key: once, now },
  });
  if (outcome.status === 'registered') return { json: { beneficiary_reference_id: outcome.reference } };
  if (outcome.status === 'tooManyPeople') return { refused: outcome.status, retryAfter: TRIES_COUNT_MS / 1_000 };
  return { refused: outcome.status };
}

export const answersOf = (body: Registration) => ({
  ...{ name: body.name, birthYear: body.birth_year, gender: body.gender_id },
  ...{ cardType: body.photo_id_type, cardNumber: body.photo_id_number },
  comorbidity: body.comorbidity_ind === 'Y' ? ('yes' as const) : ('no' as const),
  ...(body.pincode === undefined ? {} : { pinCode: body.pincode }),
});
