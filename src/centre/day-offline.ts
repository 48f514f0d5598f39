/** The day for a device that may lose the network: the list it takes along, and what it recorded when it is back. */
import { z } from 'zod';
import { CARD_TYPES, GENDERS, LANGUAGES } from '../conversation/vocabulary';
import type { Store } from '../store';
import { dateOfWalkIn, doDeeds, type Deed, type DeedOutcome } from '../vaccination/do-deeds';
import { listDay, type DayPerson, type DaySlot } from '../vaccination/list-day';
import { typedCard } from '../vaccination/rules/typed';
import type { KnownHere, NewHere } from '../vaccination/walk-in';
import { audit } from '../web/audit';
import type { Answered, Route, Visit } from '../web/route';
import { centreOfTheirs, hereOf, MISSING, whoOf } from './day-scope';

export const dayOfflineRoutes = ({ store }: { store: Store }): Route[] => [
  { method: 'get', path: '/centre/day/offline.json', right: 'day', run: (visit) => takeAlong(store, visit) },
  { method: 'post', path: '/centre/day/deeds', right: 'day', run: (visit) => deeds(store, visit) },
];

async function takeAlong(store: Store, visit: Visit): Promise<Answered> {
  const here = await hereOf(store, visit);
  if (!here) return MISSING;
  const { centre, day, today } = here;
  const list = await listDay(store, { centre: centre._id, day, now: visit.now });
  await audit(visit, { action: 'day.takenAlong', about: `centre:${centre._id}`, detail: { day } });
  const { _id: id, names, pin } = centre;
  return {
    json: {
      ...{ centre: { id, names, pin }, day, asOf: visit.now, today: day === today, staff: whoOf(visit) },
      ...{ batches: list.batches, slots: list.slots.map(slotOf) },
    },
  };
}

const slotOf = ({ _id: id, from, to, vaccine, dose, price, free, closed, people }: DaySlot) => ({
  ...{ id, from, to, vaccine, dose, price, free, closed, people: people.map(personOf) },
});

/** Whose number it is stays here. */
const personOf = ({ contact: _, given, from: _from, to: _to, ...person }: DayPerson) => ({
  ...person,
  given: given && { at: given.at, by: given.by.name, batch: given.batch },
});

const text = z.string().max(200);
const made = { id: z.string().min(8).max(100), at: z.iso.datetime({ offset: true }) };
const last4 = z.string().max(20);
const person = z.object({
  name: text.min(1),
  age: z.number().int().optional(),
  birthYear: z.number().int().optional(),
  gender: z.enum(GENDERS),
  comorbidity: z.enum(['yes', 'no']).optional(),
  cardType: z.enum(CARD_TYPES),
  cardNumber: text,
  pinCode: text.optional(),
  phone: text.optional(),
  language: z.enum(LANGUAGES).optional(),
});
const deed = z.union([
  z.object({ ...made, kind: z.literal('arrived'), appointment: text }),
  z.object({
    ...{ ...made, kind: z.literal('vaccinated'), code: text, cardLast4: last4, batch: text },
    ...{ cardType: z.enum(CARD_TYPES).optional(), appointment: text.optional(), walkIn: text.optional() },
  }),
  z.object({ ...made, kind: z.literal('walkIn'), person }),
  z.object({ ...made, kind: z.literal('walkIn'), known: z.object({ reference: text, cardLast4: last4 }) }),
]);
const MOST = 200;
const sent = z.object({ centre: text, deeds: z.array(z.unknown()).max(MOST) });

type SentDeed = z.infer<typeof deed>;

async function deeds(store: Store, visit: Visit): Promise<Answered> {
  const parsed = sent.safeParse(visit.json);
  if (!parsed.success) return { json: { error: 'not understood' }, status: 422 };
  const centre = await centreOfTheirs(store, visit, parsed.data.centre);
  if (!centre) return MISSING;
  const outcomes: (DeedOutcome | { id: string; outcome: 'invalid' })[] = [];
  for (const raw of parsed.data.deeds) {
    const known = deed.safeParse(raw);
    const read = known.success ? await deedOf(store, known.data) : null;
    const [outcome] = read ? await doDeeds(store, { centre, deeds: [read], by: whoOf(visit), now: visit.now }) : [];
    outcomes.push(outcome ?? { id: idOf(raw), outcome: 'invalid' });
    // Also what was done before: the first time may have ended before it was written down.
    if (outcome) await writeDown(visit, read as Deed, outcome);
  }
  return { json: { outcomes } };
}

const idOf = (raw: unknown): string => {
  const { id } = (raw ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id.slice(0, 100) : '';
};

async function deedOf(store: Store, given: SentDeed): Promise<Deed> {
  const { id } = given;
  const at = new Date(given.at);
  if (given.kind === 'arrived') return { id, at, kind: 'arrived', appointment: given.appointment };
  if (given.kind === 'walkIn') return { id, at, kind: 'walkIn', who: whoIn(given) };
  const appointment = given.appointment ?? (await dateOfWalkIn(store, given.walkIn ?? '')) ?? '';
  const { code, cardType: type, cardLast4, batch } = given;
  return { id, at, kind: 'vaccinated', appointment, code, batch, card: { last4: cardLast4, type } };
}

function whoIn(given: Extract<SentDeed, { kind: 'walkIn' }>): NewHere | KnownHere {
  if ('known' in given) return given.known;
  const { phone = '', language = 'bn', cardNumber, name, ...answers } = given.person;
  const known = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));
  return {
    ...{ phone, language },
    answers: { ...known, name: name.normalize('NFC').trim(), cardNumber: typedCard(cardNumber) },
  };
}

async function writeDown(visit: Visit, { kind, at, ...rest }: Deed, outcome: DeedOutcome): Promise<void> {
  const appointment = 'appointment' in rest ? rest.appointment : outcome.appointment;
  const action = outcome.outcome === 'conflict' ? 'deed.conflicted' : `deed.${kind}`;
  const detail = {
    deed: outcome.id,
    at,
    outcome: outcome.outcome,
    ...(outcome.reason ? { reason: outcome.reason } : {}),
  };
  await audit(visit, {
    action,
    about: appointment ? `appointment:${appointment}` : null,
    why: 'without network',
    detail,
  });
}
