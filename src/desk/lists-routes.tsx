/** `/desk/lists`: a village's people as a health worker wrote them, put right, and asked on their own telephones. */
import { yearOf } from '../clock';
import { CARD_TYPES, LOCALES } from '../conversation/vocabulary';
import type { Store } from '../store';
import { EDITABLE, type VillageList } from '../store/village-lists';
import { readFields, readVillageList, type Told } from '../understanding/village-list';
import { reviewRows, type ReviewedRow } from '../vaccination/review-rows';
import { LONGEST_PLACE } from '../vaccination/rules/listed-names';
import { editRow, makeList, MOST_ASKED_A_DAY, MOST_ROWS, sendList } from '../vaccination/village-lists';
import { audit } from '../web/audit';
import { toCsv } from '../web/csv';
import type { Answered, Route, Visit } from '../web/route';
import { readPasted, readSheet, type Sheet, type SheetRefused } from '../web/spreadsheet';
import { FreshProgress, ListPage } from './list';
import { EditedRow, listPath, Row, seenAs } from './list-row';
import { problemWords } from './list-words';
import { ListsPage, NewListPage } from './lists';

export interface ListDeps {
  store: Store;
}

const LISTS = '/desk/lists';
const MOST_LISTS = 100;

export function listRoutes({ store }: ListDeps): Route[] {
  const of = (path: string, method: Route['method'], run: OnList): Route => ({
    ...{ method, path: `${LISTS}/:list${path}`, right: 'lists' },
    run: (visit) => onOwn(store, visit, run),
  });
  return [
    { method: 'get', path: LISTS, right: 'lists', run: (visit) => overview(store, visit) },
    { method: 'get', path: `${LISTS}/new`, right: 'lists', run: (visit) => Promise.resolve(newList(visit)) },
    { method: 'post', path: `${LISTS}/new`, right: 'lists', uploads: true, run: (visit) => make(store, visit) },
    of('', 'get', show),
    of('/send', 'post', send),
    of('/missing.csv', 'get', missing),
    of('/:line', 'get', showRow),
    of('/:line', 'post', saveRow),
  ];
}

type OnList = (store: Store, visit: Visit, list: VillageList, rows: ReviewedRow[]) => Promise<Answered>;

/** Whose list it is not does not learn that there is one. */
async function onOwn(store: Store, visit: Visit, run: OnList): Promise<Answered> {
  const list = await store.villageLists.list(visit.params['list'] ?? '');
  if (list?.staff !== visit.staff._id) return { missing: true };
  return run(store, visit, list, await reviewRows(store, await store.villageLists.rowsOf(list._id), visit.now));
}

async function overview({ villageLists }: Store, visit: Visit): Promise<Answered> {
  const own = await villageLists.listsOf(visit.staff._id, MOST_LISTS);
  const progress = await villageLists.progress(own.map(({ _id }) => _id));
  const lists = own.map((list) => ({
    ...list,
    counts: Object.fromEntries(progress.flatMap((each) => (each.list === list._id ? [[each.status, each.count]] : []))),
  }));
  return { page: <ListsPage visit={visit} lists={lists} />, title: visit.t('lists:title') };
}

function newList(visit: Visit, wrong: { error?: string; villageError?: string } = {}): Answered {
  const isWrong = Object.keys(wrong).length > 0;
  return {
    page: <NewListPage visit={visit} {...wrong} />,
    title: visit.t('lists:new'),
    ...(isWrong ? { status: 422 } : {}),
  };
}

async function make(store: Store, visit: Visit): Promise<Answered> {
  const { t, form, now, staff } = visit;
  const village = (form['village'] ?? '').trim().replace(/\s+/g, ' ');
  const locale = LOCALES.find((each) => each === form['locale']) ?? visit.language;
  const sheet = bounded(await givenIn(visit));
  if ('refused' in sheet) return newList(visit, { error: t(`lists:refused.${sheet.refused}`) });
  const lines = readVillageList(sheet.rows, yearOf(now));
  const made = await makeList(store, {
    key: `${staff._id}:${visit.once}`,
    staff: staff._id,
    village,
    locale,
    lines,
    now,
  });
  if (made.status === 'noVillage')
    return newList(visit, { villageError: t('lists:villageWrong', { most: LONGEST_PLACE }) });
  if (made.status !== 'made') return newList(visit, { error: t(`lists:refused.${made.status}`, { most: MOST_ROWS }) });
  await audit(visit, { action: 'list.made', about: `list:${made.list}`, detail: { people: lines.length } });
  return { to: listPath(made.list) };
}

