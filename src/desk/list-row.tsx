/** One person on a village's list: as understood, or as a small form in which it is put right. */
import { CARD_TYPES, GENDERS } from '../conversation/vocabulary';
import { EDITABLE } from '../store/village-lists';
import type { ReviewedRow } from '../vaccination/review-rows';
import { Choose, Field, Form, Notice, Submit } from '../web/components';
import type { Visit } from '../web/route';
import type { Translate } from '../web/words';
import { askedWords, problemWords, seenOf, standingOf } from './list-words';

export const listPath = (list: string): string => `/desk/lists/${list}`;
const rowPath = ({ list, line }: ReviewedRow): string => `${listPath(list)}/${line}`;

export function Row({ t, row }: { t: Translate; row: ReviewedRow }) {
  const { name, phone, card, pinCode } = seenOf(row);
  const { gender, comorbidity } = row.answers;
  const deed = row.ready ? 'change' : 'putRight';
  const about = [
    row.age ?? '',
    gender ? t(`lists:gender.${gender}`) : '',
    comorbidity ? t(`lists:ill.${comorbidity}`) : '',
  ];
  return (
    <tr id={`row-${row.line}`}>
      <th scope="row">{row.line}</th>
      <td>
        <b>{name || t('lists:noName')}</b> <span>{about.filter(Boolean).join(', ')}</span>
      </td>
      <td>{phone}</td>
      <td>
        {card && `${card.type ? t(`lists:card.${card.type}`) : ''} ${card.number}`}
        {card && pinCode && <br />}
        {pinCode}
      </td>
      <td>
        <Standing t={t} row={row} />{' '}
        {row.problems.map((problem) => (
          <p class="error">{problemWords(t, problem)}</p>
        ))}
        {row.asks.length > 0 && <p class="muted">{askedWords(t, row)}</p>}
        {row.notYet && <p class="muted">{t('lists:notYet')}</p>}
        {EDITABLE.includes(row.status) && (
          <a href={rowPath(row)} aria-label={t(`lists:${deed}Of`, { line: row.line })}>
            {t(`lists:${deed}`)}
          </a>
        )}
      </td>
    </tr>
  );
}

/** By itself, so that it can be brought up to date beside a form that is being filled in. */
export function Standing({ t, row, fresh = false }: { t: Translate; row: ReviewedRow; fresh?: boolean }) {
  const { words, kind } = standingOf(t, row);
  return (
    <span id={`standing-${row.line}`} class={`chip ${kind}`.trim()} {...(fresh ? { 'hx-swap-oob': 'true' } : {})}>
      {words}
    </span>
  );
}

/** By which a form says what it was filled in from. */
export const seenAs = ({ changedAt }: ReviewedRow): string => String(changedAt.getTime());

interface EditedProps {
  visit: Visit;
  row: ReviewedRow;
  /** What was just sent was meant for the line as it was before. */
  tooLate?: boolean;
}

/** What was written stays in view: the mistake may be in the reading. */
export function EditedRow({ visit, row, tooLate = false }: EditedProps) {
  const { t } = visit;
  return (
    <tr id={`row-${row.line}`}>
      <th scope="row">{row.line}</th>
      <td colSpan={4}>
        <Form visit={visit} action={rowPath(row)} swaps={`#row-${row.line}`}>
          <input type="hidden" name="seen" value={seenAs(row)} />
          {tooLate && <Notice kind="bad">{t('lists:tooLate')}</Notice>}
          <Standing t={t} row={row} />
          {row.written && <p class="muted">{t('lists:written', { text: row.written })}</p>}
          {row.problems.map((problem) => (
            <p class="error">{problemWords(t, problem)}</p>
          ))}
          <RowFields t={t} row={row} />
          <div class="actions">
            <Submit>{t('lists:save')}</Submit>
            <a href={`${listPath(row.list)}#row-${row.line}`} hx-boost="false">
              {t('lists:leave')}
            </a>
          </div>
        </Form>
      </td>
    </tr>
  );
}

function RowFields({ t, row: { answers, notPhone, age, problems } }: { t: Translate; row: ReviewedRow }) {
  const { name, birthYear, gender, phone, cardType, cardNumber, pinCode, comorbidity } = answers;
  const none = { value: '', label: '–' };
  const genders = GENDERS.map((value) => ({ value, label: t(`lists:gender.${value}`) }));
  const cards = CARD_TYPES.map((value) => ({ value, label: t(`lists:card.${value}`) }));
  const ill = (['yes', 'no'] as const).map((value) => ({ value, label: t(`lists:ill.${value}`) }));
  const born = birthYear === undefined ? age : birthYear;
  // Where the first mistake is, the writing begins.
  const [first] = problems.flatMap(({ field }) => (field === 'cardNumber' && !cardType ? ['cardType'] : [field]));
  const starts = (field: string) => ({ autofocus: field === (first ?? 'name') });
  return (
    <div class="row">
      <Field label={t('lists:field.name')} name="name" value={name} autocomplete="off" {...starts('name')} />
      <Field
        {...{ label: t('lists:field.age'), name: 'age', value: `${born ?? ''}`, inputmode: 'numeric' }}
        {...{ autocomplete: 'off', ...starts('age') }}
      />
      <Choose label={t('lists:field.gender')} name="gender" value={gender ?? ''} options={[none, ...genders]} />
      <Field
        label={t('lists:field.phone')}
        name="phone"
        value={phone?.replace('+91', '') ?? notPhone}
        inputmode="tel"
        autocomplete="off"
        {...starts('phone')}
      />
      <Choose label={t('lists:field.cardType')} name="cardType" value={cardType ?? ''} options={[none, ...cards]} />
      <Field
        {...{ label: t('lists:field.cardNumber'), name: 'cardNumber', value: cardNumber, autocomplete: 'off' }}
        {...starts('cardNumber')}
      />
      <Field
        {...{ label: t('lists:field.pinCode'), name: 'pinCode', value: pinCode, inputmode: 'numeric' }}
        {...{ autocomplete: 'off', ...starts('pinCode') }}
      />
      <Choose
        label={t('lists:field.comorbidity')}
        name="comorbidity"
        value={comorbidity ?? ''}
        options={[none, ...ill]}
      />
    </div>
  );
}
