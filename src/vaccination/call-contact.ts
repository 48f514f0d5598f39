/** A person is called once about all that the helpline has to tell them: the calls of one contact are taken and done with together. */
import type { Store } from '../store';
import type { CallEnd, OpenCall } from '../store/calls';
import type { Taker } from '../store/taking';

export type CallsTaken =
  { status: 'taken'; calls: OpenCall[] } | { status: 'others'; name: string } | { status: 'gone' };

/** The first of them decides: who does not get it takes none. */
export async function takeCalls({ calls }: Store, contact: string, by: Taker, now: Date): Promise<CallsTaken> {
  const all = await calls.ofContact(contact);
  const others = all.find(({ taken }) => taken && taken.by.staff !== by.staff);
  if (others?.taken) return { status: 'others', name: others.taken.by.name };
  const [first, ...rest] = all.filter(({ taken }) => !taken);
  if (first && !(await calls.take(first.occasion, by, now))) return takenMeanwhile({ calls }, contact);
  for (const { occasion } of rest) await calls.take(occasion, by, now);
  const mine = await callsOf({ calls }, contact, by.staff);
  return mine.length > 0 ? { status: 'taken', calls: mine } : { status: 'gone' };
}

async function takenMeanwhile({ calls }: Pick<Store, 'calls'>, contact: string): Promise<CallsTaken> {
  const by = (await calls.ofContact(contact)).find(({ taken }) => taken)?.taken?.by;
  return by ? { status: 'others', name: by.name } : { status: 'gone' };
}

/** Those that one of the staff has. */
export async function callsOf({ calls }: Pick<Store, 'calls'>, contact: string, staff: string): Promise<OpenCall[]> {
  return (await calls.ofContact(contact)).filter(({ taken }) => taken?.by.staff === staff);
}

export type Called =
  | { outcome: CallEnd['outcome']; note: string }
  | { outcome: 'later' | 'notReached'; notBefore: Date }
  | { outcome: 'givenBack' };

/** `false`: somebody else has them by now, or nobody. */
export async function endCalls(
  store: Store,
  contact: string,
  staff: string,
  called: Called,
  now: Date,
): Promise<boolean> {
  const mine = await callsOf(store, contact, staff);
  const ended = await Promise.all(mine.map(({ occasion }) => end(store, occasion, staff, called, now)));
  return ended.some(Boolean);
}

function end({ calls }: Store, occasion: string, staff: string, called: Called, now: Date): Promise<boolean> {
  switch (called.outcome) {
    case 'givenBack':
      return calls.giveBack(occasion, staff);
    case 'later':
    case 'notReached':
      return calls.later(occasion, staff, called.notBefore, called.outcome === 'notReached');
    default:
      return calls.done(occasion, { by: staff, outcome: called.outcome, note: called.note, now });
  }
}
