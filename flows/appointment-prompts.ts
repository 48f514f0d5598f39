/** How "my date" reads: the slip where there is a date; else what is known, line by line. */
import type { AppointmentSummary, Standing } from '../src/conversation/effects';
import type { Choice, Prompt } from '../src/conversation/vocabulary';
import type { Context } from './appointment';
import { ON_SLIP, slipParams } from './booking-prompts';
import { choice } from './kit';

const BACK: Choice = { ...choice('back', 'common:back'), number: '0' };
const WRONG: Choice = { ...choice('wrong', 'appointment:wrong'), number: '3' };

export const PROMPTS = {
  none: (key: string): Prompt => ({
    key,
    asks: 'choice',
    choices: [choice('book', 'welcome:book'), BACK],
  }),
  person: (key: string, context: Context): Prompt => ({
    key,
    asks: 'choice',
    choices: toShow(context).map(({ id, name }) => choice(id, 'common:named', { it: name })),
  }),
  standing: (key: string, { standing, attempts }: Context): Prompt => ({
    ...(attempts === 0 ? (linesOf(standing).at(-1) ?? { key }) : { key }),
    asks: 'choice',
    choices: standing ? standingChoices(standing) : [],
  }),
  menu: (key: string, { appointment, standing }: Context): Prompt => ({
    key,
    asks: 'choice',
    ...(appointment ? { params: slipParams(appointment) } : {}),
    choices: [...(standing?.doses.length ? [WRONG] : []), ...ON_SLIP, BACK],
  }),
  confirmCancel: (key: string, { appointment }: Context): Prompt => ({
    key,
    asks: 'choice',
    ...(appointment ? { params: slipParams(appointment) } : {}),
    choices: [choice('cancel', 'appointment:cancelIt'), choice('back', 'appointment:keepIt')],
  }),
  cancelled: (key: string, { appointment }: Context): Prompt => ({
    key,
    asks: 'choice',
    params: { name: { person: appointment?.name ?? '' } },
    choices: [{ ...choice('book', 'welcome:book'), number: '2' }],
  }),
  stopped: (key: string, { standing }: Context): Prompt => ({
    key,
    asks: 'choice',
    params: { name: { person: standing?.name ?? '' } },
    choices: [{ ...choice('book', 'welcome:book'), number: '2' }],
  }),
};
export type Question = keyof typeof PROMPTS;

/** What is known of somebody without a date, first things first. The last line is also the question. */
export function linesOf(standing: Standing | null): Prompt[] {
  if (!standing) return [];
  return [
    { key: 'appointment:of', params: { name: { person: standing.name } } },
    ...standing.doses.map(({ vaccine, day }, index) => ({
      key: index === 0 ? 'appointment:doseOne' : 'appointment:doseTwo',
      params: { vaccine: { key: `common:vaccine.${vaccine}` }, day: { day } },
    })),
    ...(standing.missed ? [{ key: 'appointment:missed', params: { day: { day: standing.missed } } }] : []),
    ...nextOf(standing),
    ...waitingOf(standing),
  ];
}

const nextOf = ({ doses, next, missed, waiting }: Standing): Prompt[] =>
  next && doses.length > 0 && !missed && !waiting
    ? [{ key: 'appointment:nextFrom', params: { day: { day: next.fromDay } } }]
    : [];

function waitingOf({ waiting }: Standing): Prompt[] {
  if (!waiting) return [];
  const { since, ahead } = waiting;
  return ahead === 0
    ? [{ key: 'appointment:lookingFirst', params: { day: { day: since } } }]
    : [{ key: 'appointment:looking', params: { day: { day: since }, ahead } }];
}

const standingChoices = ({ next, waiting, doses }: Standing): Choice[] => [
  ...(next ? [choice('book', 'welcome:book')] : []),
  ...(doses.length > 0 ? [WRONG] : []),
  ...(waiting ? [{ ...choice('stopLooking', 'appointment:stopLooking'), number: '7' }] : []),
  BACK,
];

/** Somebody of whom there is something to see: a date, or something else that is known. */
export interface Shown {
  /** Of the date, or of the person who has none. */
  id: string;
  person: string;
  name: string;
  appointment: AppointmentSummary | null;
  standing: Standing | null;
}

/** Whom this is about: the one that is wanted, else everybody; who wants to change a date is asked for those only. */
export function toShow({ appointments, standings, wanted, action }: Context): Shown[] {
  const dates = appointments.map((appointment) => ({
    ...{ id: appointment.id, person: appointment.person, name: appointment.name, appointment },
    standing: standings.find(({ person }) => person === appointment.person) ?? null,
  }));
  const others = standings
    .filter(({ person }) => !appointments.some((appointment) => appointment.person === person))
    .filter(({ doses, waiting, missed }) => doses.length > 0 || waiting !== null || missed !== null)
    .map((standing) => ({ ...standing, id: standing.person, appointment: null, standing }));
  const all: Shown[] = [...dates, ...others].filter(({ person }) => wanted === null || person === wanted);
  return action && dates.length > 0 ? all.filter(({ appointment }) => appointment !== null) : all;
}
