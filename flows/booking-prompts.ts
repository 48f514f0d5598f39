/** How booking's questions read. */
import type { AppointmentSummary, Offer } from '../src/conversation/effects';
import type { Choice, Param, Params, Prompt } from '../src/conversation/vocabulary';
import type { Context } from './booking-setup';
import { choice } from './kit';

const NOWHERE = { bn: '', hi: '', en: '' };

export const PROMPTS = {
  person: (key: string, { people }: Context): Prompt => ({
    key,
    asks: 'choice',
    choices: people.map(({ id, name }) => choice(id, 'common:named', { it: name })),
  }),
  offer: (key: string, context: Context): Prompt => ({
    key: context.fresh ? key.replace('offer', 'offerFresh') : key,
    asks: 'pinCode',
    params: { name: nameOf(context), lead: { key: leadOf(context) } },
    choices: offerChoices(context),
  }),
  nothing: (key: string, { found }: Context): Prompt => ({
    key,
    asks: 'pinCode',
    params: found?.status === 'none' ? { name: { person: found.name }, pin: found.pinCode } : {},
    choices: [
      choice('lookForMe', 'booking:lookForMe'),
      choice('pinCode', 'booking:anotherPin'),
      { ...choice('later', 'booking:notNow'), number: '0' },
    ],
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
    choices: [
      { ...choice('move', 'appointment:move'), number: '6' },
      { ...choice('cancel', 'appointment:cancel'), number: '7' },
    ],
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

const placeParams = ({
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

const nameOf = ({ found }: Context): Param => ({ person: found && 'name' in found ? found.name : '' });

/** What is said above the places: that they are far, or that only the first is kept. */
function leadOf({ found }: Context): string {
  if (found?.status !== 'found') return 'booking:lead';
  if (!found.near) return 'booking:farLead';
  return found.offers.some(({ held }) => !held) ? 'booking:scarceLead' : 'booking:lead';
}

function offerChoices({ found }: Context): Choice[] {
  if (found?.status !== 'found') return [];
  const places = found.offers.map((offer, index) => choice(`offer${index + 1}`, ...placeLabel(offer)));
  const numbered = (value: string, key: string, number: string): Choice => ({ ...choice(value, key), number });
  return [
    ...places,
    ...(found.more ? [numbered('more', 'common:more', '4')] : []),
    ...(found.days.length > 1 ? [numbered('day', 'booking:anotherDay', '5')] : []),
    numbered('pinCode', 'booking:anotherPin', '6'),
    // Who has seen them all is offered that we look; before that it would only be one digit more to read.
    ...(found.more ? [] : [numbered('lookForMe', 'booking:lookForMe', '7')]),
    numbered('later', 'booking:notNow', '0'),
  ];
}

function placeLabel(offer: Offer): [string, Params] {
  return ['booking:place', { ...placeParams(offer), day: { nearDay: offer.day } }];
}
