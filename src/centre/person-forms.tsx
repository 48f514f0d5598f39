/** What staff write of one person: the dose, what a colleague is asked for, and that it was a mistake. */
import { UNDO_MS } from '../vaccination/ask-undo';
import { Area, Field, Form, Notice, Panel, Submit } from '../web/components';
import { dayIn, momentIn } from '../web/dates';
import { pathOf, type Props } from './on-day';

export function Vaccinate({ visit, row, batch, wrong }: Props) {
  const { t, form, query } = visit;
  const mine = wrong?.of === 'vaccinated' ? wrong.why : '';
  const wrongCode = ['wrongCode', 'tooManyTries'].includes(mine);
  const code = wrongCode ? '' : (form['code'] ?? query['code'] ?? '');
  const focused = code === '' ? 'code' : mine === 'noBatch' ? 'batch' : 'last4';
  const errorOf = (is: boolean): string | undefined => (is ? t(`day:why.${mine}`) : undefined);
  const digits = { inputmode: 'numeric', autocomplete: 'off', maxlength: 10 } as const;
  return (
    <Panel title={t('day:person.record')}>
      <Form visit={visit} action={`${pathOf(row.appointment)}/vaccinated`} class="record">
        <div class="row">
          <Field
            label={t('day:person.code')}
            name="code"
            required
            {...digits}
            value={code}
            autofocus={focused === 'code'}
            error={errorOf(wrongCode)}
          />
          <Field
            label={t('day:person.last4', { card: t(`day:card.${row.card.type}`) })}
            name="last4"
            required
            autocomplete="off"
            maxlength={10}
            value={wrong ? form['last4'] : undefined}
            autofocus={focused === 'last4'}
            error={errorOf(mine === 'cardDiffers')}
          />
          <Field
            label={t('day:person.batch')}
            name="batch"
            required
            autocomplete="off"
            maxlength={30}
            value={form['batch'] ?? batch}
            autofocus={focused === 'batch'}
            error={errorOf(mine === 'noBatch')}
          />
        </div>
        <Submit>{t('day:person.vaccinated')}</Submit>
      </Form>
    </Panel>
  );
}

export function Ask({ visit, row, batch, wrong, isOpen }: Props & { isOpen: boolean }) {
  const { t, form } = visit;
  const isMine = wrong?.of === 'asked';
  const errorOf = (why: string): string | undefined => (isMine && wrong.why === why ? t(`day:what.${why}`) : undefined);
  return (
    <details class="panel" open={isOpen || isMine || wrong?.why === 'tooManyTries'}>
      <summary>{t('day:person.noCode')}</summary>
      <p>{t('day:person.noCodeHow')}</p>
      <Form visit={visit} action={`${pathOf(row.appointment)}/ask`}>
        <Area
          label={t('day:person.why')}
          hint={t('day:person.whyHint')}
          name="why"
          rows={2}
          required
          value={isMine ? (form['why'] ?? '') : ''}
          error={errorOf('noReason')}
        />
        <Field
          label={t('day:person.batch')}
          name="batch"
          required
          autocomplete="off"
          value={isMine ? form['batch'] : batch}
          error={errorOf('noBatch')}
        />
        <Submit second>{t('day:person.ask')}</Submit>
      </Form>
    </details>
  );
}

export function Given({ visit, date, row, wrong }: Props) {
  const { t, language, now, form } = visit;
  const { person, look, appointment } = date;
  const { given } = row;
  const isLast = person.doses.length === appointment.dose;
  const canUndo = given && isLast && now.getTime() - given.at.getTime() <= UNDO_MS && look === null;
  const second = appointment.dose === 1 && isLast ? person.dueDay : undefined;
  return (
    <>
      <Notice kind="good">
        <p class="big">{t('day:person.isVaccinated', { dose: t(`day:dose.${appointment.dose}`) })}</p>
        {given && (
          <p>
            {t('day:person.givenBy', { batch: given.batch, name: given.by.name, at: momentIn(language, given.at) })}
          </p>
        )}
        {given?.witness && <p>{t('day:person.witness', { name: given.witness.by.name, why: given.witness.why })}</p>}
        {second && <p class="big">{t('day:person.second', { day: dayIn(language, second), vaccine: row.vaccine })}</p>}
      </Notice>
      {canUndo && (
        <details class="panel" open={wrong?.of === 'undo'}>
          <summary>{t('day:undo.title')}</summary>
          <p>{t('day:undo.how')}</p>
          <Form visit={visit} action={`${pathOf(row.appointment)}/undo`}>
            <Area
              label={t('day:undo.why')}
              name="why"
              rows={2}
              required
              value={wrong?.of === 'undo' ? (form['why'] ?? '') : ''}
            />
            <Submit danger>{t('day:undo.ask')}</Submit>
          </Form>
        </details>
      )}
    </>
  );
}