/** A file where there is one. Whoever writes a quotation mark into a line means no table. */
async function givenIn({ form, files }: Visit): Promise<Sheet | SheetRefused> {
  const file = files['file'];
  if (file && file.bytes.length > 0) return readSheet(file);
  const people = form['people'] ?? '';
  const pasted = readPasted(people);
  const isText = 'refused' in pasted && pasted.refused === 'openQuote';
  return isText ? readPasted(people.replaceAll('"', ' ')) : pasted;
}

/** Headings, titles and such. */
const MOST_BESIDE = 50;
const LONGEST_LINE = 400;

/** Reading takes a moment for each line, in which nobody else is served: what is no village's list is not read. */
function bounded(sheet: Sheet | SheetRefused): Sheet | SheetRefused {
  if ('refused' in sheet) return sheet;
  const lines = sheet.rows.map((cells) => cells.join('').length).filter(Boolean);
  if (lines.length > MOST_ROWS + MOST_BESIDE) return { refused: 'tooManyRows' };
  return Math.max(...lines) > LONGEST_LINE ? { refused: 'cellTooLong' } : sheet;
}

const show: OnList = async (_, visit, list, rows) => {
  if (visit.isPart) return { part: <FreshProgress visit={visit} rows={rows} /> };
  return page(visit, list, rows);
};

async function page(visit: Visit, list: VillageList, rows: ReviewedRow[], edited?: number): Promise<Answered> {
  await audit(visit, { action: 'list.looked', about: `list:${list._id}` });
  const title = visit.t('lists:of', { village: list.village });
  return { page: <ListPage visit={visit} list={list} rows={rows} edited={edited} />, title };
}

const rowIn = (rows: readonly ReviewedRow[], { params }: Visit): ReviewedRow | undefined =>
  rows.find(({ line }) => String(line) === params['line']);

const showRow: OnList = async (_, visit, list, rows) => {
  const row = rowIn(rows, visit);
  if (!row) return { missing: true };
  // Whoever has been asked is shown as the list shows them.
  if (!EDITABLE.includes(row.status))
    return visit.isPart ? { part: <Row t={visit.t} row={row} /> } : page(visit, list, rows);
  return visit.isPart ? { part: <EditedRow visit={visit} row={row} /> } : page(visit, list, rows, row.line);
};

const saveRow: OnList = async (store, visit, list, rows) => {
  const row = rowIn(rows, visit);
  if (!row) return { missing: true };
  const { seen = seenAs(row) } = visit.form;
  const content = { written: row.written, ...filledIn(visit) };
  const saved = seen === seenAs(row) && (await editRow(store, row, content, visit.now));
  if (saved) await audit(visit, { action: 'list.changed', about: `list:${list._id}`, detail: { line: row.line } });
  const after = await reviewRows(store, await store.villageLists.rowsOf(list._id), visit.now);
  const now = rowIn(after, visit) ?? row;
  if (visit.isPart) {
    const stays = !saved && EDITABLE.includes(now.status);
    return { part: stays ? <EditedRow visit={visit} row={now} tooLate /> : <Row t={visit.t} row={now} /> };
  }
  return { to: `${listPath(list._id)}#row-${row.line}`, notice: visit.t(saved ? 'lists:saved' : 'lists:tooLate') };
};

/** The card that was chosen counts more than what its number looks like. */
function filledIn({ form, now }: Visit): Told {
  const { name, age, gender, phone, cardType, cardNumber, pinCode, comorbidity } = form;
  const fields = { name, age, gender, phone, card: cardNumber, pin: pinCode, illness: comorbidity };
  const { answers, ...told } = readFields(given(fields), yearOf(now));
  const chosen = CARD_TYPES.find((type) => type === cardType);
  return { ...told, answers: { ...answers, ...(chosen ? { cardType: chosen } : {}) } };
}

const given = (fields: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value?.trim() ? [[name, value]] : [])));

const send: OnList = async (store, visit, list) => {
  const { asked, left } = await sendList(store, list._id, visit.now);
  await audit(visit, { action: 'list.sent', about: `list:${list._id}`, detail: { asked } });
  const sent = visit.t('lists:sent', { count: asked });
  const limit = visit.t('lists:left', { count: left, most: MOST_ASKED_A_DAY });
  return { to: listPath(list._id), notice: left > 0 ? `${sent} ${limit}` : sent };
};

/** To be taken back to the village. */
const missing: OnList = async (_, visit, list, rows) => {
  const { t } = visit;
  await audit(visit, { action: 'list.exported', about: `list:${list._id}` });
  const head = ['line', 'written', 'missing'].map((column) => t(`lists:export.${column}`));
  const lines = rows.flatMap(({ line, written, problems }) =>
    problems.length > 0 ? [[line, written, problems.map((problem) => problemWords(t, problem)).join('; ')]] : [],
  );
  return { file: toCsv([head, ...lines]), type: 'text/csv; charset=utf-8', name: 'missing.csv' };
};
