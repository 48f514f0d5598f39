/** Offers concrete places near the person and books the one that is taken with a digit; with `move`, in place of an older date. */
import { assign } from 'xstate';
import type { Prompt } from '../src/conversation/vocabulary';
import { finding, learning, listing, taking, takingTogether } from './booking-effects';
import { base, referenceOf, type Context } from './booking-setup';
import { say } from './kit';

const chose = (value: string) => ({ type: 'chose' as const, params: { value } });
const putOff = {
  target: 'left',
  actions: {
    type: 'say' as const,
    params: ({ context }: { context: Context }): Prompt => ({
      key: context.move ? 'appointment:unchanged' : 'booking:later',
      params: { reference: { reference: referenceOf(context) } },
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
    others: [],
    because: input?.because ?? null,
    standing: null,
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
    appointments: [],
    attempts: 0,
    next: null,
  }),
  initial: 'choosing',
  states: {
    choosing: {
      always: [
        { guard: 'aboutMissed', target: 'learning' },
        { guard: 'personKnown', target: 'finding' },
        { target: 'listing' },
      ],
    },
    listing,
    learning,
    person: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'person' } },
      on: {
        CHOSE: { target: 'finding', actions: 'takePeople' },
        UNCLEAR: { target: 'person', reenter: true, actions: 'again' },
        BACK: 'left',
      },
    },
    missed: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'missed' } },
      on: {
        CHOSE: [
          { guard: chose('book'), target: 'finding', actions: 'takeUp' },
          // Nobody wrote it down: a person finds out.
          { guard: chose('had'), target: 'left', actions: 'askPerson' },
          putOff,
        ],
        UNCLEAR: { target: 'missed', reenter: true, actions: 'again' },
        BACK: putOff,
      },
    },
    finding,
    /** Anywhere in the country: only where is asked. */
    secondDose: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'secondDose' } },
      on: {
        CHOSE: [{ guard: chose('near'), target: 'finding', actions: 'takePinCode' }, putOff],
        REPLY: [newPinCode, { target: 'secondDose', reenter: true, actions: 'again' }],
        UNCLEAR: { target: 'secondDose', reenter: true, actions: 'again' },
        BACK: putOff,
      },
    },
    offer: {
      tags: ['waiting'],
      entry: { type: 'ask', params: { question: 'offer' } },
      exit: assign({ fresh: false }),
      on: {
        CHOSE: [
          { guard: 'moving', target: 'confirmMove', actions: 'takeOffer' },
          { guard: 'tookOfferTogether', target: 'bookingTogether', actions: 'takeOffer' },
          { guard: 'tookOffer', target: 'booking', actions: 'takeOffer' },
          { guard: chose('more'), target: 'finding', actions: 'showMore' },
          { guard: chose('day'), target: 'day', actions: 'startOver' },
          { guard: chose('pinCode'), target: 'pinCode', actions: 'startOver' },
          { guard: chose('lookForMe'), target: 'left', actions: 'lookForMe' },
          { guard: chose('apart'), target: 'person', actions: 'takeApart' },
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
          { guard: chose('apart'), target: 'person', actions: 'takeApart' },
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
        BACK: [
          { guard: 'noPlaceYet', ...putOff },
          { target: 'finding', actions: 'startOver' },
        ],
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
    booking: taking,
    bookingTogether: takingTogether,
    booked: {
      tags: ['waiting', 'done'],
      entry: { type: 'ask', params: { question: 'booked' } },
      on: { CHOSE: { target: 'left', actions: 'toAppointment' } },
    },
    bookedTogether: {
      tags: ['waiting', 'done'],
      entry: { type: 'ask', params: { question: 'bookedTogether' } },
      on: { CHOSE: { target: 'left', actions: 'toAppointment' } },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => context.next ?? { then: 'resume' },
});
