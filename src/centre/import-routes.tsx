/** `/centre/import/…`: a table is read, shown as it was understood, and brought in once every row is right and somebody says yes. */
import type { Store } from '../store';
import type { Import, ImportKind } from '../store/imports';
import { confirmImport } from '../vaccination/apply-import';
import { CENTRE_COLUMNS, planCentres } from '../vaccination/import-centres';
import { planSessions, SESSION_COLUMNS, type ImportPlan } from '../vaccination/import-sessions';
import type { Column } from '../vaccination/rules/read-table';
import { audit } from '../web/audit';
import { toCsv } from '../web/csv';
import { seesDistrict, type Right } from '../web/rights';
import type { Answered, Route, Visit } from '../web/route';
import { readPasted, readSheet, type SheetRefusal } from '../web/spreadsheet';
import { BringIn, Brought, Preview } from './import-page';
import { centresOfStaff } from './session-scope';

const KINDS: readonly { kind: ImportKind; right: Right }[] = [
  { kind: 'sessions', right: 'importSessions' },
  { kind: 'centres', right: 'importCentres' },
];

export const importRoutes = (store: Store): Route[] =>
  KINDS.flatMap(({ kind, right }): Route[] => {
    const path = `/centre/import/${kind}`;
    const theirs = (run: (visit: Visit, table: Import) => Promise<Answered>) => ({
      right,
      run: async (visit: Visit): Promise<Answered> => {
        const table = await store.imports.get(visit.params['table'] ?? '');
        return table?.kind === kind && table.staff === visit.staff._id ? run(visit, table) : { missing: true };
      },
    });
    return [
      { method: 'get', path, right, run: (visit) => Promise.resolve(asked(visit, kind)) },
      { method: 'get', path: `${path}/template.csv`, right, run: () => Promise.resolve(template(kind)) },
      { method: 'post', path, right, uploads: true, run: (visit) => take(store, visit, kind) },
      { method: 'get', path: `${path}/:table`, ...theirs((visit, table) => preview(store, visit, table)) },
      { method: 'get', path: `${path}/:table/errors.csv`, ...theirs((visit, table) => errors(store, visit, table)) },
      { method: 'post', path: `${path}/:table`, ...theirs((visit, table) => confirm(store, visit, table)) },
    ];
  });

function asked(visit: Visit, kind: ImportKind, refused?: SheetRefusal): Answered {
  const page = <BringIn visit={visit} kind={kind} refused={refused} />;
  return { page, title: visit.t(`sessions:bring.${kind}`), status: refused ? 422 : 200 };
}

/** A file, or else what was pasted. */
async function take(store: Store, visit: Visit, kind: ImportKind): Promise<Answered> {
  const { files, form, staff, now, once } = visit;
  const file = files['file'];
  const isFile = file !== undefined && file.bytes.length > 0;
  const sheet = isFile ? await readSheet(file) : readPasted(form['pasted'] ?? '');
  if ('refused' in sheet) return asked(visit, kind, sheet.refused);
  const id = store.vault.idOf(`import:${staff._id}:${once}`);
  const fileName = isFile ? file.name.slice(0, 100) : '';
  await store.imports.plan({ _id: id, kind, staff: staff._id, fileName, at: now, rows: sheet.rows });
  return { to: `/centre/import/${kind}/${id}` };
}

/** Made anew each time: what is there may have changed meanwhile. */
async function planOf(store: Store, visit: Visit, { kind, rows }: Import): Promise<ImportPlan> {
  const { staff, now } = visit;
  if (kind === 'centres') return planCentres(store, { rows, sees: (district) => seesDistrict(staff, district) });
  return planSessions(store, { rows, centres: await centresOfStaff(store, visit), now });
}

async function preview(store: Store, visit: Visit, table: Import, status = 200): Promise<Answered> {
  const { t } = visit;
  if (table.status !== 'planned')
    return { page: <Brought visit={visit} table={table} />, title: t('sessions:brought') };
  const plan = await planOf(store, visit, table);
  return {
    page: <Preview visit={visit} table={table} plan={plan} />,
    title: t(`sessions:bring.${table.kind}`),
    status,
  };
}

async function confirm(store: Store, visit: Visit, table: Import): Promise<Answered> {
  const plan = await planOf(store, visit, table);
  const isDone = await confirmImport(store, { id: table._id, plan, now: visit.now });
  const after = await store.imports.get(table._id);
  if (after?.status === 'planned') return preview(store, visit, after, 422);
  if (isDone) {
    const detail = { kind: table.kind, file: table.fileName, rows: table.rows.length - 1 };
    await audit(visit, { action: 'table.broughtIn', about: `import:${table._id}`, detail });
  }
  return { to: `/centre/import/${table.kind}/${table._id}` };
}

const COLUMNS: Readonly<Record<ImportKind, Readonly<Record<string, Column>>>> = {
  sessions: SESSION_COLUMNS,
  centres: CENTRE_COLUMNS,
};
const EXAMPLES: Readonly<Record<ImportKind, (string | number)[]>> = {
  sessions: ['kol-sambhunath', '2021-03-09', 'COVISHIELD', '09:00-17:00', 120, 70, 30, 0, 30],
  centres: ['kol-new', 'New Hospital', 'নতুন হাসপাতাল', 'नया अस्पताल', 'Kolkata', '700020', 22.5385, 88.3475, 0],
};

/** Its columns under their English names, which every language's staff can give back. */
function template(kind: ImportKind): Answered {
  const head = Object.values(COLUMNS[kind]).map(({ names: [name = ''] }) => name);
  return { file: toCsv([head, EXAMPLES[kind]]), type: 'text/csv', name: `${kind}-template.csv` };
}

/** Only the rows that are wrong, as they were, with what is wrong: to be put right and brought in. */
async function errors(store: Store, visit: Visit, table: Import): Promise<Answered> {
  const { t } = visit;
  const plan = await planOf(store, visit, table);
  const wrong = plan.status === 'read' ? plan.rows.filter(({ faults }) => faults.length > 0) : [];
  const fields = Object.keys(COLUMNS[table.kind]);
  const head = Object.values(COLUMNS[table.kind]).map(({ names: [name = ''] }) => name);
  const rows = wrong.map(({ row, values, faults }) => [
    ...fields.map((field) => values[field] ?? ''),
    row,
    faults.map(({ why }) => t(`sessions:fault.${why}`)).join(' '),
  ]);
  const all = [[...head, t('sessions:row'), t('sessions:whatIsWrong')], ...rows];
  return { file: toCsv(all), type: 'text/csv', name: `${table.kind}-errors.csv` };
}
