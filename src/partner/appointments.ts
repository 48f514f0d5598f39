/** Dates: booked, moved and cancelled by whoever has proved the number. One record with what is done by telephone. */
import { z } from 'zod';
import type { Appointment } from '../store/appointments';
import type { Person } from '../store/persons';
import { cancelAppointment } from '../vaccination/cancel-appointment';
import { reschedule } from '../vaccination/reschedule';
import { schedule, type Scheduled } from '../vaccination/schedule';
import { tellCancelled } from '../vaccination/tell-places';
import { captchaProblem } from './captcha';
import type { ApiDeps } from './deps';
import { endpoint, type Answered, type Call, type Caller, type Endpoint } from './endpoint';
import { referenceField, uuidField, wholeNumber } from './fields';
import { appointmentsOf, confirmationOf } from './own-appointments';
import { asRefusal } from './refusals';
import { inFirstOf, slotsMeant } from './slots-meant';

const MOST_TOGETHER = 4;
const notASlot = { error: asRefusal('slotUnknown') };
const slotField = z
  .string(notASlot)
  .max(40, notASlot)
  .describe(
    'One of the `slots` of the session; FORENOON or AFTERNOON: the first of that half of the day that can be had',
  )
  .meta({ example: '09:00AM-11:00AM' });
const people = z.array(referenceField);
const appointmentId = z.uuid().describe('One for all who are booked together');
const notNeeded = z
  .union([z.string(), z.number()])
  .nullish()
  .describe('As Co-WIN took it; not needed, and not looked at');

const scheduling = z.object({
  dose: wholeNumber(1, 2),
  session_id: uuidField,
  slot: slotField,
  beneficiaries: people.min(1).max(MOST_TOGETHER).describe('All of them in this slot, or none'),
  center_id: notNeeded,
  captcha: z.string().max(100).nullish().describe('May be left out: see /auth/getRecaptcha'),
});
const rescheduling = z.object({ appointment_id: uuidField, session_id: uuidField, slot: slotField });
const cancelling = z.object({
  appointment_id: uuidField,
  beneficiariesToCancel: people.max(MOST_TOGETHER).nullish().describe('Left out or empty: all of that appointment'),
});

type Asking<B extends z.ZodType> = Call<'number', unknown, unknown, z.output<B>>;

export const appointmentEndpoints = (deps: ApiDeps): Endpoint[] => [
  endpoint({
    ...{ method: 'post', path: '/appointment/schedule', tag: 'Appointments', access: 'number' },
    summary: 'Books one to four people in one slot',
    about: 'All of them or none. The slip is sent to the number by SMS as well.',
    body: scheduling,
    answers: { 200: z.object({ appointment_confirmation_no: appointmentId, appointment_id: appointmentId }) },
    refuses: [
      ...(['captchaMissing', 'captchaWrong', 'sessionUnknown', 'slotUnknown', 'personUnknown'] as const),
      ...(['notEligible', 'doseNotDue', 'alreadyBooked', 'full'] as const),
    ],
    run: (call) => book(deps, call),
  }),
  endpoint({
    ...{ method: 'post', path: '/appointment/reschedule', tag: 'Appointments', access: 'number' },
    summary: 'Moves an appointment, with all who are booked together, to another slot',
    body: rescheduling,
    answers: { 204: 'nothing' },
    refuses: ['appointmentUnknown', 'sessionUnknown', 'slotUnknown', 'notEligible', 'doseNotDue', 'full'],
    run: (call) => move(deps, call),
  }),
  endpoint({
    ...{ method: 'post', path: '/appointment/cancel', tag: 'Appointments', access: 'number' },
    summary: 'Cancels an appointment, or the part of some of those who are booked together',
    about: 'The number is told by SMS.',
    body: cancelling,
    answers: { 204: 'nothing' },
    refuses: ['appointmentUnknown', 'personUnknown'],
    run: (call) => cancel(deps, call),
  }),
];

