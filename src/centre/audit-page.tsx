/** The audit trail as the auditor reads it: who looked at what or changed it, and whether all of it stands as it was written. */
import { dayOf, timeOf } from '../clock';
import type { Store } from '../store';
import type { AuditEntry, AuditFilter } from '../store/audit';
import type { Verified } from '../store/audit-chain';
import { audit } from '../web/audit';
import { Field, Form, Link, Notice, Panel, Submit, Table } from '../web/components';
import type { Answered, Route, Visit } from '../web/route';

interface AuditDeps {
  store: Pick<Store, 'audit' | 'staff' | 'persons'>;
}

/** As many as a table can still be read by eye. */
const ON_PAGE = 50;
const PATH = '/centre/audit';

export function auditRoutes(deps: AuditDeps): Route[] {
  const right = 'audit';
  return [
    { method: 'get', path: PATH, right, run: (visit) => read(deps, visit) },
    { method: 'post', path: `${PATH}/check`, right, run: (visit) => check(deps, visit) },
  ];
}

/** As it is written into the fields. */
type Asked = Readonly<Record<'staff' | 'action' | 'about', string>>;

async function read(deps: AuditDeps, visit: Visit): Promise<Answered> {
  const { staff = '', action = '', about = '', before = '' } = visit.query;
  const asked: Asked = { staff: staff.trim(), action: action.trim(), about: about.trim() };
  const filter = await filterOf(deps, asked);
  const older = /^\d{1,15}$/.test(before) ? { before: Number(before) } : {};
  const found = filter && (await deps.store.audit.find({ ...filter, ...older }, ON_PAGE));
  await audit(visit, { action: 'audit.read', about: filter?.about ?? null, detail: given({ ...asked, before }) });
  return pageOf({ visit, asked, found });
}

const pageOf = (trail: TrailProps): Answered => ({
  title: trail.visit.t('audit:title'),
  page: <Trail {...trail} />,
});

const given = (asked: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value));

/** `null`: nobody has this name or this number. */
async function filterOf({ store }: AuditDeps, { staff, action, about }: Asked): Promise<AuditFilter | null> {
  const who = staff ? await store.staff.byName(staff) : undefined;
  const person = /^\d{14}$/.test(about) ? await store.persons.byReference(about) : undefined;
  if (who === null || person === null) return null;
  return {
    ...(who ? { staff: who._id } : {}),
    ...(action ? { action } : {}),
    ...(about ? { about: person ? `person:${person._id}` : about } : {}),
  };
}

async function check({ store }: AuditDeps, visit: Visit): Promise<Answered> {
  const verified = await store.audit.verify();
  await audit(visit, { action: 'audit.verified', about: null, detail: verified });
  const found = await store.audit.find({}, ON_PAGE);
  return pageOf({ visit, asked: { staff: '', action: '', about: '' }, found, verified });
}

interface TrailProps {
  visit: Visit;
  asked: Asked;
  found: AuditEntry[] | null;
  verified?: Verified;
}

function Trail({ visit, asked, found, verified }: TrailProps) {
  const { t } = visit;
  const last = found?.length === ON_PAGE ? found.at(-1) : undefined;
  return (
    <>
      {verified && <Result visit={visit} verified={verified} />}
      <Search visit={visit} asked={asked} />
      {!found && <Notice kind="info">{t('audit:nobody')}</Notice>}
      {found?.length === 0 && <Notice kind="info">{t('audit:nothing')}</Notice>}
      {found && found.length > 0 && <Entries visit={visit} entries={found} />}
      {last && (
        <p>
          <Link to={pathTo({ ...asked, before: String(last.seq) })}>{t('audit:older')}</Link>
        </p>
      )}
      <Panel title={t('audit:check')}>
        <p>{t('audit:checkWhy')}</p>
        <Form visit={visit} action={`${PATH}/check`}>
          <Submit second>{t('audit:checkDo')}</Submit>
        </Form>
      </Panel>
    </>
  );
}

function Result({ visit: { t }, verified: { entries, broken } }: { visit: Visit; verified: Verified }) {
  if (!broken) return <Notice kind="good">{t('audit:whole', { entries })}</Notice>;
  return <Notice kind="bad">{t(`audit:broken.${broken.what}`, { seq: broken.seq, entries })}</Notice>;
}

function Search({ visit: { t }, asked }: { visit: Visit; asked: Asked }) {
  return (
    <form method="get" action={PATH} class="row" role="search">
      <Field label={t('audit:staff')} name="staff" value={asked.staff} />
      <Field label={t('audit:about')} name="about" value={asked.about} hint={t('audit:aboutHint')} />
      <Field label={t('audit:action')} name="action" value={asked.action} hint={t('audit:actionHint')} />
      <Submit>{t('audit:search')}</Submit>
    </form>
  );
}

/** A hyphen at which no line ends. */
const UNBROKEN = '\u2011';
const COLUMNS = ['seq', 'at', 'staff', 'from', 'action', 'about', 'why', 'detail'] as const;

function Entries({ visit, entries }: { visit: Visit; entries: readonly AuditEntry[] }) {
  const { t } = visit;
  const head = COLUMNS.map((column) => t(`audit:column.${column}`));
  const rows = entries.map((entry) => [
    entry.seq,
    `${dayOf(entry.at)} ${timeOf(entry.at)}`.replaceAll('-', UNBROKEN),
    <Who visit={visit} entry={entry} />,
    entry.from,
    <Link to={pathTo({ action: entry.action })}>{entry.action}</Link>,
    entry.about && <Link to={pathTo({ about: entry.about })}>{entry.about}</Link>,
    entry.unreadable ? <span class="chip bad">{t('audit:unreadable')}</span> : entry.why,
    detailText(entry.detail),
  ]);
  return <Table caption={t('audit:caption', { count: entries.length })} head={head} rows={rows} numbers={[0]} />;
}

function Who({ visit: { t }, entry: { name, role } }: { visit: Visit; entry: AuditEntry }) {
  if (!name) return <span class="muted">{t('audit:unknown')}</span>;
  if (!role) return <>{name}</>;
  return <Link to={pathTo({ staff: name })}>{t('shared:who', { name, role: t(`shared:role.${role}`) })}</Link>;
}

/** What was said to people and of them stays sealed: an auditor needs to know that it was said, and sees no people. */
const WORDS: readonly string[] = ['words', 'said', 'answer'];

/** `dose: 2, vaccine: COVAXIN` */
function detailText(detail: unknown): string {
  if (detail === null || typeof detail !== 'object') return plain(detail ?? '');
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${WORDS.includes(name) && value ? '…' : plain(value)}`)
    .join(', ');
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const pathTo = (asked: Record<string, string>): string => `${PATH}?${new URLSearchParams(given(asked)).toString()}`;
