/** Somebody without a date for today: known by their number and card, or registered on the spot. */
import { CARD_TYPES, GENDERS, LANGUAGES, type Answers, type Language } from '../conversation/vocabulary';
import type { Store } from '../store';
import { typedCard, typedDigits } from '../vaccination/rules/typed';
import { walkIn, type KnownHere, type NewHere, type WalkedIn } from '../vaccination/walk-in';
import { audit } from '../web/audit';
import { Choose, Field, Form, Notice, Panel, Submit } from '../web/components';
import type { Answered, Route, Visit } from '../web/route';
import { hereOf, listPath, MISSING, whoOf, type Here } from './day-scope';
import { pathOf } from './on-day';

const PATH = '/centre/day/walk-in';

export const walkInRoutes = ({ store }: { store: Store }): Route[] => [
  { method: 'get', path: PATH, right: 'day', run: (visit) => form(store, visit) },
  { method: 'post', path: `${PATH}/known`, right: 'day', run: (visit) => come(store, visit, knownIn(visit.form)) },
  { method: 'post', path: `${PATH}/new`, right: 'day', run: (visit) => come(store, visit, newIn(visit.form)) },
];

async function form(store: Store, visit: Visit): Promise<Answered> {
  const here = await hereOf(store, visit);
  return here ? page(visit, here) : MISSING;
}

const page = (visit: Visit, here: Here, wrong?: string): Answered => ({
  title: visit.t('day:tile.walkIn'),
  page: <WalkIn visit={visit} here={here} wrong={wrong} />,
  ...(wrong ? { status: 422 } : {}),
});

async function come(store: Store, visit: Visit, who: NewHere | KnownHere): Promise<Answered> {
  const here = await hereOf(store, visit);
  if (!here) return MISSING;
  const { once: key, now, t } = visit;
  const came = await walkIn(store, { centre: here.centre, who, by: whoOf(visit), key, now });
  await writeDown(visit, came);
  if (came.status === 'alreadyHere') return { to: pathOf(came.appointment), notice: t('day:done.alreadyHere') };
  if (came.status !== 'here')
    return page(visit, here, came.status === 'tooManyTries' ? 'tooManySearches' : came.status);
  if (came.code === null) return { to: pathOf(came.appointment), notice: t('day:done.walkedIn') };
  return { title: t('day:paper.title'), page: <Paper visit={visit} code={came.code} to={pathOf(came.appointment)} /> };
}

async function writeDown(visit: Visit, came: WalkedIn): Promise<void> {
  if (came.status === 'here') {
    const detail = { appointment: came.appointment, onPaper: came.code !== null };
    await audit(visit, { action: 'person.walkedIn', about: `person:${came.person}`, detail });
  } else if (came.status === 'notFound' || came.status === 'tooManyTries') {
    await audit(visit, { action: 'person.notFound', about: null, why: came.status });
  }
}

/** Once: it is written on a slip of paper, and said back at the table. */
function Paper({ visit: { t }, code, to }: { visit: Visit; code: string; to: string }) {
  return (
    <>
      <link rel="stylesheet" href="/assets/day.css" />
      <Notice kind="info">
        <p>{t('day:paper.how')}</p>
        <p class="code">{code}</p>
      </Notice>
      <p>
        <a class="button first" href={to}>
          {t('day:paper.next')}
        </a>
      </p>
    </>
  );
}

const knownIn = (fields: Visit['form']): KnownHere => ({
  ...{ reference: fields['reference'] ?? '', cardLast4: fields['last4'] ?? '' },
});

function newIn(fields: Visit['form']): NewHere {
  const { name = '', born = '', gender, cardType, cardNumber = '', pin = '', phone = '', illness } = fields;
  const answers: Answers = {
    ...(name.trim() ? { name: name.normalize('NFC').trim().slice(0, 80) } : {}),
    ...bornIn(typedDigits(born)),
    ...pick(GENDERS, gender, 'gender'),
    ...pick(CARD_TYPES, cardType, 'cardType'),
    ...(cardNumber ? { cardNumber: typedCard(cardNumber) } : {}),
    ...(typedDigits(pin) ? { pinCode: typedDigits(pin) } : {}),
    ...pick(['yes', 'no'], illness, 'comorbidity'),
  };
  return { answers, phone: phone.trim(), language: languageIn(fields['language']) };
}

/** As it is said: years, or the year. */
function bornIn(digits: string): Answers {
  if (digits.length === 4) return { birthYear: Number(digits) };
  return digits === '' ? {} : { age: Number(digits) };
}

