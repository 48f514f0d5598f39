/** The pages of a call. What an operator writes, tries and looks at is in the trail before or as soon as it is shown. */
import { audit } from '../web/audit';
import type { Answered, Route, Visit } from '../web/route';
import { numberIn, onLine, pageOf, readably, type RelayDeps } from './caller';
import type { Failed } from './dialogue';
import type { ProofError } from './proof';
import { aboutOf, look, relay, sendCode, takeCall, tryCode, tryFacts } from './relay-deeds';
import { DialoguePart, LinePage, NumberPage, type LineProps } from './relay-page';
import { isSigned } from './signed-call';

export function relayRoutes(deps: RelayDeps): Route[] {
  const deed = (path: string, run: (deps: RelayDeps, visit: Visit, number: string) => Promise<Answered>): Route => ({
    ...{ method: 'post', path: `/desk/relay/${path}`, right: path === 'look' ? 'look' : 'relay' },
    run: (visit) => {
      const number = numberIn(visit.query['caller']);
      return number ? run(deps, visit, number) : Promise.resolve({ missing: true });
    },
  });
  return [
    { method: 'get', path: '/desk/relay', right: 'relay', run: (visit) => open(deps, visit) },
    { method: 'post', path: '/desk/relay', right: 'relay', run: (visit) => begin(deps, visit) },
    deed('say', say),
    deed('code', code),
    deed('prove', prove),
    deed('facts', facts),
    deed('look', lookInFull),
  ];
}

async function open(deps: RelayDeps, visit: Visit): Promise<Answered> {
  const { caller, timestamp = '', signature } = visit.query;
  if (caller === undefined) return numberPage(visit);
  const number = numberIn(caller);
  if (!number) return numberPage(visit, caller);
  const isCall = signature !== undefined && isSigned({ number, timestamp, signature }, deps.callerSecret, visit.now);
  // What proves a call is not to stand in an address that is copied.
  if (isCall && (await takeCall(deps, visit, number, timestamp))) return { to: pageOf(number) };
  return linePage(deps, visit, number);
}

function numberPage(visit: Visit, wrong?: string): Answered {
  const error = wrong === undefined ? undefined : visit.t('relay:numberWrong');
  const page = <NumberPage visit={visit} typed={wrong} error={error} />;
  return { page, title: visit.t('relay:title'), ...(error ? { status: 422 } : {}) };
}

type Beside = Omit<LineProps, 'visit' | 'line'>;

async function linePage(deps: RelayDeps, visit: Visit, number: string, beside: Beside = {}): Promise<Answered> {
  const line = await onLine(deps, visit, number);
  // Masks tell that somebody is registered, and whether they come.
  if (line.people.length > 0 || line.asked)
    await audit(visit, { action: 'caller.opened', about: aboutOf(deps.store, number) });
  const failed = beside.failed ?? beside.proofError ?? beside.lookError;
  const title = visit.t('relay:titleOf', { number: readably(number) });
  const page = <LinePage visit={visit} line={line} {...beside} />;
  return { page, title, ...(failed ? { status: 422 } : {}) };
}

/** Where a question is open it is gone on with; else the dialogue begins as a call does. */
async function begin(deps: RelayDeps, visit: Visit): Promise<Answered> {
  const typed = visit.form['caller'] ?? '';
  const number = numberIn(typed);
  if (!number) return numberPage(visit, typed);
  const { mayRelay, asked } = await onLine(deps, visit, number);
  if (mayRelay && !asked) await relay(deps, visit, number, { text: '', event: 'dial' });
  return { to: pageOf(number) };
}

async function say(deps: RelayDeps, visit: Visit, number: string): Promise<Answered> {
  const { text = '', choice, turn } = visit.form;
  const { mayRelay, asked } = await onLine(deps, visit, number);
  if (!mayRelay) return { to: pageOf(number), notice: visit.t('relay:proveFirst') };
  // Words for a question that was answered meanwhile, in another tab or by the person; a button knows that by itself.
  if (choice === undefined && turn !== undefined && asked && asked.turn !== Number(turn))
    return afterTurn(deps, visit, number, { typed: text, why: 'movedOn' });
  const said = choice === undefined ? { text } : { text: '', choice: { turn: Number(turn), value: choice } };
  const { contact } = await relay(deps, visit, number, said);
  return afterTurn(deps, visit, number, contact === undefined ? { typed: text, why: 'notAnswered' } : undefined);
}

async function afterTurn(deps: RelayDeps, visit: Visit, number: string, failed?: Failed): Promise<Answered> {
  if (!visit.isPart) return failed ? linePage(deps, visit, number, { failed }) : { to: pageOf(number) };
  const line = await onLine(deps, visit, number);
  // Somebody who needs a proof is on the number since.
  if (!line.mayRelay) return { to: pageOf(number), notice: visit.t('relay:proveFirst') };
  return { part: <DialoguePart visit={visit} line={line} failed={failed} /> };
}

async function code(deps: RelayDeps, visit: Visit, number: string): Promise<Answered> {
  const sent = await sendCode(deps, visit, number);
  if (sent.status === 'sent') return { to: pageOf(number), notice: visit.t('relay:codeSent') };
  const seconds = sent.status === 'wait' ? sent.seconds : 0;
  const notice = visit.t(`relay:code.${sent.status}`, { seconds });
  return { to: pageOf(number), notice };
}

async function prove(deps: RelayDeps, visit: Visit, number: string): Promise<Answered> {
  const status = await tryCode(deps, visit, number, visit.form['code'] ?? '');
  return outcome(deps, visit, number, status, { way: 'code', key: `relay:code.${status}` });
}

async function facts(deps: RelayDeps, visit: Visit, number: string): Promise<Answered> {
  const status = await tryFacts(deps, visit, number);
  return outcome(deps, visit, number, status, { way: 'facts', key: `relay:facts.${status}` });
}

const outcome = (deps: RelayDeps, visit: Visit, number: string, status: string, proofError: ProofError) =>
  status === 'proved'
    ? Promise.resolve({ to: pageOf(number), notice: visit.t('relay:isProved') })
    : linePage(deps, visit, number, { proofError });

async function lookInFull(deps: RelayDeps, visit: Visit, number: string): Promise<Answered> {
  const looked = await look(deps, visit, number);
  if (looked.status === 'unknown') return { missing: true };
  if (looked.status === 'seen') return linePage(deps, visit, number, { seen: looked.person });
  const { person = '', reason = '', note = '' } = visit.form;
  const text = visit.t(`relay:look.${looked.status}`, { most: deps.looksPerDay });
  return linePage(deps, visit, number, { lookError: { person, reason, note, text } });
}
