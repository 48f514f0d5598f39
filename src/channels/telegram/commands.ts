/** The commands Telegram shows behind its menu button, and the words of the conversation they stand for. */

/** In the order they are shown; each has its description in the catalogue. */
export const COMMANDS = [
  { command: 'start', says: 'TIKA', described: 'telegram:command.start' },
  { command: 'register', says: 'register', described: 'telegram:command.register' },
  { command: 'mydate', says: 'my date', described: 'telegram:command.mydate' },
  { command: 'help', says: 'help', described: 'telegram:command.help' },
  { command: 'stop', says: 'stop messages', described: 'telegram:command.stop' },
  // Each in its own letters, for who opened the bot in a language they cannot read.
  { command: 'bangla', says: 'bangla', described: 'common:language.bn' },
  { command: 'hindi', says: 'hindi', described: 'common:language.hi' },
  { command: 'english', says: 'english', described: 'common:language.en' },
] as const;

/** People know these from other bots; the menu tells how to change the language. */
const ALSO: readonly [string, string][] = [
  ['language', 'menu'],
  ['menu', 'menu'],
];

const WORDS: ReadonlyMap<string, string> = new Map([
  ...COMMANDS.map(({ command, says }) => [command, says] as const),
  ...ALSO,
]);

interface Commanded {
  word: string | undefined;
  /** `/start@TikaSetuBot` names whom it means. */
  bot: string | undefined;
}

function commandIn(text: string): Commanded | undefined {
  const [, name, bot] = /^\/(\w+)(?:@(\w+))?(?:\s|$)/.exec(text) ?? [];
  return name === undefined ? undefined : { word: WORDS.get(name.toLowerCase()), bot };
}

/** `/start ref42` → `TIKA`. What follows a command comes from links, not from people. Other texts stay as they are. */
export const inWords = (text: string): string => commandIn(text)?.word ?? text;

/** In a group: a command of ours that names no other bot, or our name anywhere in the text. */
export function isAddressed(text: string, username: string): boolean {
  const isUs = (name: string): boolean => name.toLowerCase() === username.toLowerCase();
  const command = commandIn(text);
  if (command?.bot === undefined && command?.word !== undefined) return true;
  return Array.from(text.matchAll(/@(\w+)/g)).some(([, name]) => isUs(name ?? ''));
}
