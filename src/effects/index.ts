/** What a flow may invoke: each effect is one operation of the domain, done for the contact whose turn it is. */
import type { EffectContext, EffectTypes, Effects } from '../conversation/effects';
import type { Store } from '../store';
import { answerProposal } from '../vaccination/answer-proposal';
import { bookAppointment } from '../vaccination/book-appointment';
import { bookTogether } from '../vaccination/book-together';
import { cancelAppointment } from '../vaccination/cancel-appointment';
import { findOffers } from '../vaccination/find-offers';
import { sendHandOverCode, takeOver } from '../vaccination/hand-over';
import { answerInvitation, readInvitation } from '../vaccination/invitation';
import { listAppointments } from '../vaccination/list-appointments';
import { listLooks } from '../vaccination/list-looks';
import { checkRoom, listPeople } from '../vaccination/list-people';
import { listStandings } from '../vaccination/list-standings';
import { lookForMe, stopLooking } from '../vaccination/look-for-me';
import { listCases, openCase } from '../vaccination/open-case';
import { proveNumber, sendProof } from '../vaccination/prove-number';
import { readProposal } from '../vaccination/read-proposal';
import { registerPerson } from '../vaccination/register-person';
import { glitchFromPhone } from '../vaccination/report-glitch';
import { requestPerson } from '../vaccination/request-person';
import { reviewAnswers } from '../vaccination/review-answers';

export function createEffects(store: Store): Effects {
  return {
    checkRoom: (_, { contact, now }) => checkRoom(store, contact, now),
    reviewAnswers: ({ answers }, { now }) => reviewAnswers(store, answers, now),
    registerPerson: (input, context) => registerPerson(store, { ...input, ...context }),
    tellWhenEligible: async ({ person }, { contact, now }) => {
      await store.persons.tellWhenEligible(person, contact, now);
      await wantsToHear(store, contact, now);
      return null;
    },
    listPeople: (_, { contact, now }) => listPeople(store, contact, now),
    listStandings: (_, { contact, now }) => listStandings(store, contact, now),
    findOffers: (wish, context) =>
      findOffers(store, { ...wish, ...context, hold: store.vault.idOf(`hold:${context.key}`) }),
    bookAppointment: (wish, context) => bookAppointment(store, { ...wish, ...context }),
    bookTogether: (wish, context) => bookTogether(store, { ...wish, ...context }),
    lookForMe: async (wish, context) => {
      await wantsToHear(store, context.contact, context.now);
      return lookForMe(store, { ...wish, ...context });
    },
    stopLooking: (input, context) => stopLooking(store, { ...input, ...context }),
    readProposal: (input, context) => readProposal(store, { ...input, ...context }),
    answerProposal: (input, context) => answerProposal(store, { ...input, ...context }),
    readInvitation: (input, context) => readInvitation(store, { ...input, ...context }),
    answerInvitation: (input, context) => answerInvitation(store, { ...input, ...context }),
    listAppointments: (_, { contact, now }) => listAppointments(store, contact, now),
    cancelAppointment: async (input, context) => ({ status: await cancelAppointment(store, { ...input, ...context }) }),
    requestPerson: (input, context) => requestPerson(store, { ...input, ...context }),
    setOptOut: (input, context) => setOptOut(store, input, context),
    sendCode: (input, context) => sendProof(store, input, context),
    sendHandOverCode: (input, context) => sendHandOverCode(store, input, context),
    takeOver: (input, context) => takeOver(store, input, context),
    openCase: (input, context) => openCase(store, { ...input, ...context }),
    listCases: (_, { contact }) => listCases(store, contact),
    listLooks: ({ skip }, { contact }) => listLooks(store, contact, skip),
    reportGlitch: (input, context) => glitchFromPhone(store, { ...input, ...context }),
    checkCode: (input, context) => proveNumber(store, input, context),
    unbind: async (_, { contact }) => ({ accounts: await store.accounts.unbind(contact) }),
  };
}

/** Who asks to be told something is no longer asking for silence. */
const wantsToHear = (store: Store, contact: string, now: Date): Promise<void> =>
  store.contacts.setOptedOut(contact, false, now);

/** "Messages again" brings back the reminders too; "no more" keeps what was said about them. */
async function setOptOut(
  { contacts }: Store,
  { optedOut, of }: EffectTypes['setOptOut']['input'],
  { contact, now }: EffectContext,
): Promise<null> {
  if (of === 'everything') await contacts.setOptedOut(contact, optedOut, now);
  if (of === 'reminders' || !optedOut) await contacts.setNoReminders(contact, optedOut, now);
  return null;
}
