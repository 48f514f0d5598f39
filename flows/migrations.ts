/** How stored dialogues of older flow versions come forward. Small, ordered, each with its reason. */
import { FLOWS } from './index';
import type { FlowInput, FlowName } from './kit';

/** Where a dialogue rests, as it is stored. */
export interface Stored {
  flow: string;
  version: number;
  value: string;
  context: Record<string, unknown>;
}

export interface Migration {
  flow: FlowName;
  /** Takes a dialogue of this version to the next. */
  from: number;
  reason: string;
  migrate: (stored: Stored) => Pick<Stored, 'value' | 'context'>;
}

const alone = (person: object): object => ({ together: null, ...person });

export const MIGRATIONS: readonly Migration[] = [
  {
    flow: 'booking',
    from: 1,
    reason: 'families are booked together, and we begin dialogues ourselves',
    migrate: ({ value, context }) => ({
      value,
      context: {
        ...{ others: [], because: null, standing: null, appointments: [], ...context },
        people: Array.isArray(context.people) ? context.people.map(alone) : [],
      },
    }),
  },
  {
    flow: 'appointment',
    from: 1,
    reason: 'without a date, what else is known is shown',
    migrate: ({ value, context }) => ({ value, context: { standings: [], standing: null, ...context } }),
  },
];

/** The dialogue at the present version of its flow, as far as the migrations lead. */
export function migrate(stored: Stored, migrations: readonly Migration[] = MIGRATIONS): Stored {
  const step = migrations.find(({ flow, from }) => flow === stored.flow && from === stored.version);
  if (!step) return stored;
  return migrate({ ...stored, ...step.migrate(stored), version: stored.version + 1 }, migrations);
}

/**
 * For a dialogue that no migration brings to a state of today: its flow from the start, with what the person has already said.
 * A flow asks only for what is missing, so that is the nearest earlier question.
 */
export function rescue({ flow, context }: Stored): { flow: FlowName; input: FlowInput } {
  if (!(flow in FLOWS)) return { flow: 'welcome', input: {} };
  const { answers, person } = context;
  return {
    flow: flow as FlowName,
    input: {
      ...(answers && typeof answers === 'object' ? { meaning: { type: 'REPLY', answers } } : {}),
      ...(typeof person === 'string' ? { person } : {}),
    },
  };
}
