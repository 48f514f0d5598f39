/**
 * Reminds people of their dates: queues what is due now and steps each date to its next reminder. The message first, the step
 * afterwards: whoever is stopped in between, or runs beside another process, queues the same occasion again, which is told once.
 */
import { dayOf } from '../clock';
import type { AppointmentSummary } from '../conversation/effects';
import type { Params, Prompt } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import type { Message } from '../store/messages';
import type { Person } from '../store/persons';
import type { EligibilityRule } from '../store/programme';
import { currentProgramme } from './current-programme';
import { summaryOf } from './list-appointments';
import { isStillTheirs } from './settle-person';
import { nextReminder, reminderDue, type Reminder } from './rules/reminders';

const BATCH = 500;
/** Somebody whose reminder cannot be made must not keep the others waiting. */
const AFTER_FAILURE_MS = 3_600_000;

interface Step {
  appointment: Appointment;
  message: Message | null;
  next: Date | null;
  /** Nobody came. */
  missed: boolean;
}

/** How many dates were looked at. @param failed told of each that could not be reminded of this time */
export async function remindDates(
  store: Store,
  now: Date,
  stopped: () => boolean = () => false,
  failed: (error: unknown) => void = () => undefined,
): Promise<number> {
  const { rule } = await currentProgramme(store, dayOf(now));
  const later = new Date(now.getTime() + AFTER_FAILURE_MS);
  let looked = 0;
  while (!stopped()) {
    const due = await store.appointments.toRemind(now, BATCH);
    if (due.length === 0) break;
    const steps = due.map((appointment) =>
      stepOf(store, appointment, rule, now).catch((error: unknown): Step => {
        failed(error);
        return { appointment, message: null, next: later, missed: false };
      }),
    );
    await take(store, await Promise.all(steps), now);
    looked += due.length;
  }
  return looked;
}

async function take(store: Store, steps: readonly Step[], now: Date): Promise<void> {
  await store.messages.queueAll(steps.flatMap(({ message }) => message ?? []));
  const missed = steps.filter((step) => step.missed);
  await Promise.all(
    missed.map(({ appointment: { _id, holder } }) => store.appointments.finish(_id, 'missed', now, holder)),
  );
  await store.appointments.reminded(steps.filter((step) => !step.missed));
}

async function stepOf(store: Store, appointment: Appointment, rule: EligibilityRule, now: Date): Promise<Step> {
  const next = nextReminder(appointment, now)?.at ?? null;
  const reminder = reminderDue(appointment, now);
  const person = await store.persons.get(appointment.person);
  // Whoever has had the dose is reminded of nothing. A booking may have died before it saw that dose.
  await isStillTheirs(store, person, appointment, now);
  if (!reminder || !person || person.doses.length >= appointment.dose)
    return { appointment, message: null, next, missed: false };
  if (reminder.kind === 'missed') {
    return {
      appointment,
      message: {
        ...messageOf(appointment, person, reminder, now),
        ...missedBy(summaryOf(appointment, person, rule, now), appointment),
      },
      next,
      missed: true,
    };
  }
  if (reminder.until <= now) return { appointment, message: null, next, missed: false };
  const prompts = [promptOf(reminder.kind, slipOf(summaryOf(appointment, person, rule, now)))];
  const about = { appointment: appointment._id, holder: appointment.holder };
  return {
    ...{ appointment, next, missed: false },
    message: { ...messageOf(appointment, person, reminder, now), prompts, about },
  };
}

/** To the number the person is on now. */
const messageOf = ({ _id, holder }: Appointment, { contact }: Person, { kind, until }: Reminder, at: Date) => ({
  occasion: `${kind}:${_id}:${holder}`,
  ...{ contact, kind: 'reminder' as const, at, until },
});

/** Begins the dialogue in which another date is taken. */
const missedBy = (replaces: AppointmentSummary, { person, dose }: Appointment): Pick<Message, 'opens' | 'about'> => ({
  about: { person, dose },
  opens: { flow: 'booking', input: { person, because: 'missed', replaces } },
});

const promptOf = (kind: Reminder['kind'], params: Params): Prompt => ({
  key: kind === 'evening' ? 'templates:remindEvening' : 'templates:remindHours',
  params,
});

const NOTHING = { key: 'common:nothing' };

function slipOf(summary: ReturnType<typeof summaryOf>): Params {
  const { name, day, from, to, centre, price, cardType, needsCertificate, code } = summary;
  return {
    name: { person: name },
    day: { day },
    hours: { from, to },
    centre: { names: centre },
    price: price > 0 ? { key: 'booking:price', value: price } : NOTHING,
    cardBring: { key: `common:cardBring.${cardType}` },
    certificate: needsCertificate ? { key: 'booking:certificate' } : NOTHING,
    code,
  };
}
