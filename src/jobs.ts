/**
 * What comes round, in the order in which one leaves work to the next. Each job may run in any number of processes at once: what
 * it takes on is claimed in the database, and what it has done it recognises.
 */
import { followUp } from './conversation/follow-up';
import { lapseHolds, type Hold } from './conversation/hold';
import { createNotify } from './messages/notify';
import type { Outbox } from './messages/outbox';
import { sendQueued } from './messages/send-queued';
import { tellEligible } from './messages/tell-eligible';
import type { Job } from './ops/jobs';
import { noteChanges } from './partner/webhooks/note-changes';
import { tellPartners } from './partner/webhooks/tell-partners';
import type { Store } from './store';
import { askInvited, forgetLists, settleInvited } from './vaccination/ask-invited';
import { checkLine } from './vaccination/check-line';
import { giveBackLeft } from './vaccination/give-back';
import { finishLooks } from './vaccination/confirm-look';
import { finishDoses } from './vaccination/give-dose';
import { lapseProposals } from './vaccination/lapse-proposals';
import { finishImports } from './vaccination/apply-import';
import { displaceOverfull } from './vaccination/displace';
import { tellCases } from './vaccination/move-case';
import { tellGlitches } from './vaccination/move-glitch';
import { payOwed } from './vaccination/pay-owed';
import { finishSessionPlans } from './vaccination/plan-session';
import { proposePlaces } from './vaccination/propose-places';
import { recomputeIntervals } from './vaccination/recompute-intervals';
import { remindDates } from './vaccination/remind-dates';
import { remindDue } from './vaccination/remind-due';
import { settlePeople } from './vaccination/settle-person';
import { sweep } from './vaccination/settle-places';

