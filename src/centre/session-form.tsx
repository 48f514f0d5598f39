/** Planning a vaccination session: what is asked, and what was wrong with it, beside what was typed. */
import type { Centre } from '../store/places';
import { cutHours, type Fault, type SessionWish } from '../vaccination/rules/session-wish';
import { readWhole } from '../vaccination/rules/read-table';
import { Choose, Field, Form, Link, Notice, Submit } from '../web/components';
import type { Visit } from '../web/route';

type Typed = Readonly<Record<string, string>>;

export const wishOfForm = (typed: Typed): SessionWish => {
  const text = (name: string): string => typed[name] ?? '';
  return {
    ...{ centre: text('centre'), day: text('day'), vaccine: text('vaccine') },
    hours: cutHours(text('from'), text('to'), readWhole(text('minutes'))),
    capacities: [readWhole(text('first')), readWhole(text('second') || '0')],
    price: readWhole(text('price') || '0'),
    keptShare: readWhole(text('share')),
  };
};

export const LENGTHS = ['30', '60', '120', '180', '240', '1440'];

interface Props {
  visit: Visit;
  centres: readonly Centre[];
  vaccines: readonly string[];
  typed: Typed;
  faults: readonly Fault[];
}

export function NewSession({ visit, centres, vaccines, typed, faults }: Props) {
  const { t, language } = visit;
  const of = (name: string, fault = name) => ({ name, value: typed[name], error: faultIn(visit, faults, fault) });
  const whole = { type: 'number', inputmode: 'numeric', min: 0 } as const;
  return (
    <Form visit={visit} action="/centre/sessions/new" class="panel plan">
      <link rel="stylesheet" href="/assets/sessions.css" />
      {faults.length > 0 && <Notice kind="bad">{t('sessions:wrong')}</Notice>}
      <div class="row">
        <Choose
          label={t('sessions:column.centre')}
          {...of('centre')}
          options={centres.map(({ _id, names }) => ({ value: _id, label: names[language] }))}
        />
        <Field label={t('sessions:column.day')} {...of('day')} type="date" required />
        <Choose
          label={t('sessions:column.vaccine')}
          {...of('vaccine')}
          options={vaccines.map((value) => ({ value, label: value }))}
        />
      </div>
      <div class="row">
        <Field label={t('sessions:from')} {...of('from', 'hours')} type="time" required />
        <Field label={t('sessions:to')} {...of('to', '')} type="time" required />
        <Choose
          label={t('sessions:length')}
          {...of('minutes', '')}
          options={LENGTHS.map((value) => ({ value, label: t(`sessions:minutes.${value}`) }))}
        />
      </div>
      <div class="row">
        <Field label={t('sessions:column.first')} {...of('first', 'capacity')} {...whole} required />
        <Field label={t('sessions:column.second')} {...of('second', '')} {...whole} />
      </div>
      <div class="row">
        <Field label={t('sessions:price')} hint={t('sessions:priceHint')} {...of('price')} {...whole} />
        <Field label={t('sessions:share')} hint={t('sessions:shareHint')} {...of('share')} {...whole} max={100} />
      </div>
      <div class="actions">
        <Submit>{t('sessions:plan')}</Submit>
        <Link to="/centre/sessions">{t('sessions:back')}</Link>
      </div>
    </Form>
  );
}

/** In a sentence, or nothing. */
export function faultIn({ t }: Pick<Visit, 't'>, faults: readonly Fault[], field: string): string | undefined {
  const fault = faults.find((each) => each.field === field);
  return fault && t(`sessions:fault.${fault.why}`);
}
