/** Everybody's own account: language, password, the way out. */
import { timeOf } from '../clock';
import { LANGUAGES } from '../conversation/vocabulary';
import { audit } from './audit';
import { Choose, Field, Form, Notice, Panel, Submit } from './components';
import { hashPassword } from './passwords';
import type { Answered, Route, Visit } from './route';
import { LONGEST_PASSWORD, prove, type SignInDeps } from './sign-in';
import { CodeField, OWN_NAMES } from './sign-in-page';

const LEAST = 12;

export function accountRoutes(deps: SignInDeps): Route[] {
  const right = 'own';
  return [
    { method: 'get', path: '/account', right, run: (visit) => Promise.resolve(page(visit)) },
    { method: 'post', path: '/account/language', right, run: setLanguage(deps) },
    { method: 'post', path: '/account/password', right, run: setPassword(deps) },
  ];
}

/** What is wrong with a new password, under the field it is about, or above them all. */
type Wrong = Partial<Record<'all' | 'new' | 'again', string>>;

const page = (visit: Visit, wrong?: Wrong): Answered => ({
  page: <Account visit={visit} wrong={wrong ?? {}} />,
  title: visit.t('account:own.title'),
  status: wrong ? 422 : 200,
});

function Account({ visit, wrong }: { visit: Visit; wrong: Wrong }) {
  const { t, staff } = visit;
  return (
    <>
      <p>{t('account:own.who', { name: staff.name, role: t(`shared:role.${staff.role}`) })}</p>
      <Panel title={t('account:own.language')}>
        <LanguageForm visit={visit} />
      </Panel>
      <Panel title={t('account:own.change')}>
        {wrong.all && <Notice kind="bad">{wrong.all}</Notice>}
        <PasswordForm visit={visit} wrong={wrong} />
      </Panel>
      <Panel title={t('account:own.out')}>
        <p>{t('account:own.outWhy')}</p>
        <Form visit={visit} action="/sign-out">
          <Submit second>{t('account:own.outDo')}</Submit>
        </Form>
      </Panel>
    </>
  );
}

function LanguageForm({ visit }: { visit: Visit }) {
  const options = LANGUAGES.map((value) => ({ value, label: OWN_NAMES[value] }));
  const label = visit.t('account:signIn.languages');
  return (
    <Form visit={visit} action="/account/language">
      <Choose label={label} name="language" value={visit.language} options={options} />
      <Submit second>{visit.t('account:own.languageDo')}</Submit>
    </Form>
  );
}

function PasswordForm({ visit, wrong }: { visit: Visit; wrong: Wrong }) {
  const { t, staff } = visit;
  const hidden = { type: 'password', required: true };
  return (
    <Form visit={visit} action="/account/password">
      {/* For the browser's own keeper of passwords. */}
      <input type="text" name="username" value={staff.name} autocomplete="username" hidden readOnly />
      <Field {...hidden} label={t('account:own.old')} name="old" autocomplete="current-password" />
      <Field
        {...{ ...hidden, label: t('account:own.new'), name: 'new', autocomplete: 'new-password' }}
        {...{ hint: t('account:own.newHint', { least: LEAST }), error: wrong.new }}
      />
      <Field
        {...{ ...hidden, label: t('account:own.again'), name: 'again', autocomplete: 'new-password' }}
        error={wrong.again}
      />
      <CodeField t={t} />
      <Submit>{t('account:own.changeDo')}</Submit>
    </Form>
  );
}

function setLanguage({ store }: SignInDeps): Route['run'] {
  return async (visit) => {
    const language = LANGUAGES.find((each) => each === visit.form['language']);
    if (!language) return page(visit);
    await store.staff.setLanguage(visit.staff._id, language);
    await audit(visit, { action: 'staff.languageChanged', about: `staff:${visit.staff._id}`, detail: { language } });
    return { to: '/account' };
  };
}

function setPassword(deps: SignInDeps): Route['run'] {
  return async (visit) => {
    const { staff, session, t } = visit;
    const wrong = wrongWith(visit) ?? (await unproved(deps, visit));
    if (wrong) return page(visit, wrong);
    await deps.store.staff.setPassword(staff._id, await hashPassword(visit.form['new'] ?? ''));
    // Whoever else had the old one is out with it.
    await deps.store.webSessions.closeAllOf(staff._id, session);
    await deps.store.apiSessions.endAllOf(staff._id);
    await audit(visit, { action: 'staff.passwordChanged', about: `staff:${staff._id}` });
    return { to: '/account', notice: t('account:own.changed') };
  };
}

function wrongWith({ form, t }: Visit): Wrong | null {
  const { old, new: wanted = '', again } = form;
  const length = Array.from(wanted.normalize('NFC')).length;
  if (length < LEAST) return { new: t('account:own.tooShort', { least: LEAST }) };
  if (wanted.length > LONGEST_PASSWORD) return { new: t('account:own.tooLong', { most: LONGEST_PASSWORD }) };
  if (wanted === old) return { new: t('account:own.same') };
  return wanted === again ? null : { again: t('account:own.different') };
}

/** A session that somebody else sits at is not enough to take an account over. */
async function unproved(deps: SignInDeps, { staff, form, ip, now, t }: Visit): Promise<Wrong | null> {
  const { old: password = '', code = '' } = form;
  const proved = await prove(deps, { name: staff.name, password, code, ip, now });
  if (proved.status === 'right') return null;
  if (proved.status === 'wrong') return { all: t('account:own.wrong') };
  return { all: t('account:own.locked', { time: timeOf(proved.until) }) };
}
