/** Whom an operator speaks with: the number as it is typed, as it stands in the page's address, and what is known of the call. */
import type { Converse } from '../conversation/converse';
import { askedAloud, type AskedAloud } from '../conversation/relay';
import type { Relayed } from '../conversation/ports';
import type { Render } from '../render/render';
import type { Store } from '../store';
import { clean } from '../understanding/normalise';
import { lookAtCaller, type Caller } from '../vaccination/look-at-caller';
import type { Call } from '../vaccination/prove-caller';
import type { Visit } from '../web/route';

export interface RelayDeps {
  store: Store;
  converse: Converse;
  render: Render;
  /** Unset: no telephony system says who calls. */
  callerSecret: string | undefined;
  /** How often an operator may see more of a person than a mask shows. */
  looksPerDay: number;
}

/** `98300 12345`, `+91 98300-12345`, `09830012345` → `+919830012345`; a + that nobody escaped in an address is a blank. */
export function numberIn(typed = ''): string | null {
  const digits = /^(?:\+?91|0)?([6-9]\d{9})$/.exec(clean(typed).replace(/[\s().-]/g, ''))?.[1];
  return digits ? `+91${digits}` : null;
}

/** `+919830012345` → `+91 98300 12345` */
export const readably = (number: string): string => number.replace(/^(\+91)(\d{5})(\d{5})$/, '$1 $2 $3');

export const pageOf = (number: string): string => `/desk/relay?caller=${encodeURIComponent(number)}`;
export const actionOf = (deed: string, number: string): string =>
  `/desk/relay/${deed}?caller=${encodeURIComponent(number)}`;

export const callOf = ({ staff, now }: Pick<Visit, 'staff' | 'now'>, number: string): Call => ({
  ...{ operator: staff._id, address: `tel:${number}`, now },
});

/** All that a page of the call is made of. */
export interface OnLine extends Caller {
  number: string;
  /** `null`: nothing is open, or the operator may not know it yet. */
  asked: AskedAloud | null;
  /** Somebody else of the helpline writes with the person at the moment. */
  heldBy: string | null;
  /** What was said in this call, with the name of who wrote it. */
  said: readonly (Relayed & { name: string })[];
}

const SAME_CALL_MS = 30 * 60_000;

export async function onLine({ store, render }: RelayDeps, visit: Visit, number: string): Promise<OnLine> {
  const caller = await lookAtCaller(store, callOf(visit, number));
  const contact = store.vault.contactOf(`tel:${number}`);
  const conversation = caller.mayRelay ? await store.conversations.load(contact) : null;
  const asked = conversation && askedAloud(render, conversation, visit.now);
  const since = visit.now.getTime() - SAME_CALL_MS;
  const recent = (conversation?.relayed ?? []).filter(({ at }) => Date.parse(at) > since);
  const held = conversation?.heldBy;
  const heldBy = held && held.staff !== visit.staff._id ? held.name : null;
  return { ...caller, number, asked, heldBy, said: await named(store, visit, recent) };
}

const named = (store: Store, { staff }: Visit, said: readonly Relayed[]): Promise<OnLine['said']> =>
  Promise.all(
    said.map(async (turn) => ({
      ...turn,
      name: turn.by === staff._id ? staff.name : ((await store.staff.get(turn.by))?.name ?? '–'),
    })),
  );