export interface JobDeps {
  store: Store;
  now: () => Date;
  /** Undefined where nothing can be sent: messages wait. */
  outbox: Outbox | undefined;
  hold: Pick<Hold, 'lapse' | 'leave'>;
  /** Told of each thing of many that failed; the others are still done. */
  failed: (error: unknown) => void;
  /** Told how far a long job has come. */
  progress: (job: string, done: number) => void;
  /** Sessions of the example data for the days to come. */
  addExamples?: () => Promise<unknown>;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Long enough for a receipt, and for someone to ask what became of a message. */
const MESSAGES_KEPT_MS = 30 * 24 * HOUR_MS;

export function jobsOf(deps: JobDeps): Job[] {
  const { addExamples, outbox } = deps;
  const examples: Job[] = addExamples ? [{ name: 'example sessions', everyMs: HOUR_MS, run: addExamples }] : [];
  // A code is waited for with the phone in the hand.
  const sending: Job[] = outbox
    ? [{ name: 'send messages', everyMs: SECOND_MS, run: (stopped) => sendQueued(outbox, stopped) }]
    : [];
  const about = [...placeJobs(deps), ...personJobs(deps), ...deskJobs(deps), ...partnerJobs(deps)];
  return [...examples, ...about, ...forgetJobs(deps), ...sending];
}

function placeJobs({ store, now }: JobDeps): Job[] {
  return [
    { name: 'finish planned sessions', everyMs: 15 * SECOND_MS, run: () => finishSessionPlans(store) },
    { name: 'bring in tables', everyMs: 5 * SECOND_MS, run: (stopped) => finishImports(store, now(), stopped) },
    { name: 'settle places', everyMs: 15 * SECOND_MS, run: (stopped) => sweep(store, now(), stopped) },
    {
      name: 'move who has no place',
      everyMs: 5 * SECOND_MS,
      run: (stopped) => displaceOverfull(store, now(), stopped),
    },
    { name: 'offer other places', everyMs: 5 * SECOND_MS, run: (stopped) => payOwed(store, now(), stopped) },
    {
      name: 'pass on unanswered places',
      everyMs: 15 * SECOND_MS,
      run: (stopped) => lapseProposals(store, now(), stopped),
    },
    { name: 'look at who waits', everyMs: HOUR_MS, run: (stopped) => checkLine(store, now(), stopped) },
    {
      name: 'offer places to who waits',
      everyMs: 2 * SECOND_MS,
      run: (stopped) => proposePlaces(store, now(), stopped),
    },
  ];
}

function personJobs({ store, now, failed, progress }: JobDeps): Job[] {
  const notify = createNotify(store);
  const recompute = (stopped: () => boolean) =>
    recomputeIntervals(store, { now, stopped, progressed: ({ people }) => progress('change intervals', people) });
  return [
    { name: 'finish doses', everyMs: 15 * SECOND_MS, run: () => finishDoses(store, now(), failed) },
    { name: 'finish second looks', everyMs: 15 * SECOND_MS, run: () => finishLooks(store, now(), failed) },
    { name: 'settle people', everyMs: 15 * SECOND_MS, run: () => settlePeople(store, now(), failed) },
    { name: 'change intervals', everyMs: 5 * SECOND_MS, run: recompute },
    { name: 'remind of dates', everyMs: 30 * SECOND_MS, run: (stopped) => remindDates(store, now(), stopped, failed) },
    { name: 'remind of second doses', everyMs: MINUTE_MS, run: (stopped) => remindDue(store, now(), stopped) },
    { name: 'ask who is on a list', everyMs: 5 * SECOND_MS, run: (stopped) => askInvited(store, now(), stopped) },
    { name: 'settle lists', everyMs: 15 * SECOND_MS, run: (stopped) => settleInvited(store, now(), stopped) },
    { name: 'tell of cases', everyMs: MINUTE_MS, run: () => tellCases(store, now()) },
    { name: 'tell of glitches', everyMs: MINUTE_MS, run: () => tellGlitches(store, now()) },
    { name: 'tell the eligible', everyMs: HOUR_MS, run: () => tellEligible(store, now(), failed) },
    {
      name: 'follow up calls',
      everyMs: 10 * SECOND_MS,
      run: () => followUp({ conversations: store.conversations, notify, failed }, now()),
    },
  ];
}

function deskJobs({ store, now, hold, failed }: JobDeps): Job[] {
  const lapsing = { conversations: store.conversations, hold, failed };
  // A talk that cannot be ended now ends by itself, and is no reason to keep what was left.
  const leave = (contact: string, staff: string) => hold.leave({ contact, staff, now: now() }).catch(failed);
  return [
    { name: 'give back what was left', everyMs: MINUTE_MS, run: () => giveBackLeft(store, leave, now()) },
    { name: 'end silent talks', everyMs: 30 * SECOND_MS, run: () => lapseHolds(lapsing, now()) },
  ];
}

function partnerJobs({ store, now, failed }: JobDeps): Job[] {
  const telling = { store, now, failed };
  return [
    {
      name: 'note what partners are told',
      everyMs: 3 * SECOND_MS,
      run: (stopped) => noteChanges({ store, now: now(), failed }, stopped),
    },
    { name: 'tell partners', everyMs: SECOND_MS, run: (stopped) => tellPartners(telling, stopped) },
  ];
}

/** What was only counted in memory. */
export const countingJob = (run: () => Promise<void>): Job => ({
  ...{ name: 'write down calls', everyMs: 5 * SECOND_MS, run },
});

function forgetJobs({ store, now }: JobDeps): Job[] {
  const before = (): Date => new Date(now().getTime() - MESSAGES_KEPT_MS);
  const hourAgo = (): Date => new Date(now().getTime() - HOUR_MS);
  return [
    { name: 'forget codes', everyMs: HOUR_MS, run: () => store.codes.forget(now()) },
    { name: 'forget captchas', everyMs: HOUR_MS, run: () => store.captchas.forget(now()) },
    { name: 'forget consents', everyMs: HOUR_MS, run: () => store.consents.forget(now()) },
    { name: 'forget tables', everyMs: HOUR_MS, run: () => store.imports.forget(before()) },
    { name: 'forget hand-overs', everyMs: HOUR_MS, run: () => store.handOvers.forget(now()) },
    { name: 'forget limits', everyMs: HOUR_MS, run: () => store.limits.forget(now()) },
    { name: 'forget tries to sign in', everyMs: HOUR_MS, run: () => store.signInTries.forget(now()) },
    { name: 'forget signed-in sessions', everyMs: HOUR_MS, run: () => store.webSessions.forget(now()) },
    { name: 'forget answers to programs', everyMs: HOUR_MS, run: () => store.apiAnswers.forget(now()) },
    { name: 'forget counted calls', everyMs: HOUR_MS, run: () => store.apiCalls.forget(hourAgo()) },
    { name: 'forget tokens', everyMs: HOUR_MS, run: () => store.apiSessions.forget(now()) },
    { name: 'forget sign-ins begun', everyMs: HOUR_MS, run: () => store.apiTransactions.forget(now()) },
    { name: 'forget lists', everyMs: HOUR_MS, run: () => forgetLists(store, now()) },
    { name: 'forget what partners were told', everyMs: HOUR_MS, run: () => store.webhookEvents.forget(before()) },
    { name: 'forget messages', everyMs: HOUR_MS, run: () => store.messages.forget(before()) },
    { name: 'forget talks', everyMs: HOUR_MS, run: () => store.talks.forget(before()) },
    { name: 'forget requests', everyMs: HOUR_MS, run: () => store.helpRequests.forget(before()) },
    { name: 'forget calls', everyMs: HOUR_MS, run: () => store.calls.forget(before()) },
  ];
}
