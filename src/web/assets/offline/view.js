/** The list, the state of things and what did not go well, as they are shown. */
import { asciiDigits, dayText, say, timeText } from './words.js';

const byId = (id) => document.getElementById(id);

export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export function showState(lines, kind) {
  byId('state').className = `notice ${kind}`;
  byId('state').replaceChildren(...lines.map((line) => make('div', {}, ...[line].flat())));
}

/** Folded, so that a name is found however it is typed. */
const folded = (text) => asciiDigits(text.normalize('NFC')).toLowerCase();
const isFound = (person, wanted) =>
  wanted === '' ||
  folded(person.name)
    .split(/\s+/)
    .some((word) => word.startsWith(wanted)) ||
  folded(person.name).startsWith(wanted) ||
  [person.reference, person.card?.last4].some((digits) => digits && folded(digits).endsWith(wanted));

/**
 * @param {object} list as it was fetched
 * @param {Map<string, string>} here what was recorded on this device, by appointment
 * @param {{ arrive: Function, vaccinate: Function }} deeds
 */
export function showList(list, here, search, deeds) {
  const wanted = folded(search.trim());
  const slots = list.slots.map((slot) => [slot, slot.people.filter((person) => isFound(person, wanted))]);
  const shown = slots
    .filter(([, people]) => people.length > 0)
    .map(([slot, people]) => slotOf(slot, people, here, deeds));
  keepingFocus(() => byId('list').replaceChildren(...(shown.length > 0 ? shown : [make('p', {}, say('nobody'))])));
}

/** Whoever works by keyboard stays at the same person, though the row is another one now. */
function keepingFocus(change) {
  const { of, deed } = document.activeElement?.closest('[data-of]')?.dataset ?? {};
  change();
  if (of === undefined) return;
  const buttons = [...byId('list').querySelectorAll('[data-of]')].filter(({ dataset }) => dataset.of === of);
  const next = buttons.find(({ dataset }) => dataset.deed === deed) ?? buttons.at(-1);
  next?.focus({ preventScroll: true });
}

function slotOf({ from, to, vaccine, dose }, people, here, deeds) {
  return make(
    'section',
    { className: 'panel' },
    make('h2', {}, from ? say('slot', { from, to, vaccine, dose }) : say('here.walkIn')),
    make('ul', { className: 'people' }, ...people.map((person) => rowOf(person, here.get(person.appointment), deeds))),
  );
}

function rowOf(person, done, { arrive, vaccinate }) {
  const status = done ?? person.status;
  const open = status === 'booked' || status === 'arrived';
  const name = make('strong', { tabIndex: -1 }, person.name);
  name.dataset.of = person.appointment;
  const buttons = [
    open && status === 'booked' && !done && button('arrived', person, arrive),
    open && button('vaccinate', person, vaccinate),
  ].filter(Boolean);
  const state = make('span', { className: `chip ${status === 'vaccinated' ? 'good' : ''}` });
  state.append(say(done ? `here.${done}` : `status.${status}`));
  return make(
    'li',
    {},
    make('div', {}, name, ' ', state, make('div', { className: 'muted' }, factsOf(person))),
    ...buttons,
  );
}

function button(deed, person, pressed) {
  const made = make('button', { type: 'button', className: 'second', onclick: () => pressed(person) }, say(deed));
  made.setAttribute('aria-label', `${say(deed)}: ${person.name}`);
  Object.assign(made.dataset, { of: person.appointment, deed });
  return made;
}

export function factsOf({ birthYear, dose, card, needsCertificate, given }) {
  const facts = say('person', {
    born: birthYear,
    dose,
    card: card ? say(`card.${card.type}`) : '',
    last4: card?.last4 ?? '',
  });
  const extra = [needsCertificate && say('certificate'), given && timeText(given.at)].filter(Boolean);
  return [facts, ...extra].join(' · ');
}

/** What came back otherwise than it was recorded: it stays until somebody has seen it. */
export function showAnswers(answers, see) {
  byId('conflicts').replaceChildren(
    ...answers.map(({ id, name, outcome, reason, secondFrom }) => {
      const text =
        outcome === 'done'
          ? say('second', { name, day: dayText(secondFrom) })
          : say('conflict', { name, why: say(`why.${reason ?? 'incomplete'}`) });
      const more = make('a', { href: '/centre/conflicts' }, say('bring'));
      const seen = make('button', { type: 'button', className: 'second', onclick: () => see(id) }, say('seen'));
      const isGood = outcome === 'done';
      return make(
        'div',
        { className: `notice ${isGood ? 'good' : 'bad'}` },
        make('p', {}, text),
        ...(isGood ? [] : [more, ' ']),
        seen,
      );
    }),
  );
}
