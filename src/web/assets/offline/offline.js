/** The page of the day without network: shows the list that is kept, records what is done, sends it when it can. */
import * as store from './day-store.js';
import { fetchList, fetchPass, sendDeeds, SignedOut } from './network.js';
import { factsOf, make, showAnswers, showList, showState } from './view.js';
import { asciiDigits, dateOf, dayText, say, staff, timeText } from './words.js';

const TRY_AGAIN_MS = 20_000;
const TWO_DAYS_MS = 2 * 86_400_000;
const byId = (id) => document.getElementById(id);
const field = (form, name) => byId(form).elements.namedItem(name);

/** What is known of the network and the service, for the line at the top. */
const state = { list: null, problem: null, working: null };

const centre = () => byId('centre').value;
const search = () => document.querySelector('[name=search]').value;
/** The time of the service, also where this device's clock is wrong. */
const now = () => new Date(Date.now() + (state.list?.aheadMs ?? 0));

async function show() {
  const [deeds, answers] = [await store.deeds(), await store.answers()];
  showAnswers(answers, (id) => store.seen(id).then(show));
  showTop(deeds);
  if (!state.list) return byId('list').replaceChildren();
  const here = new Map(deeds.map(({ deed }) => [deed.appointment ?? deed.walkIn, deed.kind]));
  showList(withWalkIns(state.list, deeds), here, search(), { arrive, vaccinate });
}

/** Who was registered here and is not known to the service yet. */
function withWalkIns(list, deeds) {
  const people = deeds
    .filter(({ deed, centre }) => deed.kind === 'walkIn' && centre === list.centre.id)
    .map(({ deed, name }) => ({
      ...{ appointment: deed.id, isOnlyHere: true, status: 'arrived', name, birthYear: bornIn(deed.person), dose: 1 },
      card: { type: deed.person.cardType, last4: deed.person.cardNumber.slice(-4) },
    }));
  return people.length > 0 ? { ...list, slots: [{ people }, ...list.slots] } : list;
}

const bornIn = ({ birthYear, age }) => birthYear ?? now().getFullYear() - age;

function showTop(deeds) {
  const mine = deeds.filter((each) => each.staff === staff).length;
  const line = (key, values) => say(key, values);
  const { list, problem, working } = state;
  const signIn = make('a', { href: `/sign-in?to=${encodeURIComponent(location.pathname)}` }, say('signIn'));
  const lines = [
    line(navigator.onLine ? 'online' : 'noNetwork'),
    list
      ? line('listOf', { time: timeText(list.asOf), n: list.slots.flatMap(({ people }) => people).length })
      : line('noList'),
    list && list.day !== dateOf(now().getTime()) && [line('notToday'), ' ', dayText(list.day)],
    mine > 0 ? line('toSend', { n: mine }) : line('allSent'),
    deeds.length > mine && line('othersDeeds', { n: deeds.length - mine }),
    working && line(working),
    problem === 'signedOut' ? signIn : problem && line(problem),
    !isSecureContext && line('insecure'),
  ].filter(Boolean);
  showState(lines, problem || deeds.length > 0 ? 'bad' : 'info');
}

async function attempt(working, work) {
  if (!navigator.onLine) return show();
  state.working = working;
  try {
    await work();
    state.problem = null;
  } catch (error) {
    state.problem = error instanceof SignedOut ? 'signedOut' : 'failed';
  }
  state.working = null;
  return show();
}

async function fetchAnew() {
  const list = await fetchList(centre());
  await store.keepList(list);
  await store.forgetLists(({ day }) => day < list.day);
  // Another centre may have been chosen meanwhile.
  if (list.centre.id === centre()) state.list = list;
}

/** One tab at a time; another one's turn finds nothing left to do. Where the address is not secure there are no locks. */
const alone = (work) => (navigator.locks ? navigator.locks.request('send-deeds', work) : work());

const send = () =>
  alone(async () => {
    const waiting = await store.deeds();
    const pass = await fetchPass();
    // The page was kept for somebody else: what is recorded on it would be in their name.
    if (pass.staff !== staff) return location.reload();
    // In whose name something was recorded, in whose name it is sent.
    const mine = waiting.filter((each) => each.staff === pass.staff);
    for (const place of new Set(mine.map((each) => each.centre)))
      await sendDeeds(
        place,
        mine.filter((each) => each.centre === place),
        pass,
        take,
      );
    if (mine.length > 0) await fetchAnew();
  });

