/** Offers concrete places near the person and books the one that is taken with a digit; with `move`, in place of an older date. */
import { assign } from 'xstate';
import type { Prompt } from '../src/conversation/vocabulary';
import { base, holdOf, offersOf, type Context } from './booking-setup';
import { say } from './kit';

const chose = (value: string) => ({ type: 'chose' as const, params: { value } });
const putOff = {
  target: 'left',
  actions: {
    type: 'say' as const,
    params: ({ context: { found, move } }: { context: Context }): Prompt => ({
      key: move ? 'appointment:unchanged' : 'booking:later',
      params: { reference: { reference: found && 'reference' in found ? found.reference : '' } },
    }),
  },
};
const later = { guard: chose('later'), ...putOff };
const newPinCode = { guard: 'gavePinCode' as const, target: 'finding', actions: 'takePinCode' as const };

export const booking = base.createMachine({
  id: 'booking',
  context: ({ input }) => ({
    person: input?.person ?? null,
    people: [],
    pinCode: null,
    fromDay: null,
    skip: 0,
    move: input?.move ?? false,
    replaces: input?.replaces ?? null,
    unknownPin: false,
    fresh: input?.fresh ?? false,
    found: null,
    chosen: null,
    appointment: null,
    attempts: 0,
    next: null,
  }),
  initial: 'choosing',
  states: {
    choosing: { always: [{ guard: 'personKnown', target: 'finding' }, { target: 'listing' }] },
    listing: {
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
    },
    person: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'person' } },
      on: {
        CHOSE: { target: 'finding', actions: 'takePerson' },
        UNCLEAR: { target: 'person', reenter: true, actions: 'again' },
        BACK: 'left',
      },
    },
    finding: {
      invoke: {
        src: 'findOffers',
        id: 'findOffers',
        input: ({ context }) => ({
          person: context.person ?? '',
          pinCode: context.pinCode,
          fromDay: context.fromDay,
          skip: context.skip,
          move: context.move,
        }),
        onDone: [
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
            guard: ({ event }) => event.output.status === 'allGiven',
            target: 'left',
            actions: {
              type: 'say',
              params: ({ event: { output } }): Prompt => ({
                key: 'booking:allGiven',
                params: { name: { person: output.status === 'allGiven' ? output.name : '' } },
              }),
            },
          },
          {
            guard: ({ event }) => event.output.status === 'unknownPerson',
            target: 'left',
            actions: [say('booking:nobody'), 'toRegistration'],
          },
          {
            target: 'left',
            actions: {
              type: 'say',
              params: ({ event: { output } }): Prompt => ({
                key: 'booking:notYet',
                params:
                  output.status === 'notYet'
                    ? {
                        name: { person: output.name },
                        fromAge: output.fromAge,
                        withIllnessFrom: output.withIllnessFrom,
                      }
                    : {},
              }),
            },
          },
        ],
        onError: { target: 'left', actions: say('common:trouble') },
      },
    },
    offer: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'offer' } },
      exit: assign({ fresh: false }),
      on: {
        CHOSE: [
          { guard: 'moving', target: 'confirmMove', actions: 'takeOffer' },
          { guard: 'tookOffer', target: 'booking', actions: 'takeOffer' },
          { guard: chose('more'), target: 'finding', actions: 'showMore' },
          { guard: chose('day'), target: 'day', actions: 'startOver' },
          { guard: chose('pinCode'), target: 'pinCode', actions: 'startOver' },
          { guard: chose('lookForMe'), target: 'left', actions: 'lookForMe' },
          later,
        ],
        REPLY: [newPinCode, { target: 'offer', reenter: true, actions: 'again' }],
        UNCLEAR: { target: 'offer', reenter: true, actions: 'again' },
        BACK: putOff,
      },
    },
    nothing: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'nothing' } },
      on: {
        CHOSE: [
          { guard: chose('lookForMe'), target: 'left', actions: 'lookForMe' },
          { guard: chose('pinCode'), target: 'pinCode', actions: 'startOver' },
          later,
        ],
        REPLY: [newPinCode, { target: 'nothing', reenter: true, actions: 'again' }],
        UNCLEAR: { target: 'nothing', reenter: true, actions: 'again' },
        BACK: putOff,
      },
    },
    day: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'day' } },
      on: {
        CHOSE: [
          { guard: chose('back'), target: 'finding', actions: 'startOver' },
          { target: 'finding', actions: 'takeDay' },
        ],
        UNCLEAR: { target: 'day', reenter: true, actions: 'again' },
        BACK: { target: 'finding', actions: 'startOver' },
      },
    },
    pinCode: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'pinCode' } },
      on: {
        REPLY: [newPinCode, { target: 'pinCode', reenter: true, actions: 'again' }],
        UNCLEAR: { target: 'pinCode', reenter: true, actions: 'again' },
        BACK: { target: 'finding', actions: 'startOver' },
      },
    },
    confirmMove: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'confirmMove' } },
      on: {
        CHOSE: [
          { guard: chose('yes'), target: 'booking' },
          { target: 'left', actions: [say('appointment:unchanged')] },
        ],
        UNCLEAR: { target: 'confirmMove', reenter: true, actions: 'again' },
        BACK: { target: 'finding', actions: 'startOver' },
      },
    },
    booking: {
      invoke: {
        src: 'bookAppointment',
        id: 'bookAppointment',
        input: ({ context }) => ({
          person: context.person ?? '',
          slot: context.chosen?.slot ?? '',
          hold: holdOf(context) ?? '',
          others: offersOf(context).flatMap(({ slot }) => (slot === context.chosen?.slot ? [] : slot)),
          move: context.move,
        }),
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
    },
    booked: {
      tags: ['waiting', 'done'],
      entry: { type: 'ask', params: { question: 'booked' } },
      on: { CHOSE: { target: 'left', actions: 'toAppointment' } },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => context.next ?? { then: 'resume' },
});