async function book(deps: ApiDeps, call: Asking<typeof scheduling>): Promise<Answered> {
  const { store } = deps;
  const { body, session, partner, now } = call;
  const captcha = await captchaProblem(deps, call, body.captcha ?? undefined);
  if (captcha) return { refused: captcha };
  const slots = await slotsMeant(store, body, body.dose);
  if ('refused' in slots) return slots;
  const wanted = await peopleOf(deps, call, body.beneficiaries);
  if (!wanted) return { refused: 'personUnknown' };
  const wish = { contact: session.whose, people: wanted, hold: holdOf(deps, call), now };
  const through = { partner: partner?._id ?? session.partner };
  const isBooked = ({ status }: Scheduled): boolean => status === 'booked';
  const outcome = await inFirstOf(slots, (slot) => schedule(store, { ...wish, ...through, slot }), isBooked);
  if (outcome.status !== 'booked') return { refused: outcome.status };
  return { json: await confirmationOf(store, outcome.appointment) };
}

async function move(deps: ApiDeps, call: Asking<typeof rescheduling>): Promise<Answered> {
  const { body, session, now } = call;
  const appointments = await appointmentsOf(deps.store, session.whose, body.appointment_id, now);
  const [first] = appointments ?? [];
  if (!appointments || !first) return { refused: 'appointmentUnknown' };
  const slots = await slotsMeant(deps.store, body, first.dose);
  if ('refused' in slots) return slots;
  const wish = { appointments, hold: holdOf(deps, call), now };
  const outcome = await inFirstOf(
    slots,
    (slot) => reschedule(deps.store, { ...wish, slot }),
    (moved) => moved === 'moved',
  );
  if (outcome === 'moved') return { nothing: true };
  return { refused: outcome === 'gone' ? 'appointmentUnknown' : outcome };
}

async function cancel({ store }: ApiDeps, { body, session, now }: Asking<typeof cancelling>): Promise<Answered> {
  const contact = session.whose;
  const appointments = await appointmentsOf(store, contact, body.appointment_id, now);
  if (!appointments) return { refused: 'appointmentUnknown' };
  const leaving = await ofThese(store, appointments, body.beneficiariesToCancel ?? []);
  if (!leaving) return { refused: 'personUnknown' };
  for (const each of leaving) {
    const outcome = await cancelAppointment(store, { appointment: each._id, contact, now });
    if (outcome === 'cancelled') await tellCancelled(store, [each], now);
  }
  return { nothing: true };
}

/** Under this id the places are taken, whoever sends the same request again. */
const holdOf = ({ store }: ApiDeps, { session, once }: Caller['number']): string =>
  store.vault.idOf(`api:${session.whose}:${once}`);

/** `null`: one of them is not on this number. */
async function peopleOf({ store }: ApiDeps, { session }: Caller['number'], references: readonly string[]) {
  const wanted = new Set(references);
  const known = await store.persons.ofContact(session.whose);
  const people: Person[] = known.filter(({ reference }) => wanted.has(reference));
  return people.length === wanted.size ? people : null;
}

/**
 * Sent again after a crash it names some who are cancelled by now. `null`: one of them was never booked with these, or there is
 * nobody left to cancel.
 */
async function ofThese(store: ApiDeps['store'], appointments: readonly Appointment[], references: readonly string[]) {
  const wanted = new Set(references);
  if (wanted.size === 0) return appointments;
  const family = await familyOf(store, appointments);
  const people = await Promise.all(family.map(({ person }) => store.persons.get(person)));
  const named = family.filter((_, index) => wanted.has(people[index]?.reference ?? ''));
  const theirs = appointments.filter(({ _id }) => named.some((each) => each._id === _id));
  return named.length === wanted.size && theirs.length > 0 ? theirs : null;
}

/** With those of them who were cancelled before. */
async function familyOf({ appointments: { ofGroup } }: ApiDeps['store'], active: readonly Appointment[]) {
  const [first] = active;
  if (!first?.group) return active;
  return (await ofGroup(first.group.id)).filter(({ contact }) => contact === first.contact);
}