async function take(kept, { outcome, reason, secondFrom }) {
  const isWell = outcome === 'done' || outcome === 'done before';
  const hasNews = isWell && secondFrom;
  await store.answered(kept, isWell ? hasNews && { outcome: 'done', secondFrom } : { outcome, reason });
}

const sendAll = () => attempt('sending', send);

/** As `crypto.randomUUID`, which is there only where the address is secure. */
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join('-');

async function record(deed, name) {
  const id = newId();
  const kept = {
    id,
    at: now().toISOString(),
    staff,
    centre: state.list?.centre.id ?? centre(),
    name,
    deed: { id, at: now().toISOString(), ...deed },
  };
  await store.keepDeed(kept);
  await show();
  void sendAll();
}

const arrive = ({ appointment, name }) => record({ kind: 'arrived', appointment }, name);

let chosen = null;

function vaccinate(person) {
  chosen = person;
  byId('dose-name').textContent = person.name;
  byId('dose-facts').textContent = person.isOnlyHere ? say('walkInTwo') : factsOf(person);
  byId('dose-checks').hidden = Boolean(person.isOnlyHere);
  byId('dose-error').textContent = '';
  byId('dose-form').reset();
  field('dose-form', 'batch').value = state.list.batches[person.vaccine] ?? lastBatch;
  byId('dose').showModal();
  field('dose-form', person.isOnlyHere ? 'cardLast4' : 'code').focus();
}

let lastBatch = '';

function wrongWith({ code, cardLast4, batch }) {
  if (!chosen.isOnlyHere && !/^\d{4}$/.test(code)) return 'codeWanted';
  if (cardLast4 !== chosen.card.last4.toUpperCase()) return 'cardDiffers';
  return batch === '' ? 'batchWanted' : null;
}

const typed = (form, name) => asciiDigits(field(form, name).value.normalize('NFC').trim());

async function recordDose(event) {
  event.preventDefault();
  const [code, cardLast4, batch] = ['code', 'cardLast4', 'batch'].map((name) => typed('dose-form', name).toUpperCase());
  const wrong = wrongWith({ code, cardLast4, batch });
  byId('dose-error').textContent = wrong ? say(wrong) : '';
  if (wrong) return;
  lastBatch = batch;
  byId('dose').close();
  const whose = chosen.isOnlyHere ? { walkIn: chosen.appointment } : { appointment: chosen.appointment };
  await record({ kind: 'vaccinated', ...whose, code: chosen.isOnlyHere ? '' : code, cardLast4, batch }, chosen.name);
}

async function recordWalkIn(event) {
  event.preventDefault();
  const given = Object.fromEntries(
    ['name', 'age', 'gender', 'cardType', 'cardNumber', 'phone'].map((name) => [name, typed('walk-in', name)]),
  );
  const isWhole =
    given.name && given.gender && given.cardType && /^\d{1,4}$/.test(given.age) && given.cardNumber.length >= 4;
  byId('walk-in-error').textContent = isWhole ? '' : say('why.incomplete');
  if (!isWhole) return;
  const { phone, age, ...person } = given;
  const born = Number(age) > 1000 ? { birthYear: Number(age) } : { age: Number(age) };
  byId('walk-in').reset();
  await record({ kind: 'walkIn', person: { ...person, ...born, ...(phone ? { phone } : {}) } }, person.name);
}

async function start() {
  // A clock that is wrong by hours costs nobody their list; one of two days ago is nobody's.
  await store.forgetLists(({ day, aheadMs }) => day < dateOf(Date.now() + aheadMs - TWO_DAYS_MS));
  state.list = (await store.listOf(centre())) ?? null;
  await show();
  await sendAll();
  await attempt('fetching', fetchAnew);
}

byId('fetch').addEventListener('click', () => attempt('fetching', fetchAnew));
byId('send').addEventListener('click', sendAll);
byId('centre').addEventListener('change', start);
byId('dose-form').addEventListener('submit', recordDose);
byId('dose-close').addEventListener('click', () => byId('dose').close());
byId('walk-in').addEventListener('submit', recordWalkIn);
document.querySelector('[name=search]').addEventListener('input', show);
// Also where the sign-in page, which does the same, cannot be reached.
document.querySelector('form.who')?.addEventListener('submit', () => void store.forgetDay());
window.addEventListener('online', () => void sendAll());
window.addEventListener('offline', () => void show());
setInterval(() => void store.deeds().then((waiting) => waiting.length > 0 && sendAll()), TRY_AGAIN_MS);
if ('serviceWorker' in navigator)
  void navigator.serviceWorker.register('/assets/offline/worker.js', { scope: '/centre/offline' });
void start();
