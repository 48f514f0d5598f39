/** What booking has done for it, and what each outcome leads to. */
import { assign } from 'xstate';
import type { OffersFound } from '../src/conversation/effects';
import type { Prompt } from '../src/conversation/vocabulary';
import { base, holdOf, offersOf, standingOf, type Context } from './booking-setup';
import { say } from './kit';

export const listing = base.createStateConfig({
  invoke: {
    src: 'listPeople',
    id: 'listPeople',
    onDone: [
      {
        guard: ({ event }) => event.output.length === 0,
        target: 'left',
        actions: [say('booking:nobody'), 'toRegistration'],
      },
      {
        guard: ({ event }) => event.output.length === 1,
        target: 'finding',
        actions: assign({ person: ({ event }) => event.output[0]?.id ?? null }),
      },
      { target: 'person', actions: assign({ people: ({ event }) => event.output }) },
    ],
    onError: { target: 'left', actions: say('common:trouble') },
  },
});

/** We began about a missed date; where it was replaced meanwhile, nothing is said. */
export const learning = base.createStateConfig({
  invoke: {
    src: 'listStandings',
    id: 'listStandings',
    onDone: [
      {
        guard: ({ context, event }) => Boolean(standingOf(event.output, context)?.missed),
        target: 'missed',
        actions: assign({ standing: ({ context, event }) => standingOf(event.output, context) ?? null }),
      },
      { target: 'left' },
    ],
    onError: 'left',
  },
});

export const finding = base.createStateConfig({
  invoke: {
    src: 'findOffers',
    id: 'findOffers',
    input: ({ context: { person, pinCode, fromDay, skip, move, others } }) => ({
      person: person ?? '',
      ...{ pinCode, fromDay, skip, move, others },
    }),
    onDone: [
      {
        guard: ({ event }) => event.output.status === 'asksPlace' && event.output.vaccine !== null,
        target: 'secondDose',
        actions: assign({ found: ({ event }) => event.output, attempts: 0 }),
      },
      {
        guard: ({ event }) => event.output.status === 'asksPlace',
        target: 'pinCode',
        actions: assign({ found: ({ event }) => event.output, attempts: 0 }),
      },
      { guard: 'aboutDue', target: 'left' },
      {
        guard: ({ event }) => event.output.status === 'found',
        target: 'offer',
        actions: assign({ found: ({ event }) => event.output, attempts: 0 }),
      },
      {
        guard: ({ event }) => event.output.status === 'none',
        target: 'nothing',
        actions: assign({ found: ({ event }) => event.output, attempts: 0 }),
      },
      {
        guard: ({ event }) => event.output.status === 'unknownPin',
        target: 'pinCode',
        actions: assign({ pinCode: null, attempts: 0, unknownPin: true }),
      },
      {
        guard: ({ event }) => event.output.status === 'alreadyBooked',
        target: 'left',
        actions: [say('booking:alreadyBooked'), 'toAppointment'],
      },
      {
        guard: ({ event }) => event.output.status === 'unknownPerson',
        target: 'left',
        actions: [say('booking:nobody'), 'toRegistration'],
      },
      { target: 'left', actions: { type: 'say', params: ({ event }) => refusalOf(event.output) } },
    ],
    onError: [
      { guard: 'aboutDue', target: 'left' },
      { target: 'left', actions: say('common:trouble') },
    ],
  },
});

function refusalOf(found: OffersFound): Prompt {
  if (found.status !== 'notYet')
    return { key: 'booking:allGiven', params: { name: { person: 'name' in found ? found.name : '' } } };
  const { name, fromAge, withIllnessFrom } = found;
  return { key: 'booking:notYet', params: { name: { person: name }, fromAge, withIllnessFrom } };
}

const placeTaken = (context: Context) => ({
  slot: context.chosen?.slot ?? '',
  hold: holdOf(context) ?? '',
  others: offersOf(context).flatMap(({ slot }) => (slot === context.chosen?.slot ? [] : slot)),
});

export const taking = base.createStateConfig({
  invoke: {
    src: 'bookAppointment',
    id: 'bookAppointment',
    input: ({ context }) => ({ person: context.person ?? '', move: context.move, ...placeTaken(context) }),
    onDone: [
      {
        guard: ({ event }) => event.output.status === 'booked',
        target: 'booked',
        actions: assign({
          appointment: ({ event }) => (event.output.status === 'booked' ? event.output.appointment : null),
        }),
      },
      {
        guard: ({ event }) => event.output.status === 'alreadyBooked',
        target: 'left',
        actions: [say('booking:alreadyBooked'), 'toAppointment'],
      },
      { target: 'finding', actions: ['startOver', say('booking:gone')] },
    ],
    onError: { target: 'offer', actions: say('common:trouble') },
  },
});

export const takingTogether = base.createStateConfig({
  invoke: {
    src: 'bookTogether',
    id: 'bookTogether',
    input: ({ context }) => ({ people: [context.person ?? '', ...context.others], ...placeTaken(context) }),
    onDone: [
      {
        guard: ({ event }) => event.output.status === 'booked',
        target: 'bookedTogether',
        actions: assign({
          appointments: ({ event }) => (event.output.status === 'booked' ? event.output.appointments : []),
        }),
      },
      { target: 'finding', actions: ['startOver', say('booking:gone')] },
    ],
    onError: { target: 'offer', actions: say('common:trouble') },
  },
});
