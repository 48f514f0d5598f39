/** Whom to call: those that no message reached, whose date was closed, whose second dose is overdue; each person once. */
import type { OpenCall } from '../store/calls';
import { Area, Field, Form, Link, Panel, Submit } from '../web/components';
import type { Visit } from '../web/route';
import { Fresh, LiveArea } from './live-area';
import { Number } from './request';
import { hourOf, maskedAddress } from './shared';
import { TakeIt } from './take-it';

/** All the calls to one contact, soonest first. */
export interface ToCall {
  contact: string;
  calls: readonly OpenCall[];
  /** Masked. */
  names: readonly string[];
}

interface CallsProps {
  visit: Visit;
  all: readonly ToCall[];
}

export const CallsPage = (props: CallsProps) => (
  <LiveArea t={props.visit.t}>
    <Fresh id="calls" from="/desk/calls" on="calls">
      <CallsPart {...props} />
    </Fresh>
  </LiveArea>
);

export function CallsPart({ visit, all }: CallsProps) {
  const { t, now } = visit;
  const isLater = ({ calls }: ToCall) => calls.every(({ notBefore }) => notBefore !== null && notBefore > now);
  return (
    <>
      <p class="big">{t('queue:calls.count', { n: all.length })}</p>
      <Section visit={visit} title={t('queue:calls.now')} all={all.filter((each) => !isLater(each))} />
      <Section visit={visit} title={t('queue:calls.later')} all={all.filter(isLater)} />
    </>
  );
}

function Section({ visit, title, all }: CallsProps & { title: string }) {
  if (all.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="waiting">
        {all.map((each) => (
          <Entry key={each.contact} visit={visit} toCall={each} />
        ))}
      </ul>
    </section>
  );
}

interface EntryProps {
  visit: Visit;
  toCall: ToCall;
}

function Entry({ visit, toCall }: EntryProps) {
  const { t } = visit;
  const [first] = toCall.calls;
  return (
    <li>
      <p>
        <strong>{reasonsOf(visit, toCall)}</strong>
      </p>
      <p class="muted">
        {[...toCall.names, maskedAddress(first?.address ?? null)].join(' · ')}
        {first?.language && ` · ${t(`queue:language.${first.language}`)}`}
      </p>
      <When visit={visit} toCall={toCall} />
      <Whose visit={visit} toCall={toCall} />
    </li>
  );
}

const reasonsOf = ({ t }: Visit, { calls }: ToCall): string =>
  [...new Set(calls.map(({ reason }) => t(`queue:reason.${reason}`)))].join(', ');

function When({ visit, toCall: { calls } }: EntryProps) {
  const { t, now } = visit;
  const [first] = calls;
  if (!first) return null;
  const tries = Math.max(...calls.map((each) => each.tries));
  return (
    <p>
      <span class={first.by < now ? 'chip bad' : 'chip'}>{t('queue:calls.by', { time: hourOf(visit, first.by) })}</span>{' '}
      {first.notBefore && <span class="chip">{t('queue:callAt', { time: hourOf(visit, first.notBefore) })}</span>}{' '}
      {tries > 0 && <span class="chip">{t('queue:calls.tries', { n: tries })}</span>}
    </p>
  );
}

function Whose({ visit, toCall }: EntryProps) {
  const { contact, calls } = toCall;
  const by = calls.find(({ taken }) => taken)?.taken?.by;
  const whom = { topic: reasonsOf(visit, toCall), number: maskedAddress(calls[0]?.address ?? null) };
  return <TakeIt visit={visit} id={contact} path={callPath(contact)} by={by} whom={whom} />;
}

export const callPath = (contact: string): string => `/desk/calls/${contact}`;

/** @param error what is wrong with the hour */
export function CallPage({ visit, toCall, error }: EntryProps & { error?: string | undefined }) {
  const { t } = visit;
  const path = callPath(toCall.contact);
  return (
    <>
      <link rel="stylesheet" href="/assets/desk-queue.css" />
      <ul>
        {toCall.calls.map(({ occasion, reason, at }) => (
          <li key={occasion}>{t(`queue:reasonLong.${reason}`, { time: hourOf(visit, at) })}</li>
        ))}
      </ul>
      <p>{toCall.names.join(' · ')}</p>
      <Number visit={visit} path={path} address={toCall.calls[0]?.address ?? null} shown />
      <div class="grid">
        <Panel title={t('queue:calls.reachedTitle')}>
          <Form visit={visit} action={`${path}/end`}>
            <Area label={t('queue:calls.note')} hint={t('queue:calls.noteHint')} name="note" rows={2} />
            <div class="actions">
              <Submit name="outcome" value="reached">
                {t('queue:calls.reached')}
              </Submit>
              <Submit second name="outcome" value="wrongNumber">
                {t('queue:calls.wrongNumber')}
              </Submit>
            </div>
          </Form>
        </Panel>
        <Panel title={t('queue:calls.notReachedTitle')}>
          <Form visit={visit} action={`${path}/end`}>
            <div class="actions">
              <Submit name="outcome" value="notReached">
                {t('queue:calls.notReached')}
              </Submit>
              <Submit second name="outcome" value="givenBack">
                {t('queue:end.giveBack')}
              </Submit>
            </div>
          </Form>
          <Form visit={visit} action={`${path}/end`}>
            <input type="hidden" name="outcome" value="later" />
            <div class="row">
              <Field label={t('queue:call.day')} name="day" type="date" required error={error} />
              <Field label={t('queue:call.time')} name="time" type="time" required />
            </div>
            <Submit second>{t('queue:call.at')}</Submit>
          </Form>
        </Panel>
      </div>
      <p>
        <Link to="/desk/calls">{t('queue:toList')}</Link>
      </p>
    </>
  );
}
