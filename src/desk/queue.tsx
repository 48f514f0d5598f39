/** Who asked for a person: who waits how long, for what, and who has taken it. */
import type { ChannelName } from '../conversation/vocabulary';
import type { ListedRequest } from '../store/help-requests';
import type { Visit } from '../web/route';
import { Fresh, LiveArea } from './live-area';
import { hourOf, lasting, maskedAddress } from './shared';
import { TakeIt } from './take-it';

/** With how the person writes, where a conversation is known. */
export interface Waiting extends ListedRequest {
  channel: ChannelName | null;
}

export interface Queue {
  open: readonly Waiting[];
  taken: readonly Waiting[];
}

interface QueueProps extends Queue {
  visit: Visit;
}

export const QueuePage = ({ visit, ...queue }: QueueProps) => (
  <LiveArea t={visit.t}>
    <Fresh id="queue" from="/desk/queue" on="queue">
      <QueuePart visit={visit} {...queue} />
    </Fresh>
  </LiveArea>
);

export function QueuePart({ visit, open, taken }: QueueProps) {
  const { t, staff } = visit;
  const mine = taken.filter((each) => each.taken?.by.staff === staff._id);
  const others = taken.filter((each) => each.taken?.by.staff !== staff._id);
  return (
    <>
      <p class="big">{t('queue:list.count', { n: open.length })}</p>
      <Section visit={visit} title={t('queue:list.mine')} all={mine} />
      <Section visit={visit} title={t('queue:list.open')} all={open} />
      <Section visit={visit} title={t('queue:list.others')} all={others} />
    </>
  );
}

function Section({ visit, title, all }: { visit: Visit; title: string; all: readonly Waiting[] }) {
  if (all.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul class="waiting">
        {all.map((each) => (
          <Entry key={each.id} visit={visit} waiting={each} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ visit, waiting }: { visit: Visit; waiting: Waiting }) {
  const { t, now } = visit;
  const { topic, language, channel, address, askedAt } = waiting;
  return (
    <li>
      <p>
        <strong>{t(`queue:topic.${topic}`)}</strong>
      </p>
      <p>{t('queue:waits', { time: lasting(t, askedAt, now) })}</p>
      <p>
        <By visit={visit} waiting={waiting} />
      </p>
      <p class="muted">
        {t(`queue:language.${language}`)}
        {channel && ` · ${t(`queue:channel.${channel}`)}`} · {maskedAddress(address)}
      </p>
      <Whose visit={visit} waiting={waiting} />
    </li>
  );
}

/** The hour agreed on and the one promised, where that comes first; past, it is shouted. */
export function By({ visit, waiting: { callAt, dueAt } }: { visit: Visit; waiting: ListedRequest }) {
  const isPromised = dueAt.getTime() !== callAt?.getTime();
  return (
    <>
      {isPromised && <Hour visit={visit} at={dueAt} means="queue:promisedBy" />}{' '}
      {callAt && <Hour visit={visit} at={callAt} means="queue:callAt" />}
    </>
  );
}

function Hour({ visit, at, means }: { visit: Visit; at: Date; means: 'queue:promisedBy' | 'queue:callAt' }) {
  return <span class={at < visit.now ? 'chip bad' : 'chip'}>{visit.t(means, { time: hourOf(visit, at) })}</span>;
}

function Whose({ visit, waiting: { id, taken, topic, address } }: { visit: Visit; waiting: Waiting }) {
  const whom = { topic: visit.t(`queue:topic.${topic}`), number: maskedAddress(address) };
  return <TakeIt visit={visit} id={id} path={requestPath(id)} by={taken?.by} whom={whom} />;
}

export const requestPath = (id: string): string => `/desk/queue/${encodeURIComponent(id)}`;
