import { localeOf, tongueAfter } from '../../src/conversation/locale';
import type { Conversation } from '../../src/conversation/ports';
import type { Inbound, Language, Locale, Meaning, Script } from '../../src/conversation/vocabulary';

const SAID: Meaning = { type: 'HELLO', answers: {} };
const inbound = (text: string, change: Partial<Inbound> = {}): Inbound => ({
  channel: 'sms',
  address: 'tel:+919830012345',
  externalId: text,
  text,
  receivedAt: new Date(0),
  ...change,
});
const known = (language: Language | null, script: Script | null = null): Conversation =>
  ({ language, script }) as unknown as Conversation;
const called = (locale: Locale): Conversation =>
  ({
    ...known('bn'),
    channel: 'ussd',
    answered: [{ externalId: '1', answer: { language: locale } }],
  }) as unknown as Conversation;
const after = (before: Conversation, said: Inbound, meaning: Meaning = SAID): string =>
  localeOf(tongueAfter(before, said, meaning), said);

const ussd = { channel: 'ussd', language: 'bn' } as const;

test.each<[string, Conversation, Inbound, Meaning, string]>([
  ['Bengali letters', known(null), inbound('টিকা'), SAID, 'bn'],
  ['romanised Bengali', known(null), inbound('naam lekhan'), SAID, 'bn-Latn'],
  ['romanised Hindi', known(null), inbound('naam likhvana hai'), SAID, 'hi-Latn'],
  ['Latin letters that tell nothing', known(null), inbound('hello'), SAID, 'en'],
  ['romanised words of someone who reads Bengali', known('bn'), inbound('mohila'), SAID, 'bn'],
  ['the other letters', known('bn'), inbound('7'), { type: 'SCRIPT' }, 'bn-Latn'],
  ['the other letters again', known('bn', 'latin'), inbound('7'), { type: 'SCRIPT' }, 'bn'],
  ['the other letters before the language is known', known(null), inbound('7'), { type: 'SCRIPT' }, 'bn-Latn'],
  [
    'another language in letters once chosen',
    known('bn', 'latin'),
    inbound('8'),
    { type: 'LANGUAGE', language: 'hi' },
    'hi-Latn',
  ],
  ['a first call', known(null), inbound('', ussd), SAID, 'bn-Latn'],
  ['a first call at a gateway that shows Bengali', known(null), inbound('', { ...ussd, script: 'native' }), SAID, 'bn'],
  ['a call of someone who writes Hindi by SMS', known('hi'), inbound('', ussd), SAID, 'hi-Latn'],
  ['a call of someone who wants Hindi letters', known('hi', 'native'), inbound('', ussd), SAID, 'hi'],
  ['a call of someone who wants the other letters', known('hi'), inbound('7', ussd), { type: 'SCRIPT' }, 'hi'],
  ['an SMS after a call in Latin letters', called('bn-Latn'), inbound('69'), SAID, 'bn-Latn'],
  ['an SMS in Bengali after a call in Latin letters', called('bn-Latn'), inbound('৬৯'), SAID, 'bn'],
  ['an SMS after a call in Bengali letters', called('bn'), inbound('69'), SAID, 'bn'],
  ['English has one script', known('en', 'latin'), inbound('', ussd), SAID, 'en'],
])('%s', (_, before, said, meaning, locale) => {
  expect(after(before, said, meaning)).toBe(locale);
});

test('Latin letters on a call say nothing of what the person reads by SMS', () => {
  const { language, script } = tongueAfter(known(null), inbound('naam lekhan', { channel: 'ussd' }), SAID);
  expect(localeOf({ language, script }, { channel: 'sms' })).toBe('bn');
});
