/** How booking's questions read. */
import type { AppointmentSummary, Offer, PersonSummary } from '../src/conversation/effects';
import type { Choice, Param, Params, Prompt } from '../src/conversation/vocabulary';
import type { Context } from './booking-setup';
import { familyOf, namesOf } from './family';
import { choice } from './kit';

const NOWHERE = { bn: '', hi: '', en: '' };
/** What may be done with a date as long as the slip is the last word. */
export const ON_SLIP: readonly Choice[] = [
  { ...choice('move', 'appointment:move'), number: '6' },
  { ...choice('cancel', 'appointment:cancel'), number: '7' },
];
const LATER: Choice = { ...choice('later', 'booking:notNow'), number: '0' };

export const PROMPTS = {
  person: (key: string, { people }: Context): Prompt => ({
    key,
    asks: 'choice',
    choices: [
      ...people.map(({ id, name }) => choice(id, 'common:named', { it: name })),
      ...familyChoice(people, familyOf(people)),
    ],
  }),
  offer: (key: string, context: Context): Prompt => ({
    key: context.fresh ? key.replace('offer', 'offerFresh') : key,
    asks: 'pinCode',
    params: { name: nameOf(context), lead: { key: leadOf(context) } },
    choices: offerChoices(context),
  }),
  nothing: (key: string, context: Context): Prompt => ({
    key: isFamily(context) ? key.replace('nothing', 'nothingTogether') : key,
    asks: 'pinCode',
    params: { name: nameOf(context), pin: pinOf(context) },
    choices: [
      isFamily(context) ? choice('apart', 'booking:apart') : choice('lookForMe', 'booking:lookForMe'),
      choice('pinCode', 'booking:anotherPin'),
      LATER,
    ],
  }),
  secondDose: (key: string, context: Context): Prompt => ({
    key: secondDoseKey(key, context),
    asks: 'pinCode',
    params: { name: nameOf(context), pin: pinOf(context), ...dueParams(context) },
    choices: [...(pinOf(context) ? [choice('near', 'booking:nearOld', { pin: pinOf(context) })] : []), LATER],
  }),
  missed: (key: string, { standing, replaces, attempts }: Context): Prompt => ({
    key: attempts === 0 ? 'templates:missed' : key,
    asks: 'choice',
    params: {
      name: { person: standing?.name ?? '' },
      day: { day: standing?.missed ?? '' },
      centre: { names: replaces?.centre ?? NOWHERE },
    },
    choices: [choice('book', 'booking:newDate'), choice('had', 'booking:hadIt'), LATER],
  }),
  day: (key: string, { found }: Context): Prompt => ({
    key,
    asks: 'choice',
    choices: [
      ...(found?.status === 'found' ? found.days : []).map((day) => choice(day, 'common:named', { it: { day } })),
      { ...choice('back', 'common:back'), number: '0' },
    ],
  }),
  pinCode: (key: string, { unknownPin }: Context): Prompt => ({
    key: unknownPin ? 'booking:pinCode_unknown' : key,
    asks: 'pinCode',
  }),
  confirmMove: (key: string, context: Context): Prompt => ({
    key,
    asks: 'choice',
    params: {
      name: nameOf(context),
      ...(context.chosen ? placeParams(context.chosen) : {}),
      oldDay: { day: context.replaces?.day ?? '' },
      oldCentre: { names: context.replaces?.centre ?? NOWHERE },
      oldHours: { from: context.replaces?.from ?? '', to: context.replaces?.to ?? '' },
    },
    choices: [choice('yes', 'booking:moveIt'), choice('no', 'booking:keepIt')],
  }),
  booked: (key: string, { appointment, move }: Context): Prompt => ({
    key: move ? 'booking:moved' : key,
    asks: 'choice',
    ...(appointment ? { params: slipParams(appointment) } : {}),
    choices: ON_SLIP,
  }),
  bookedTogether: (key: string, { appointments }: Context): Prompt => ({
    key,
    asks: 'choice',
    params: togetherParams(appointments),
    choices: ON_SLIP,
  }),
};
export type Question = keyof typeof PROMPTS;

