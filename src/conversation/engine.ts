/**
 * Runs a flow's machine from one rest to the next with XState's pure functions: prompts are collected, an invoke is run as an
 * effect and its result fed back, until the machine waits for the person or is final. Nothing lives on between turns.
 */
import { initialTransition, transition, type AnyMachineSnapshot } from 'xstate';
import { FLOWS } from '../../flows';
import type { FlowInput, FlowName, FlowOutput, Said } from '../../flows/kit';
import { AppError } from '../errors';
import type { Prompt } from './vocabulary';

/** Where a flow rests. */
export interface Rest {
  flow: FlowName;
  version: number;
  value: string;
  context: Record<string, unknown>;
  /** Nothing is open: what is not in the menu leads back to the start. */
  done: boolean;
}

export interface Step {
  prompts: Prompt[];
  /** `rest` where the machine waits for the person, `output` where the flow is over. */
  rest: Rest | null;
  output: FlowOutput | null;
}

/** Runs the effect `name`; `index` counts the effects of the turn. What it throws reaches the flow as an error event. */
export type RunEffect = (name: string, id: string, input: unknown) => Promise<unknown>;

/** What `transition()` says should be done; its own type leaves `xstate.emit` out. */
type Actions = readonly { type: string; params: unknown }[];
/** More than any turn needs; a machine that goes round without ever waiting is a bug. */
const MOST_EFFECTS = 20;

export function startFlow(flow: FlowName, input: FlowInput, run: RunEffect): Promise<Step> {
  const [snapshot, actions] = initialTransition(FLOWS[flow].machine, input) as [AnyMachineSnapshot, Actions];
  return settle(flow, snapshot, actions, run);
}

/** Throws where the stored state is not one of today's machine; `flows/migrations` has come first. */
export function resumeFlow(rest: Rest, event: { type: string }, run: RunEffect): Promise<Step> {
  const { machine } = FLOWS[rest.flow];
  const before = machine.resolveState({ value: rest.value, context: rest.context }) as AnyMachineSnapshot;
  const [snapshot, actions] = transition(machine, before, event) as [AnyMachineSnapshot, Actions];
  return settle(rest.flow, snapshot, actions, run);
}

export function isRestingState({ flow, value, context }: Pick<Rest, 'flow' | 'value' | 'context'>): boolean {
  try {
    return FLOWS[flow].machine.resolveState({ value, context }).hasTag('waiting');
  } catch {
    return false;
  }
}

async function settle(flow: FlowName, first: AnyMachineSnapshot, firstActions: Actions, run: RunEffect): Promise<Step> {
  const { machine } = FLOWS[flow];
  const prompts: Prompt[] = [];
  let [snapshot, actions] = [first, firstActions];
  for (let count = 0; count < MOST_EFFECTS; count++) {
    prompts.push(...promptsOf(actions));
    const invoked = invokeOf(flow, actions);
    if (!invoked) return stepOf(flow, snapshot, prompts);
    const event = await outcomeOf(invoked, run);
    [snapshot, actions] = transition(machine, snapshot, event) as [AnyMachineSnapshot, Actions];
  }
  throw new AppError('FLOW_BROKEN', `flow ${flow} never rests`);
}

interface Invoked {
  id: string;
  src: string;
  input: unknown;
}

function promptsOf(actions: Actions): Prompt[] {
  return actions
    .filter(({ type }) => type === 'xstate.emit')
    .map(({ params }) => (params as { event: Said }).event.prompt);
}

/** Timers and child actors die with the process; a flow that asks for one is refused rather than half obeyed. */
function invokeOf(flow: FlowName, actions: Actions): Invoked | undefined {
  const refused = actions.find(({ type }) => type === 'xstate.raise' || type === 'xstate.sendTo');
  if (refused) throw new AppError('FLOW_BROKEN', `flow ${flow} uses ${refused.type}, which no turn can keep`);
  return actions.find(({ type }) => type === 'xstate.spawnChild')?.params as Invoked | undefined;
}

async function outcomeOf({ id, src, input }: Invoked, run: RunEffect): Promise<{ type: string }> {
  try {
    return { type: `xstate.done.actor.${id}`, output: await run(src, id, input) } as { type: string };
  } catch (error) {
    // The flow could say sorry, but not know what was done: the whole turn is run again instead.
    if (error instanceof AppError && error.code === 'DATABASE_UNAVAILABLE') throw error;
    return { type: `xstate.error.actor.${id}`, error } as { type: string };
  }
}

function stepOf(flow: FlowName, snapshot: AnyMachineSnapshot, prompts: Prompt[]): Step {
  if (snapshot.status === 'done') return { prompts, rest: null, output: snapshot.output as FlowOutput };
  if (!snapshot.hasTag('waiting'))
    throw new AppError('FLOW_BROKEN', `flow ${flow} rests in ${String(snapshot.value)}, which asks nothing`);
  const rest: Rest = {
    flow,
    version: FLOWS[flow].version,
    value: String(snapshot.value),
    context: snapshot.context as Record<string, unknown>,
    done: snapshot.hasTag('done'),
  };
  return { prompts, rest, output: null };
}
