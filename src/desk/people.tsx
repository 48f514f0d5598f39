/** Who is registered on the caller's number: masks, and one of them in full where the operator said what for. */
import { LOOK_REASONS } from '../conversation/vocabulary';
import type { CallersPerson, Seen } from '../vaccination/look-at-caller';
import { Choose, Field, Form, Panel, Submit } from '../web/components';
import { dayIn, hoursIn } from '../web/dates';
import type { Visit } from '../web/route';
import { actionOf, type OnLine } from './caller';

/** Why nobody could be shown; what was asked stands there again. */
export interface LookError {
  person: string;
  reason: string;
  note: string;
  text: string;
}

interface PeopleProps {
  visit: Visit;
  line: OnLine;
  seen?: Seen | undefined;
  error?: LookError | undefined;
  /** It comes along with another part. */
  alongside?: boolean;
}

export function People({ visit, line, seen, error, alongside = false }: PeopleProps) {
  const { t } = visit;
  return (
    <div id="people" {...(alongside ? { 'hx-swap-oob': 'true' } : {})}>
      <Panel title={t('relay:people', { count: line.people.length })}>
        {line.people.length === 0 && <p>{t('relay:nobody')}</p>}
        {line.people.map((person) =>
          person.id === seen?.id ? (
            <InFull visit={visit} seen={seen} />
          ) : (
            <Masked
              {...{ visit, person, number: line.number, isProved: line.proof !== null }}
              error={error?.person === person.id ? error : undefined}
            />
          ),
        )}
      </Panel>
    </div>
  );
}

interface MaskedProps {
  visit: Visit;
  number: string;
  person: CallersPerson;
  isProved: boolean;
  error: LookError | undefined;
}

function Masked({ visit, number, person: { id, name, doses, hasDate }, isProved, error }: MaskedProps) {
  const { t } = visit;
  return (
    <section class="person">
      <h3>{name}</h3>
      <p>
        {t(`relay:doses.${Math.min(doses, 2)}`)} · {t(hasDate ? 'relay:hasDate' : 'relay:noDate')}
      </p>
      {isProved && (
        <details open={error !== undefined}>
          <summary>{t('relay:show')}</summary>
          <Form visit={visit} action={actionOf('look', number)}>
            <input type="hidden" name="person" value={id} />
            <Choose
              {...{ name: 'reason', label: t('relay:reason'), hint: t('relay:reasonHint') }}
              {...{ value: error?.reason, error: error?.text }}
              options={['', ...LOOK_REASONS].map((value) => ({ value, label: t(`relay:reason.${value || 'none'}`) }))}
            />
            <Field
              {...{ name: 'note', label: t('relay:note'), value: error?.note, maxlength: 200, autocomplete: 'off' }}
            />
            <Submit>{t('relay:showDo')}</Submit>
          </Form>
        </details>
      )}
    </section>
  );
}

function InFull({ visit, seen }: { visit: Visit; seen: Seen }) {
  const { t } = visit;
  const { name, gender, birthYear, card, pin, reference } = seen;
  const facts: [string, string][] = [
    ['born', `${birthYear}, ${t(`relay:gender.${gender}`)}`],
    ['card', t('relay:cardEnds', { card: t(`relay:card.${card.type}`), last4: card.last4 })],
    ['pin', pin ?? '–'],
    ['reference', reference.replace(/\d{4}(?=\d)/g, '$& ')],
    ...dosesOf(visit, seen),
    ['date', dateOf(visit, seen)],
  ];
  return (
    <section class="person" role="status">
      <h3>{name}</h3>
      <dl>
        {facts.map(([key, value]) => (
          <>
            <dt>{t(`relay:is.${key}`)}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      <p class="muted">{t('relay:written')}</p>
    </section>
  );
}

const dosesOf = ({ t, language }: Visit, { doses }: Seen): [string, string][] =>
  doses.map(({ vaccine, day }, index) => [
    `dose.${Math.min(index + 1, 2)}`,
    `${t(`relay:vaccine.${vaccine}`)}, ${dayIn(language, day)}`,
  ]);

function dateOf({ t, language }: Visit, { date, standing }: Seen): string {
  if (date) return `${dayIn(language, date.day)}, ${hoursIn(date.from, date.to)}, ${date.centre[language]}`;
  if (standing?.waiting) return t('relay:looking', { day: dayIn(language, standing.waiting.since) });
  const from = standing?.next?.fromDay;
  return from ? t('relay:dueFrom', { day: dayIn(language, from) }) : t('relay:noDate');
}
