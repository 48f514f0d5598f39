/** One request for a person, as who has taken it sees it: the talk, the number, the ways in which it ends. */
import type { Conversation, TalkLine } from '../conversation/ports';
import { timeOf } from '../clock';
import { Area, Field, Form, Link, Notice, Panel, Submit } from '../web/components';
import type { Visit } from '../web/route';
import { Fresh, LiveArea } from './live-area';
import { By, requestPath, type Waiting } from './queue';
import { dialled, lasting, maskedAddress, MOST_WORDS } from './shared';

export interface RequestProps {
  visit: Visit;
  request: Waiting;
  conversation: Conversation | null;
  lines: readonly TalkLine[];
  /** What the person was last asked, in the language of who reads it. */
  asked: string | null;
  /** The person's phone shows Latin letters only. */
  inLatin: boolean;
  /** The number may be seen, to be called. */
  showsNumber: boolean;
  /** What could not be done as it was sent, and why. */
  refused?: Refused;
}

export interface Refused {
  form: 'say' | 'back' | 'call';
  words?: string;
  error: string;
}

const refusedIn = (form: Refused['form'], { refused }: Pick<RequestProps, 'refused'>): Partial<Refused> =>
  refused?.form === form ? refused : {};

export function RequestPage(props: RequestProps) {
  const { visit, request } = props;
  const { t, staff, now } = visit;
  const isMine = request.taken?.by.staff === staff._id;
  return (
    <LiveArea t={t} talk={request.contact}>
      <p>
        {t(`queue:language.${request.language}`)}
        {request.channel && ` · ${t(`queue:channel.${request.channel}`)}`} · {maskedAddress(request.address)} ·{' '}
        {t('queue:waits', { time: lasting(t, request.askedAt, now) })} <By visit={visit} waiting={request} />
      </p>
      {isMine ? <Mine {...props} /> : <NotMine {...props} />}
      <p>
        <Link to="/desk/queue">{t('queue:toList')}</Link>
      </p>
    </LiveArea>
  );
}

function NotMine({ visit, request: { id, taken } }: RequestProps) {
  const { t } = visit;
  if (taken) return <Notice kind="info">{t('queue:takenBy', { name: taken.by.name })}</Notice>;
  return (
    <Form visit={visit} action={`${requestPath(id)}/take`}>
      <Submit>{t('queue:take')}</Submit>
    </Form>
  );
}

function Mine(props: RequestProps) {
  const { visit, request, conversation, lines, asked, refused } = props;
  const { t, staff } = visit;
  const isHeld = conversation?.heldBy?.staff === staff._id;
  return (
    <div class="grid">
      <Panel title={t('queue:talk.title')}>
        {asked !== null && (
          <>
            <h3>{t('queue:talk.asked')}</h3>
            <p class="asked muted">{asked}</p>
          </>
        )}
        <div class="talk" role="region" aria-label={t('queue:talk.title')} tabIndex={0}>
          <Fresh id="talk" from={`${requestPath(request.id)}/talk`} on="talk" log>
            <TalkPart visit={visit} lines={lines} />
          </Fresh>
        </div>
        {!isHeld && <TakeOver {...props} />}
        {(isHeld || refused) && <Held {...props} />}
      </Panel>
      <Ends {...props} />
    </div>
  );
}

export function TalkPart({ visit: { t }, lines }: { visit: Visit; lines: readonly TalkLine[] }) {
  if (lines.length === 0) return <p class="muted">{t('queue:talk.nothing')}</p>;
  return (
    <ol>
      {lines.map(({ key, by, text, at }) => (
        <li key={key} data-key={key} {...(by ? { class: 'ours' } : {})}>
          <strong>{by ?? t('queue:talk.person')}</strong> <span class="muted">{timeOf(at)}</span>
          <br />
          {text || t('queue:talk.unreadable')}
        </li>
      ))}
    </ol>
  );
}

