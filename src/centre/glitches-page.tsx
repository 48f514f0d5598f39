import type { ComponentChildren } from 'preact';
import type { Glitch } from '../store/glitches';
import { Area, Field, Form, Panel, Submit } from '../web/components';
import { momentIn } from '../web/dates';
import type { Visit } from '../web/route';

/** What was wrong with what was sent, and what was typed. */
export interface Trouble {
  field?: 'text' | 'phone' | 'code';
  error?: string;
  typed?: string;
}

export interface ShownGlitches {
  own: readonly Glitch[];
  /** The own number, masked. */
  phone: string | null;
  /** What is theirs to see to; `null`: nothing is. */
  open: readonly Glitch[] | null;
  closed: readonly Glitch[] | null;
}

interface PageProps {
  visit: Visit;
  shown: ShownGlitches;
  trouble: Trouble;
  awaitsCode: boolean;
}

export function GlitchesPage({ visit, shown: { own, phone, open, closed }, trouble, awaitsCode }: PageProps) {
  const { t } = visit;
  return (
    <>
      <link rel="stylesheet" href="/assets/district.css" />
      {open && (
        <Panel title={t('glitches:toSee')}>
          <All
            visit={visit}
            glitches={open}
            none={t('glitches:noneOpen')}
            after={(each) => <MoveForm visit={visit} glitch={each} />}
          />
        </Panel>
      )}
      <div class="grid">
        <ReportForm visit={visit} trouble={trouble} />
        <Phone visit={visit} phone={phone} trouble={trouble} awaitsCode={awaitsCode} />
      </div>
      <Panel title={t('glitches:own')}>
        <All visit={visit} glitches={own} none={t('glitches:noneOwn')} />
      </Panel>
      {closed && closed.length > 0 && (
        <details>
          <summary>{t('glitches:closed', { count: closed.length })}</summary>
          <All visit={visit} glitches={closed} none="" />
        </details>
      )}
    </>
  );
}

const of = ({ field, error, typed }: Trouble, name: Trouble['field']) =>
  field === name ? { ...(error ? { error } : {}), ...(typed ? { value: typed } : {}) } : {};

const ReportForm = ({ visit, trouble }: Pick<PageProps, 'visit' | 'trouble'>) => (
  <Panel title={visit.t('glitches:report')}>
    <Form visit={visit} action="/centre/glitches">
      <Area
        {...{ label: visit.t('glitches:text'), name: 'text', hint: visit.t('glitches:textHint'), rows: 4 }}
        {...of(trouble, 'text')}
      />
      <Submit>{visit.t('glitches:send')}</Submit>
    </Form>
  </Panel>
);

function Phone({ visit, phone, trouble, awaitsCode }: Omit<PageProps, 'shown'> & { phone: string | null }) {
  const { t } = visit;
  return (
    <Panel title={t('glitches:phoneTitle')}>
      <p>{phone ? t('glitches:phoneIs', { phone }) : t('glitches:phoneWhy')}</p>
      {awaitsCode && (
        <Form visit={visit} action="/centre/glitches/phone/code">
          <Field
            {...{ label: t('glitches:code'), name: 'code', inputmode: 'numeric', autocomplete: 'one-time-code' }}
            {...of(trouble, 'code')}
          />
          <Submit>{t('glitches:codeSend')}</Submit>
        </Form>
      )}
      <Form visit={visit} action="/centre/glitches/phone">
        <Field
          {...{ label: t('glitches:phone'), name: 'phone', type: 'tel', inputmode: 'tel', autocomplete: 'tel' }}
          {...of(trouble, 'phone')}
        />
        <Submit second>{t('glitches:phoneSend')}</Submit>
      </Form>
      {phone && (
        <Form visit={visit} action="/centre/glitches/phone/remove" class="actions">
          <Submit second>{t('glitches:phoneRemove')}</Submit>
        </Form>
      )}
    </Panel>
  );
}

interface AllProps {
  visit: Visit;
  glitches: readonly Glitch[];
  none: string;
  after?: (glitch: Glitch) => ComponentChildren;
}

const All = ({ visit, glitches, none, after }: AllProps) => (
  <>
    {glitches.length === 0 && <p>{none}</p>}
    {glitches.map((each) => (
      <article class="glitch" id={`glitch-${each.number}`}>
        <h3>
          {visit.t('glitches:number', { number: each.number })} <Status visit={visit} glitch={each} />
        </h3>
        <p class="muted">
          {visit.t('glitches:by', { name: each.name, at: momentIn(visit.language, each.at) })}
          {each.bySms && ` · ${visit.t('glitches:bySms')}`}
        </p>
        <p class="said">{each.text}</p>
        <History visit={visit} glitch={each} />
        {after?.(each)}
      </article>
    ))}
  </>
);

const Status = ({ visit: { t }, glitch: { status } }: { visit: Visit; glitch: Glitch }) => (
  <span class={`chip ${status === 'fixed' ? 'good' : status === 'reported' ? 'bad' : ''}`}>
    {t(`glitches:status.${status}`)}
  </span>
);

function History({ visit: { t, language }, glitch: { history } }: { visit: Visit; glitch: Glitch }) {
  const since = history.slice(1);
  if (since.length === 0) return null;
  return (
    <ul>
      {since.map(({ status, at, note }) => (
        <li>
          {momentIn(language, at)}: {t(`glitches:status.${status}`)}
          {note && ` – ${note}`}
        </li>
      ))}
    </ul>
  );
}

const MoveForm = ({ visit, glitch: { number, status } }: { visit: Visit; glitch: Glitch }) => (
  <Form visit={visit} action={`/centre/glitches/${number}/move`}>
    <Field label={visit.t('glitches:note', { number })} name="note" maxlength={300} />
    <div class="actions">
      {status === 'reported' && (
        <Submit second name="status" value="seen">
          {visit.t('glitches:move.seen')}
        </Submit>
      )}
      <Submit name="status" value="fixed">
        {visit.t('glitches:move.fixed')}
      </Submit>
      <Submit second name="status" value="notAFault">
        {visit.t('glitches:move.notAFault')}
      </Submit>
    </div>
  </Form>
);
