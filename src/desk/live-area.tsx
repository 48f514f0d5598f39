/** A part of a page that stays as fresh as what it shows. What is typed stands outside of it, and is never swapped away. */
import type { ComponentChildren } from 'preact';
import type { Translate } from '../web/words';

interface AreaProps {
  t: Translate;
  /** Whose talk is looked on at. */
  talk?: string;
  children: ComponentChildren;
}

/** The connection, for all fresh parts inside of it. live.js shows when it is lost. */
export function LiveArea({ t, talk, children }: AreaProps) {
  return (
    <div hx-ext="sse" sse-connect={talk ? `/desk/live?talk=${talk}` : '/desk/live'}>
      <link rel="stylesheet" href="/assets/desk-queue.css" />
      <script src="/assets/live.js" type="module" />
      <p class="notice bad" id="connection" role="status" hidden>
        {t('queue:connectionLost')}
      </p>
      {children}
    </div>
  );
}

interface FreshProps {
  id: string;
  /** Where it is fetched. */
  from: string;
  /** At which of the connection's events. */
  on: 'queue' | 'calls' | 'cases' | 'talk';
  /** What is added is read out. */
  log?: boolean;
  children: ComponentChildren;
}

/** Waiting times go on by themselves, so it is also fetched once a minute. */
export function Fresh({ id, from, on, log = false, children }: FreshProps) {
  const trigger = `sse:${on}, every 60s`;
  const reading = log ? ({ role: 'log', 'aria-live': 'polite' } as const) : {};
  return (
    <div id={id} hx-get={from} hx-trigger={trigger} hx-headers={BY_ITSELF} {...reading}>
      {children}
    </div>
  );
}

/** A desk that nobody sits at is signed out in time, however fresh it stays. */
const BY_ITSELF = JSON.stringify({ 'X-By-Itself': '1' });
