/** What a flow may invoke: each effect is one operation of the domain, done for the contact whose turn it is. */
import type { Effects } from '../conversation/effects';
import type { Notify } from '../conversation/ports';
import type { Store } from '../store';
import { bookAppointment } from '../vaccination/book-appointment';
import { cancelAppointment } from '../vaccination/cancel-appointment';
import { findOffers } from '../vaccination/find-offers';
import { listAppointments } from '../vaccination/list-appointments';
import { checkRoom, listPeople } from '../vaccination/list-people';
import { checkCode, sendCode } from '../vaccination/prove-number';
import { registerPerson } from '../vaccination/register-person';
import { requestPerson } from '../vaccination/request-person';
import { reviewAnswers } from '../vaccination/review-answers';

/** @param notify queues a message to someone who is not on the line */
export function createEffects(store: Store, notify: Notify): Effects {
  return {
    checkRoom: (_, { contact, now }) => checkRoom(store, contact, now),
    reviewAnswers: ({ answers }, { now }) => reviewAnswers(store, answers, now),
    registerPerson: (input, context) => registerPerson(store, { ...input, ...context }),
    tellWhenEligible: async ({ person }, { contact, now }) => {
      await store.persons.tellWhenEligible(person, contact, now);
      // Who asks to be told something is no longer asking for silence.
      await store.contacts.setOptedOut(contact, false, now);
      return null;
    },
    listPeople: (_, { contact }) => listPeople(store, contact),
    findOffers: (wish, context) =>
      findOffers(store, { ...wish, ...context, hold: store.vault.idOf(`hold:${context.key}`) }),
    bookAppointment: (wish, context) => bookAppointment(store, { ...wish, ...context }),
    listAppointments: (_, { contact, now }) => listAppointments(store, contact, now),
    cancelAppointment: async (input, context) => ({ status: await cancelAppointment(store, { ...input, ...context }) }),
    requestPerson: (input, context) => requestPerson(store, { ...input, ...context }),
    setOptOut: async ({ optedOut }, { contact, now }) => {
      await store.contacts.setOptedOut(contact, optedOut, now);
      return null;
    },
    sendCode: (input, context) => sendCode(store, notify, input, context),
    checkCode: (input, context) => checkCode(store, notify, input, context),
    unbind: async (_, { contact }) => ({ accounts: await store.accounts.unbind(contact) }),
  };
}
