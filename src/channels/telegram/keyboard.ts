/** Menus as buttons below a message, and the one button that shares the person's own number. */
import type { InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup } from 'grammy/types';
import type { Answer } from '../../conversation/ports';
import type { Inbound, MenuItem } from '../../conversation/vocabulary';

type Choice = NonNullable<Inbound['choice']>;

/** Bytes of `callback_data`. https://core.telegram.org/bots/api#inlinekeyboardbutton */
const MOST_DATA = 64;
/** UTF-16 units that half the width of a small telephone shows. */
const HALF_WIDTH = 14;

/** `7:female` */
const dataOf = ({ turn, value }: Choice): string => `${turn}:${value}`;

export function choiceOf(data: string): Choice | undefined {
  const [, turn, value] = /^(\d{1,15}):(.+)$/s.exec(data) ?? [];
  return turn === undefined || value === undefined ? undefined : { turn: Number(turn), value };
}

/** `1 মহিলা`, as the menu would be written out. */
export const rowOf = ({ number, label }: MenuItem): string => `${number} ${label}`;

/**
 * One button for each answer. Undefined where there is none, or where one has a value too long for a button: then the menu is
 * written out and its number typed, which works after any restart.
 */
export function buttonsOf({ menu, turn }: Pick<Answer, 'menu' | 'turn'>): InlineKeyboardMarkup | undefined {
  const buttons = menu.map((item) => ({ text: rowOf(item), callback_data: dataOf({ turn, value: item.value }) }));
  const fit = buttons.every((button) => Buffer.byteLength(button.callback_data) <= MOST_DATA);
  return buttons.length > 0 && fit ? { inline_keyboard: inRows(buttons) } : undefined;
}

/** One below the other; two short neighbours share a row. */
function inRows<T extends InlineKeyboardButton>(buttons: readonly T[]): T[][] {
  const rows: T[][] = [];
  for (const button of buttons) {
    const row = rows.at(-1);
    const both = row?.length === 1 && [...row, button].every(({ text }) => text.length <= HALF_WIDTH);
    if (both) row.push(button);
    else rows.push([button]);
  }
  return rows;
}

/** Telegram asks the person once more before it sends their number. */
export const shareKeyboard = (label: string): ReplyKeyboardMarkup => ({
  keyboard: [[{ text: label, request_contact: true }]],
  one_time_keyboard: true,
  resize_keyboard: true,
});

/** Opens the private chat, with a button there that says /start. */
export const linkKeyboard = (label: string, username: string): InlineKeyboardMarkup => ({
  inline_keyboard: [[{ text: label, url: `https://t.me/${username}?start=group` }]],
});
