/** `npm run centre`: what a centre's vaccination sessions hold; closes one, or gives it fewer or more places. */
import { parseArgs } from 'node:util';
import { dayOf } from '../clock';
import type { Appointment } from '../store/appointments';
import type { Slot } from '../store/slots';
import { closeSession, setSessionCapacity, type SessionChanged } from '../vaccination/close-session';
import { displaceOverfull } from '../vaccination/displace';
import { payOwed } from '../vaccination/pay-owed';
import { endingOf, runBeside, type Line } from './beside';

const USAGE = `npm run centre -- list [--centre <id>] [--day YYYY-MM-DD]
npm run centre -- close --session <id> --reason "no vaccine was delivered"
npm run centre -- shrink --session <id> --capacity 80
npm run centre -- grow --session <id> --capacity 200

list    vaccination sessions from today on, or of one day, with their ids.
close   nobody is vaccinated there any more. Whoever has a date is told at once (from 06:00 to 22:00) and has another place
        of the same or the next day kept, to be taken with one digit; where there is none, the helpline calls.
shrink  so many places in all, spread over its hours and doses as they were planned. Whoever booked last is moved as above.
grow    the same with more places, also for one that was closed. What is new goes first to those who wait.
Hours that are over stay as they were. Run again, a command finishes what it had begun.`;

export type Wanted =
  | { action: 'list'; centre?: string | undefined; day?: string | undefined }
  | { action: 'close'; session: string; reason: string }
  | { action: 'shrink' | 'grow'; session: string; capacity: number };

export function readWanted(words: readonly string[]): Wanted {
  const text = { type: 'string' } as const;
  const options = { centre: text, day: text, session: text, reason: text, capacity: text };
  const { positionals, values } = parseArgs({ args: [...words], allowPositionals: true, options });
  const [action, ...more] = positionals;
  const { centre, day, session = '', reason = '', capacity = '' } = values;
  if (more.length > 0) throw new Error(`"${more.join(' ')}" is not understood: put a reason in quotes.\n\n${USAGE}`);
  if (action === 'list') {
    if (day !== undefined && !/^\d{4}-\d\d-\d\d$/.test(day))
      throw new Error('--day is YYYY-MM-DD, such as 2021-03-09.');
    return { action, centre, day };
  }
  if (action !== 'close' && action !== 'shrink' && action !== 'grow') throw new Error(USAGE);
  if (!session) throw new Error('--session is missing: npm run centre -- list shows the ids.');
  if (action === 'close') {
    if (!reason.trim()) throw new Error('--reason is missing: why is it closed?');
    return { action, session, reason: reason.trim() };
  }
  if (!/^[1-9]\d{0,4}$/.test(capacity)) throw new Error('--capacity is how many places there are to be, 1 or more.');
  return { action, session, capacity: Number(capacity) };
}

export async function tendCentre(line: Line, wanted: Wanted): Promise<void> {
  if (wanted.action === 'list') return list(line, wanted);
  await refuseWrongWay(line, wanted);
  const changed = await changeSession(line, wanted);
  if (!changed) throw unknownSession(wanted.session);
  tellChange(line, wanted.session, changed);
  await tellPeople(line, wanted.session);
}

const unknownSession = (session: string): Error =>
  new Error(`There is no vaccination session ${session}: npm run centre -- list shows the ids.`);

/** Who says "shrink" and means more has mistaken the session or the number. */
async function refuseWrongWay({ store }: Line, wanted: Exclude<Wanted, { action: 'list' }>): Promise<void> {
  if (wanted.action === 'close') return;
  const slots = await store.slots.ofSession(wanted.session);
  if (slots.length === 0) throw unknownSession(wanted.session);
  const places = placesIn(slots);
  const isWrong = wanted.action === 'shrink' ? wanted.capacity > places : wanted.capacity < places;
  const other = wanted.action === 'shrink' ? 'grow' : 'shrink';
  if (isWrong) throw new Error(`${wanted.session} has ${places} places now: for ${wanted.capacity} say ${other}.`);
}

const changeSession = (
  { store, now }: Line,
  wanted: Exclude<Wanted, { action: 'list' }>,
): Promise<SessionChanged | null> =>
  wanted.action === 'close' ? closeSession(store, { ...wanted, now }) : setSessionCapacity(store, { ...wanted, now });

function tellChange({ say }: Line, session: string, { slots, before, after, tooMany }: SessionChanged): void {
  say(`${session}: ${before} places before, ${after} now.`);
  for (const { from, to, dose, capacity } of slots) say(`  ${from}-${to}  dose ${dose}  ${capacity}`);
  say(tooMany > 0 ? `${tooMany} of its places were taken and are no longer there.` : 'Nobody loses a place by it.');
}

async function tellPeople(line: Line, session: string): Promise<void> {
  const { store, now, say } = line;
  const { holds, appointments } = await displaceOverfull(store, now);
  await payOwed(store, now);
  // The service's own round may have been there first, and others may have been moved with them.
  const theirs = await store.slots.ofSession(session);
  const concerned = appointments.filter(({ slot }) => theirs.some(({ _id }) => _id === slot));
  if (holds > 0) say(`${holds} places were only kept for somebody who was choosing; they are shown others.`);
  if (concerned.length > 0) say(`${concerned.length} dates are taken away. Told, as soon as messages may be sent:`);
  for (const appointment of concerned) say(`  ${await fateOf(line, appointment)}`);
}

async function fateOf({ store }: Line, { person: id, dose }: Appointment): Promise<string> {
  const [person, proposal] = await Promise.all([store.persons.get(id), store.proposals.openOf(id, dose)]);
  const who = `${person?.reference ?? '?'}, ${person ? await endingOf(store, person.contact) : 'nobody'}`;
  if (!proposal) return `${who}: no place near; the helpline calls, and one is looked for`;
  return `${who}: ${proposal.centreNames.en}, ${proposal.day} ${proposal.from}-${proposal.to} is kept`;
}

async function list({ store, now, say }: Line, { centre, day }: Extract<Wanted, { action: 'list' }>): Promise<void> {
  const slots = (await store.slots.sessionsFrom(day ?? dayOf(now), centre)).filter((slot) => !day || slot.day === day);
  if (slots.length === 0) throw new Error('No vaccination session is known there and then.');
  const sessions = new Map<string, Slot[]>();
  for (const slot of slots) sessions.set(slot.session, [...(sessions.get(slot.session) ?? []), slot]);
  for (const [session, parts] of sessions) say(sentenceFor(session, parts));
}

function sentenceFor(session: string, slots: readonly Slot[]): string {
  const [{ centreNames, vaccine, closed } = { centreNames: { en: '' }, vaccine: '' }] = slots;
  const free = slots.reduce((sum, slot) => sum + Math.max(0, slot.free), 0);
  const state = closed === undefined ? `${free} of ${placesIn(slots)} places free` : `closed: ${closed}`;
  return `${session}  ${centreNames.en}  ${vaccine}  ${state}`;
}

const placesIn = (slots: readonly Pick<Slot, 'capacity'>[]): number =>
  slots.reduce((sum, { capacity }) => sum + capacity, 0);

if (require.main === module) runBeside({ usage: USAGE, read: readWanted, run: tendCentre });