function TakeOver({ visit, request: { id }, conversation }: RequestProps) {
  const { t } = visit;
  if (!conversation) return <p>{t('queue:talk.none')}</p>;
  const { heldBy } = conversation;
  if (heldBy) return <Notice kind="info">{t('queue:talk.others', { name: heldBy.name })}</Notice>;
  return (
    <Form visit={visit} action={`${requestPath(id)}/take-over`}>
      <p>{t('queue:talk.takeOverWhy', { name: visit.staff.name })}</p>
      <Submit>{t('queue:talk.takeOver')}</Submit>
    </Form>
  );
}

function Held(props: RequestProps) {
  const { visit, request, inLatin } = props;
  const { t } = visit;
  const { words: said, error: sayError } = refusedIn('say', props);
  const { words, error } = refusedIn('back', props);
  return (
    <>
      <SayPart visit={visit} id={request.id} inLatin={inLatin} words={said} error={sayError} />
      <details open={error !== undefined}>
        <summary>{t('queue:back.title')}</summary>
        <Form visit={visit} action={`${requestPath(request.id)}/hand-back`}>
          <Area
            {...{ name: 'words', rows: 3, required: true, value: words, error }}
            label={t('queue:back.summary')}
            hint={t('queue:back.hint', { most: MOST_WORDS })}
          />
          <Submit>{t('queue:back.do')}</Submit>
        </Form>
      </details>
    </>
  );
}

interface SayProps {
  visit: Visit;
  id: string;
  inLatin: boolean;
  words?: string | undefined;
  error?: string | undefined;
  /** One writes on where one wrote: the button that had the focus is gone. */
  goesOn?: boolean;
}

/** Takes its own place once the words are said, empty again; while they are not, it stays as it is. */
export function SayPart({ visit, id, inLatin, words, error, goesOn = false }: SayProps) {
  const { t } = visit;
  const hint = t(inLatin ? 'queue:say.inLatin' : 'queue:say.hint', { most: MOST_WORDS });
  return (
    <div id="say">
      <Form visit={visit} action={`${requestPath(id)}/say`} swaps="#say">
        <Area
          {...{ label: t('queue:say.words'), name: 'words', rows: 3, hint, error, value: words }}
          required
          autofocus={goesOn}
        />
        <Submit>{t('queue:say.do')}</Submit>
      </Form>
    </div>
  );
}

function Ends(props: RequestProps) {
  const { visit, request, showsNumber, conversation } = props;
  const { t, staff } = visit;
  const { error } = refusedIn('call', props);
  const path = requestPath(request.id);
  return (
    <div>
      <Panel title={t('queue:call.title')}>
        <Number visit={visit} path={path} address={request.address} shown={showsNumber} />
        <Form visit={visit} action={`${path}/call-at`}>
          <div class="row">
            <Field label={t('queue:call.day')} name="day" type="date" required error={error} />
            <Field label={t('queue:call.time')} name="time" type="time" required />
          </div>
          <Submit second>{t('queue:call.at')}</Submit>
        </Form>
      </Panel>
      <Panel title={t('queue:end.title')}>
        <div class="actions">
          <Form visit={visit} action={`${path}/done`}>
            <Submit second={conversation?.heldBy?.staff === staff._id}>{t('queue:end.done')}</Submit>
          </Form>
          <Form visit={visit} action={`${path}/give-back`}>
            <Submit second>{t('queue:end.giveBack')}</Submit>
          </Form>
        </div>
      </Panel>
    </div>
  );
}

interface NumberProps {
  visit: Visit;
  path: string;
  address: string | null;
  shown: boolean;
}

/** Seen only to be dialled, which is written down. */
export function Number({ visit: { t }, path, address, shown }: NumberProps) {
  const number = dialled(address);
  if (number === null) return <p>{t('queue:call.noNumber')}</p>;
  if (!shown)
    return (
      <p>
        <Link to={`${path}?number=show`}>{t('queue:call.show')}</Link>
      </p>
    );
  return (
    <>
      <p class="dial">
        <a href={`tel:${number}`}>{number}</a>
      </p>
      <p>
        <a class="button" href={`/desk/relay?caller=${encodeURIComponent(number)}`}>
          {t('queue:call.relay')}
        </a>
      </p>
    </>
  );
}
