/** Answers as Telegram shows them. */
import { choiceOf } from '../../../src/channels/telegram/keyboard';
import { outgoingOf, piecesOf, type Say } from '../../../src/channels/telegram/outgoing';
import type { Answer } from '../../../src/conversation/ports';
import type { MenuItem } from '../../../src/conversation/vocabulary';

const say: Say = (key, locale) => `${key} in ${locale}`;
const item = (number: number, label: string, value = `v${number}`): MenuItem => ({
  number: String(number),
  value,
  label,
});
const answer = (change: Partial<Answer>): Answer => ({
  text: 'বেছে নিন',
  menu: [],
  expects: 'registration.gender',
  language: 'bn',
  done: false,
  turn: 12,
  ...change,
});
const REMOVED = { remove_keyboard: true };

interface Button {
  text: string;
  callback_data: string;
}
const rowsOf = (menu: MenuItem[]): Button[][] => {
  const [message] = outgoingOf(answer({ menu }), say, false);
  return (message?.markup as { inline_keyboard: Button[][] }).inline_keyboard;
};

test('short answers share a row, long ones have their own', () => {
  const rows = rowsOf([item(1, 'মহিলা'), item(2, 'পুরুষ'), item(3, 'অন্য'), item(4, 'মানুষের সাহায্য চাই'), item(5, 'না')]);
  expect(rows.map((row) => row.map(({ text }) => text))).toEqual([
    ['1 মহিলা', '2 পুরুষ'],
    ['3 অন্য'],
    ['4 মানুষের সাহায্য চাই'],
    ['5 না'],
  ]);
});

test('each button carries the turn and its value', () => {
  const data = rowsOf([item(1, 'বিধাননগর', 'bidhannagar:2021-03-05:09:00:1')])[0]?.[0]?.callback_data ?? '';
  expect(data).toBe('12:bidhannagar:2021-03-05:09:00:1');
  expect(choiceOf(data)).toEqual({ turn: 12, value: 'bidhannagar:2021-03-05:09:00:1' });
});

describe('the 64 bytes of a button', () => {
  const [fits, tooLong] = ['x'.repeat(61), 'x'.repeat(62)];

  test('are used to the last', () => {
    expect(rowsOf([item(1, 'এক', fits)])[0]?.[0]?.callback_data).toHaveLength(64);
  });

  test.each([
    ['a value too long', tooLong],
    ['a value too long only in bytes', 'ক'.repeat(21)],
  ])('with %s the whole menu is written out, to be answered by its numbers', (_, value) => {
    const menu = [item(1, 'এক'), item(2, 'দুই', value)];
    expect(outgoingOf(answer({ menu }), say, false)).toEqual([{ text: 'বেছে নিন\n1 এক\n2 দুই', markup: REMOVED }]);
  });

  test('what the text says already is not said twice', () => {
    const menu = [item(1, 'এক', tooLong), item(2, 'দুই')];
    const [message] = outgoingOf(answer({ menu, text: '1 এক 2 দুই' }), say, false);
    expect(message?.text).toBe('1 এক 2 দুই');
  });
});

describe('the keyboard that shares the number', () => {
  const asked = answer({ expects: 'binding.phone', language: 'bn-Latn' });

  test('is one button, once, in the language and letters of the person', () => {
    const button = { text: 'telegram:shareNumber in bn-Latn', request_contact: true };
    const markup = { keyboard: [[button]], one_time_keyboard: true, resize_keyboard: true };
    expect(outgoingOf(asked, say, false)).toEqual([{ text: 'বেছে নিন', markup }]);
  });

  test('goes with the next message that has no buttons', () => {
    expect(outgoingOf(answer({}), say, true)).toEqual([{ text: 'বেছে নিন', markup: REMOVED }]);
  });

  test('goes with a thank you before one that has', () => {
    const [first, second] = outgoingOf(answer({ menu: [item(1, 'এক')] }), say, true);
    expect(first).toEqual({ text: 'telegram:thanks in bn', markup: REMOVED });
    expect(second?.markup).toHaveProperty('inline_keyboard');
  });
});

test.each(['', ' \n'])('an answer of "%s" is no message', (text) => {
  expect(outgoingOf(answer({ text }), say, true)).toEqual([]);
});

describe('a long text', () => {
  test.each([
    ['is cut between lines', `${'ক'.repeat(4000)}\n${'খ'.repeat(4000)}`, [4000, 4000]],
    ['is cut between words', 'কখ গ '.repeat(1000), [4094, 904]],
    ['is cut anywhere, where there is no better place', 'ক'.repeat(5000), [4096, 904]],
    ['is not cut inside an emoji', `ক${'😀'.repeat(2500)}`, [4095, 906]],
    ['of exactly one message stays one', 'ক'.repeat(4096), [4096]],
  ])('%s', (_, text, lengths) => {
    const pieces = piecesOf(text);
    expect(pieces.map((piece) => piece.length)).toEqual(lengths);
    expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
  });

  test('has its buttons below the last piece', () => {
    const messages = outgoingOf(answer({ text: 'ক'.repeat(5000), menu: [item(1, 'এক')] }), say, false);
    expect(messages.map(({ markup }) => markup !== undefined)).toEqual([false, true]);
  });
});