/** Everything the person must bring or know on the day. */
export const slipParams = (appointment: AppointmentSummary): Params => ({
  name: { person: appointment.name },
  reference: { reference: appointment.reference },
  code: appointment.code,
  cardBring: { key: `common:cardBring.${appointment.cardType}` },
  certificate: { key: appointment.needsCertificate ? 'booking:certificate' : 'common:nothing' },
  ...placeParams(appointment),
});

/** One slip for all of them: the number of each was told when the name was written down. */
function togetherParams(appointments: readonly AppointmentSummary[]): Params {
  const [first] = appointments;
  if (!first) return {};
  const papers = appointments.some(({ needsCertificate }) => needsCertificate);
  const { certificate } = slipParams({ ...first, needsCertificate: papers });
  return { names: namesOf(appointments), code: first.code, certificate: certificate ?? '', ...placeParams(first) };
}

export const placeParams = ({
  centre,
  day,
  from,
  to,
  price,
}: Pick<Offer, 'centre' | 'day' | 'from' | 'to' | 'price'>): Params => ({
  centre: { names: centre },
  day: { day },
  hours: { from, to },
  price: price > 0 ? { key: 'booking:price', value: price } : { key: 'common:nothing' },
});

const isFamily = ({ others }: Context): boolean => others.length > 0;

function nameOf({ found, others }: Context): Param {
  if (others.length > 0) return { key: 'booking:several', value: others.length + 1 };
  return { person: found && 'name' in found ? found.name : '' };
}

const pinOf = ({ found }: Context): string => (found && 'pinCode' in found ? (found.pinCode ?? '') : '');

/** Asked again of who has no place near home to choose, it is the question for a PIN code and no other. */
function secondDoseKey(key: string, context: Context): string {
  if (context.attempts === 0) return context.because ? `templates:${context.because}` : key;
  return pinOf(context) ? key : key.replace('secondDose', 'pinCode');
}

const dueParams = ({ found }: Context): Params =>
  found?.status === 'asksPlace'
    ? { vaccine: { key: `common:vaccine.${found.vaccine}` }, day: { day: found.fromDay } }
    : {};

/** Everybody of the number, or those who are named. */
function familyChoice(people: readonly PersonSummary[], family: readonly PersonSummary[]): Choice[] {
  if (family.length === 0) return [];
  return family.length === people.length
    ? [choice('together', 'booking:together', { count: family.length })]
    : [choice('together', 'booking:togetherSome', { names: namesOf(family) })];
}

/** What is said above the places: that they are far, or that only the first is kept. */
function leadOf({ found }: Context): string {
  if (found?.status !== 'found') return 'booking:lead';
  if (!found.near) return 'booking:farLead';
  return found.offers.some(({ held }) => !held) ? 'booking:scarceLead' : 'booking:lead';
}

function offerChoices(context: Context): Choice[] {
  const { found } = context;
  if (found?.status !== 'found') return [];
  const places = found.offers.map((offer, index) => choice(`offer${index + 1}`, ...placeLabel(offer)));
  const numbered = (value: string, key: string, number: string): Choice => ({ ...choice(value, key), number });
  const instead = isFamily(context)
    ? numbered('apart', 'booking:apart', '7')
    : numbered('lookForMe', 'booking:lookForMe', '7');
  return [
    ...places,
    ...(found.more ? [numbered('more', 'common:more', '4')] : []),
    ...(found.days.length > 1 ? [numbered('day', 'booking:anotherDay', '5')] : []),
    numbered('pinCode', 'booking:anotherPin', '6'),
    // Who has seen them all is offered that we look; before that it would only be one digit more to read.
    ...(found.more ? [] : [instead]),
    LATER,
  ];
}

function placeLabel(offer: Offer): [string, Params] {
  return ['booking:place', { ...placeParams(offer), day: { nearDay: offer.day } }];
}
