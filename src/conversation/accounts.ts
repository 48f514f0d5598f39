/** A Telegram account that has proved a number goes on with that number's conversation, and with no other. */
import { AppError } from '../errors';
import type { Converse } from './converse';
import type { Accounts, Answer } from './ports';
import type { Inbound, Language, Locale } from './vocabulary';

/** Where the flow rests once a code has been right. */
const PROVED = 'binding.proved';

/** The line of the main menu that leads to each flow an account may have wanted. */
const LINE_OF: Readonly<Record<string, string>> = {
  registration: 'register',
  booking: 'book',
  appointment: 'appointments',
  person: 'person',
};

export function throughAccounts(converse: Converse, accounts: Accounts): Converse {
  const onNumber = (inbound: Inbound, number: string): Promise<Answer> =>
    converse({ ...inbound, address: number, reachedAt: inbound.address });
  /** The number's conversation opens as a call does, at its question; where it has none, what was asked for is gone on with. */
  const welcome = async (inbound: Inbound, number: string, before: Answer): Promise<Answer> => {
    const { contact: _, event: __, ...rest } = inbound;
    const dial = { ...rest, text: '', aside: 'binding:proved', ...languageOf(before, inbound.language) };
    const line = LINE_OF[before.wanted ?? ''];
    if (line === undefined) return onNumber({ ...dial, event: 'dial' }, number);
    // The turn that is answered keeps the message's own id, by which a repeat of it is known.
    const opened = await onNumber({ ...dial, event: 'dial', externalId: `${inbound.externalId}:opened` }, number);
    if (opened.expects !== 'welcome.menu') return onNumber({ ...dial, event: 'dial' }, number);
    return onNumber({ ...dial, choice: { turn: opened.turn, value: line } }, number);
  };
  return async (inbound) => {
    const { address: account, event, contact, receivedAt } = inbound;
    if (account.startsWith('tel:')) return converse(inbound);
    if (event === 'shareContact' && contact) {
      const before = await converse({ ...inbound, event: 'hangUp' });
      await accounts.bind(account, contact, receivedAt, spokenIn(before, inbound.language));
      return welcome(inbound, contact, before);
    }
    const number = await accounts.numberOf(account);
    if (number) return onNumber(inbound, number).catch(unlessTakenBack(() => converse(inbound)));
    const answer = await converse(inbound);
    const proved = answer.expects === PROVED ? await accounts.numberOf(account) : null;
    return proved ? welcome(inbound, proved, answer) : answer;
  };
}

/** While the message waited for its turn the number took itself back: it is the account's own again. */
const unlessTakenBack =
  (again: () => Promise<Answer>) =>
  (error: unknown): Promise<Answer> => {
    if (error instanceof AppError && error.code === 'NUMBER_TAKEN_BACK') return again();
    throw error;
  };

const spokenIn = (before: Answer, door?: Language): Locale => languageOf(before, door).language ?? 'en';

/** The language the account was spoken with; where it was not asked yet, what its door knows. */
function languageOf({ language, expects, turn }: Answer, door?: Language): { language?: Language } {
  const spoken = turn > 0 && expects !== 'welcome.language' ? (language.slice(0, 2) as Language) : door;
  return spoken ? { language: spoken } : {};
}
