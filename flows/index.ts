/** The catalogue of dialogues. */
import type { AnyStateMachine } from 'xstate';
import type { Meaning } from '../src/conversation/vocabulary';
import { appointment } from './appointment';
import { binding } from './binding';
import { booking } from './booking';
import { correction } from './correction';
import { glitch } from './glitch';
import { handOver } from './hand-over';
import { invited } from './invited';
import type { FlowName } from './kit';
import { looks } from './looks';
import { optOut } from './opt-out';
import { person } from './person';
import { proposal } from './proposal';
import { question } from './question';
import { registration } from './registration';
import { waiting } from './waiting';
import { welcome } from './welcome';

export interface Flow {
  machine: AnyStateMachine;
  /** Raised when stored dialogues of the version before would break; `migrations.ts` then carries them over. */
  version: number;
}

export const FLOWS: Readonly<Record<FlowName, Flow>> = {
  welcome: { machine: welcome, version: 1 },
  registration: { machine: registration, version: 1 },
  booking: { machine: booking, version: 2 },
  waiting: { machine: waiting, version: 1 },
  proposal: { machine: proposal, version: 1 },
  appointment: { machine: appointment, version: 2 },
  correction: { machine: correction, version: 1 },
  handOver: { machine: handOver, version: 1 },
  invited: { machine: invited, version: 1 },
  looks: { machine: looks, version: 1 },
  person: { machine: person, version: 1 },
  question: { machine: question, version: 1 },
  optOut: { machine: optOut, version: 1 },
  glitch: { machine: glitch, version: 1 },
  binding: { machine: binding, version: 1 },
};

/** What may be said at every step, and the flow that answers it. The dialogue it interrupts is kept. */
export const COMMANDS: Readonly<Partial<Record<Meaning['type'], FlowName>>> = {
  HELLO: 'welcome',
  MENU: 'welcome',
  HELP: 'person',
  QUESTION: 'question',
  STOP: 'optOut',
  NO_REMINDERS: 'optOut',
  CASE: 'correction',
  GLITCH: 'glitch',
  LOOKS: 'looks',
  START: 'optOut',
  UNBIND: 'binding',
};

/** What is about the people of a number, or has somebody call it. */
export const NEED_NUMBER: readonly FlowName[] = [
  'registration',
  'booking',
  'waiting',
  'proposal',
  'appointment',
  'correction',
  'handOver',
  'invited',
  'looks',
  'person',
];