function pick(known: readonly string[], given: string | undefined, name: keyof Answers): Answers {
  return given !== undefined && known.includes(given) ? { [name]: given } : {};
}

const languageIn = (given: string | undefined): Language => LANGUAGES.find((each) => each === given) ?? 'bn';

interface Props {
  visit: Visit;
  here: Here;
  wrong: string | undefined;
}

function WalkIn({ visit, here, wrong }: Props) {
  const { t, language } = visit;
  const isNew = visit.path.endsWith('/new');
  return (
    <>
      <link rel="stylesheet" href="/assets/day.css" />
      <p>
        <a href={listPath(here.centre._id)}>← {t('day:person.back')}</a>
      </p>
      <p class="big">{here.centre.names[language]}</p>
      {wrong && (
        <Notice kind="bad">
          <p class="big">{t(`day:why.${wrong}`)}</p>
          <p>{t(`day:what.${wrong}`)}</p>
        </Notice>
      )}
      <div class="grid">
        <Known visit={visit} here={here} fields={isNew ? {} : visit.form} />
        <New visit={visit} here={here} fields={isNew ? visit.form : {}} />
      </div>
    </>
  );
}

interface FormProps {
  visit: Visit;
  here: Here;
  fields: Visit['form'];
}

function Known({ visit, here, fields }: FormProps) {
  const { t } = visit;
  return (
    <Panel title={t('day:walkIn.known')}>
      <p>{t('day:walkIn.knownHow')}</p>
      <Form visit={visit} action={`${PATH}/known`}>
        <input type="hidden" name="centre" value={here.centre._id} />
        <Field
          label={t('day:walkIn.reference')}
          name="reference"
          required
          inputmode="numeric"
          autocomplete="off"
          value={fields['reference']}
        />
        <Field label={t('day:walkIn.last4')} name="last4" required autocomplete="off" value={fields['last4']} />
        <Submit>{t('day:walkIn.give')}</Submit>
      </Form>
    </Panel>
  );
}

function New({ visit, here, fields }: FormProps) {
  const { t, language } = visit;
  const options = (values: readonly string[], group: string) =>
    values.map((value) => ({ value, label: t(`day:${group}.${value}`) }));
  const choose = [{ value: '', label: t('day:walkIn.choose') }];
  const off = { autocomplete: 'off' } as const;
  return (
    <Panel title={t('day:walkIn.new')}>
      <Form visit={visit} action={`${PATH}/new`}>
        <input type="hidden" name="centre" value={here.centre._id} />
        <Field label={t('day:walkIn.name')} name="name" required maxlength={80} {...off} value={fields['name']} />
        <div class="row">
          <Field
            label={t('day:walkIn.born')}
            hint={t('day:walkIn.bornHint')}
            name="born"
            required
            inputmode="numeric"
            {...off}
            value={fields['born']}
          />
          <Choose
            label={t('day:person.gender')}
            name="gender"
            required
            value={fields['gender']}
            options={[...choose, ...options(GENDERS, 'gender')]}
          />
        </div>
        <div class="row">
          <Choose
            label={t('day:walkIn.card')}
            name="cardType"
            required
            value={fields['cardType']}
            options={[...choose, ...options(CARD_TYPES, 'card')]}
          />
          <Field label={t('day:walkIn.cardNumber')} name="cardNumber" required {...off} value={fields['cardNumber']} />
        </div>
        <Field
          label={t('day:walkIn.phone')}
          hint={t('day:walkIn.phoneHint')}
          name="phone"
          type="tel"
          {...off}
          value={fields['phone']}
        />
        <div class="row">
          <Choose
            label={t('day:walkIn.language')}
            name="language"
            value={fields['language'] ?? language}
            options={options(LANGUAGES, 'language')}
          />
          <Choose
            label={t('day:walkIn.illness')}
            hint={t('day:walkIn.illnessHint')}
            name="illness"
            value={fields['illness']}
            options={[{ value: '', label: t('day:walkIn.notAsked') }, ...options(['yes', 'no'], 'answer')]}
          />
          <Field
            label={t('day:walkIn.pin')}
            hint={t('day:walkIn.pinHint', { pin: here.centre.pin })}
            name="pin"
            inputmode="numeric"
            {...off}
            value={fields['pin']}
          />
        </div>
        <Submit>{t('day:walkIn.register')}</Submit>
      </Form>
    </Panel>
  );
}
