/** A page of the day that goes on without network: the browser keeps it, the list, and what is recorded until it can be sent. */
import { CARD_TYPES, GENDERS, type Language } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Centre } from '../store/places';
import { Field, Notice, Submit } from '../web/components';
import type { Answered, Route, Visit } from '../web/route';

const PATH = '/centre/offline';

export const offlineRoutes = ({ store }: { store: Store }): Route[] => [
  { method: 'get', path: PATH, right: 'day', run: (visit) => shell(store, visit) },
  // A page out of the browser's store has the form key of an earlier session: this one it asks for when it sends.
  {
    method: 'get',
    path: `${PATH}/pass.json`,
    right: 'day',
    run: ({ csrf, staff }) => Promise.resolve({ json: { csrf, staff: staff._id } }),
  },
];

/** Why something is not as it was recorded: `DoseOutcome`, `WalkedIn` and what is checked before. */
const REASONS = [
  ...['wrongCode', 'cardDiffers', 'tooManyTries', 'ownSlip', 'noBatch', 'cancelled', 'moved', 'displaced', 'notToday'],
  ...['already', 'elsewhere', 'takenBack', 'otherVaccine', 'tooEarly', 'allGiven', 'unknown', 'late', 'future'],
  ...['noPlace', 'tooYoung', 'cardTaken', 'cardWrong', 'numberFull', 'notFound', 'notDue', 'incomplete', 'ageUnlikely'],
  ...['askBirthYear', 'askIllness', 'pinUnknown', 'phoneWrong', 'unknownVaccine', 'unknownCentre', 'beforeProgramme'],
];

/** What its scripts say; a value stands in its braces until they know it. */
const SAID = [
  ...['offline:online', 'offline:noNetwork', 'offline:listOf', 'offline:noList', 'offline:toSend', 'offline:allSent'],
  ...['offline:signIn', 'offline:othersDeeds', 'offline:fetching', 'offline:sending', 'offline:failed'],
  ...['offline:notToday', 'offline:arrived', 'offline:vaccinate', 'offline:person', 'offline:bring', 'offline:slot'],
  ...['offline:nobody', 'offline:cardDiffers', 'offline:codeWanted', 'offline:batchWanted', 'offline:walkInTwo'],
  ...['offline:conflict', 'offline:seen', 'offline:second', 'offline:certificate', 'offline:insecure'],
  ...['booked', 'arrived', 'vaccinated', 'waiting', 'missed'].map((status) => `offline:status.${status}`),
  ...['arrived', 'vaccinated', 'walkIn'].map((deed) => `offline:here.${deed}`),
  ...CARD_TYPES.map((card) => `offline:card.${card}`),
  ...REASONS.map((reason) => `day:why.${reason}`),
];
const VALUES = ['n', 'time', 'day', 'name', 'born', 'dose', 'card', 'last4', 'from', 'to', 'vaccine', 'why'];
const AS_THEY_ARE = Object.fromEntries(VALUES.map((name) => [name, `{{${name}}}`]));

async function shell(store: Store, visit: Visit): Promise<Answered> {
  const { t, staff, language } = visit;
  const centres = (await Promise.all(staff.centres.map((id) => store.places.centre(id)))).filter(
    (each) => each !== null,
  );
  const words = Object.fromEntries(SAID.map((key) => [key.replace(/^.*:/, ''), t(key, AS_THEY_ARE)]));
  return {
    title: t('offline:title'),
    page: (
      <div id="offline" data-words={JSON.stringify(words)} data-language={language} data-staff={staff._id}>
        <link rel="stylesheet" href="/assets/offline/offline.css" />
        <script type="module" src="/assets/offline/offline.js" />
        <noscript>
          <Notice kind="bad">{t('offline:noScript')}</Notice>
        </noscript>
        <p>{t('offline:intro')}</p>
        <div id="state" class="notice info" role="status" />
        <div class="actions">
          <CentreChoice centres={centres} language={language} label={t('offline:centre')} />
          <button type="button" id="fetch" class="second">
            {t('offline:fetch')}
          </button>
          <button type="button" id="send" class="second">
            {t('offline:send')}
          </button>
        </div>
        <section id="conflicts" aria-label={t('offline:conflicts')} aria-live="polite" />
        <Field label={t('offline:search')} name="search" type="search" autocomplete="off" />
        <WalkIn t={t} />
        <section id="list" aria-label={t('offline:title')} />
        <Dialog t={t} />
      </div>
    ),
  };
}

function CentreChoice({ centres, language, label }: { centres: readonly Centre[]; language: Language; label: string }) {
  return (
    <select id="centre" aria-label={label} hidden={centres.length < 2}>
      {centres.map(({ _id, names }) => (
        <option key={_id} value={_id}>
          {names[language]}
        </option>
      ))}
    </select>
  );
}

/** What is compared and typed before a dose is recorded. */
function Dialog({ t }: Pick<Visit, 't'>) {
  return (
    <dialog id="dose" aria-labelledby="dose-name">
      <form id="dose-form" novalidate>
        <h2 id="dose-name" tabIndex={-1} />
        <p id="dose-facts" class="big" />
        <div id="dose-checks">
          <Field label={t('offline:code')} name="code" inputmode="numeric" autocomplete="off" maxlength={4} />
        </div>
        <Field label={t('offline:last4')} name="cardLast4" autocomplete="off" maxlength={4} />
        <Field label={t('offline:batch')} name="batch" autocomplete="off" maxlength={20} />
        <p id="dose-error" class="error" role="alert" />
        <div class="actions">
          <Submit>{t('offline:record')}</Submit>
          <button type="button" id="dose-close" class="second">
            {t('offline:close')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function WalkIn({ t }: Pick<Visit, 't'>) {
  // Nothing is chosen beforehand: what is sent in a hurry must have been meant.
  const options = (name: string, values: readonly string[]) => [
    <option value="">{t('offline:choose')}</option>,
    ...values.map((value) => <option value={value}>{t(`offline:${name}.${value}`)}</option>),
  ];
  return (
    <details class="panel">
      <summary>{t('offline:walkIn')}</summary>
      <p class="hint">{t('offline:walkInHint')}</p>
      <form id="walk-in" novalidate>
        <div class="row">
          <Field label={t('offline:name')} name="name" autocomplete="off" />
          <Field label={t('offline:age')} name="age" inputmode="numeric" autocomplete="off" />
          <label class="field">
            {t('offline:gender')}
            <select name="gender">{options('gender', GENDERS)}</select>
          </label>
          <label class="field">
            {t('offline:cardType')}
            <select name="cardType">{options('card', CARD_TYPES)}</select>
          </label>
          <Field label={t('offline:cardNumber')} name="cardNumber" autocomplete="off" />
          <Field label={t('offline:phone')} name="phone" type="tel" autocomplete="off" />
        </div>
        <p id="walk-in-error" class="error" role="alert" />
        <Submit>{t('offline:walkInRecord')}</Submit>
      </form>
    </details>
  );
}
