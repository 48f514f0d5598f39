/** How a row of a village's list reads to its operator: what is wrong with it, and as much of the person as may still be seen. */
import type { CardType } from '../conversation/vocabulary';
import { EDITABLE } from '../store/village-lists';
import type { ReviewedRow, RowProblem } from '../vaccination/review-rows';
import { maskName, maskNumber } from '../vaccination/rules/mask';
import type { Translate } from '../web/words';

export const problemWords = (t: Translate, problem: RowProblem): string =>
  t(`lists:problem.${problem.field}.${problem.reason}`, { value: 'value' in problem ? problem.value : '' });

export const askedWords = (t: Translate, { asks }: ReviewedRow): string =>
  t('lists:asks', { what: asks.map((field) => t(`lists:asks.${field}`)).join(', ') });

/** Where each row stands, and whether that is good news. */
export function standingOf(t: Translate, { status, ready, untold }: ReviewedRow): { words: string; kind: string } {
  if (status === 'open' && ready) return { words: t('lists:status.ready'), kind: 'good' };
  if (status === 'asked' && untold) return { words: t('lists:status.waits'), kind: '' };
  return { words: t(`lists:status.${status}`), kind: KINDS[status] ?? '' };
}

const KINDS: Readonly<Record<string, string>> = {
  ...{ open: 'bad', full: 'bad', undeliverable: 'bad' },
  ...{ confirmed: 'good', registered: 'good' },
};

export interface Seen {
  name: string;
  phone: string;
  card: { type: CardType | undefined; number: string } | null;
  pinCode: string;
}

/** Whoever has said yes is known to us as everybody else is: masked. Of the card, once it is right, only the end is needed. */
export function seenOf({ status, answers, notPhone = '' }: ReviewedRow): Seen {
  const { name = '', phone = notPhone, cardType: type, cardNumber, pinCode = '' } = answers;
  const isEditable = EDITABLE.includes(status);
  if (!isEditable && status !== 'asked')
    return { name: masked(name, maskName), phone: masked(phone, maskNumber), card: null, pinCode: '' };
  const number = cardNumber && (isEditable ? cardNumber : `…${cardNumber.slice(-4)}`);
  return { name, phone: grouped(phone), card: number || type ? { type, number: number ?? '' } : null, pinCode };
}

/** What is over was masked where it is stored. */
const masked = (text: string, mask: (text: string) => string): string => (text.includes('…') ? text : mask(text));

/** `+919830012345` → "98300 12345" */
const grouped = (phone: string): string => phone.replace(/^\+91(\d{5})(\d{5})$/, '$1 $2');
