/** What each kind of update is to us. */
import { asUpdate } from '../../../src/channels/telegram/as-update';
import { read } from '../../../src/channels/telegram/updates';
import type { Inbound } from '../../../src/conversation/vocabulary';
import {
  editUpdate,
  messageUpdate,
  otherUpdate,
  OWNER,
  ownContact,
  person,
  pressUpdate,
} from '../../support/telegram-updates';

const NOW = new Date('2021-03-03T10:00:00+05:30');
const readingOf = (body: object) => {
  const update = asUpdate(body);
  if (!update) throw new Error('no update');
  return read(update, NOW);
};
/** What of it the conversation hears, besides who and when. */
function heard(body: object): Partial<Inbound> | string {
  const reading = readingOf(body);
  if (reading.kind !== 'turn') return reading.kind;
  const { channel: _c, address: _a, externalId: _e, receivedAt: _r, ...said } = reading.inbound;
  return said;
}

const GROUP = { id: -100_200, title: 'পাড়া', type: 'supergroup' };
const FORWARDED = { forward_origin: { type: 'user', date: 1, sender_user: person() } };
const onlyText = { text: '', aside: 'telegram:onlyText' };
const notYours = { text: '', aside: 'telegram:notYourContact' };
const shares = (contact: string) => ({ text: '', event: 'shareContact', contact });

test('a message is a turn of the account that wrote it, dated by our clock', () => {
  const update = messageUpdate({ text: 'টিকা' });
  expect(readingOf(update)).toEqual({
    kind: 'turn',
    chat: OWNER,
    inbound: {
      channel: 'telegram',
      address: `telegram:${OWNER}`,
      externalId: `telegram:${update.update_id}`,
      text: 'টিকা',
      receivedAt: NOW,
    },
  });
});

test.each<[string, object, object]>([
  ['a text, as it is', { text: ' *রহিমা* _বিবি_ ' }, { text: ' *রহিমা* _বিবি_ ' }],
  ['/start', { text: '/start' }, { text: 'TIKA' }],
  ['/start from a link', { text: '/start camp-42' }, { text: 'TIKA' }],
  ['/START to us by name', { text: '/START@TikaSetuBot' }, { text: 'TIKA' }],
  ['/register', { text: '/register' }, { text: 'register' }],
  ['/mydate', { text: '/mydate' }, { text: 'my date' }],
  ['/help', { text: '/help' }, { text: 'help' }],
  ['/stop', { text: '/stop' }, { text: 'stop messages' }],
  ['/hindi', { text: '/hindi' }, { text: 'hindi' }],
  ['/language', { text: '/language' }, { text: 'menu' }],
  ['a command we have not', { text: '/weather' }, { text: '/weather' }],
  ['a slash in a text', { text: 'and/or /start' }, { text: 'and/or /start' }],
  ['a photo', { photo: [{}], caption: 'আমার কার্ড WKH1186253' }, onlyText],
  ['a sticker', { sticker: { emoji: '🙏' } }, onlyText],
  ['a voice note', { voice: { duration: 3 } }, onlyText],
  ['a round video', { video_note: {} }, onlyText],
  ['a document', { document: { file_name: 'card.pdf' } }, onlyText],
  ['an animation, which is also a document', { animation: {}, document: {} }, onlyText],
  ['a poll', { poll: {} }, onlyText],
  [
    'a location',
    { location: { latitude: 22.58, longitude: 88.41 } },
    { text: '', location: { latitude: 22.58, longitude: 88.41 } },
  ],
  [
    'a place, which is also a location',
    { venue: {}, location: { latitude: 1, longitude: 2 } },
    { text: '', location: { latitude: 1, longitude: 2 } },
  ],
])('%s is heard', (_, content, said) => {
  expect(heard(messageUpdate(content))).toEqual(said);
});

test.each<[string, object, object]>([
  ['their own, without a plus', ownContact('919830012345'), shares('tel:+919830012345')],
  ['their own, with a plus and spaces', ownContact('+91 98300 12345'), shares('tel:+919830012345')],
  ['their own, of another country', ownContact('8801712345678'), shares('tel:+8801712345678')],
  ['somebody else’s', ownContact('919830012345', OWNER + 1), notYours],
  ['of nobody on Telegram', { contact: { phone_number: '919830012345', first_name: 'রহিমা' } }, notYours],
  ['their own, but forwarded: the number may be an old one', { ...ownContact(), ...FORWARDED }, notYours],
  ['their own, but written by an inline bot', { ...ownContact(), via_bot: { id: 9, is_bot: true } }, notYours],
  ['their own, with a number that is none', ownContact('call me'), notYours],
  ['their own, with a landline of India', ownContact('913322001234'), notYours],
])('a contact that is %s', (_, content, said) => {
  expect(heard(messageUpdate(content))).toEqual(said);
});

test.each<[string, string | undefined, object]>([
  ['Bengali', 'bn', { language: 'bn' }],
  ['Bengali of India', 'bn-IN', { language: 'bn' }],
  ['Hindi', 'hi', { language: 'hi' }],
  ['English, as with many who read Bengali', 'en', {}],
  ['Tamil', 'ta', {}],
  ['a language that only begins alike', 'hif', {}],
  ['no language', undefined, {}],
])('an app in %s', (_, code, language) => {
  const from = person(OWNER, code === undefined ? {} : { language_code: code });
  expect(heard(messageUpdate({ text: 'hello' }, { from }))).toEqual({ text: 'hello', ...language });
});

describe('edits', () => {
  test('are not read, and said to be not', () => {
    expect(heard(editUpdate({ text: '70' }))).toEqual({ text: '', aside: 'telegram:edited' });
  });

  test('of a live location are no correction', () => {
    expect(heard(editUpdate({ location: { latitude: 1, longitude: 2, live_period: 60 } }))).toBe('nothing');
  });
});

describe('buttons', () => {
  test.each<[string, string, object]>([
    ['of a menu', '7:female', { turn: 7, value: 'female' }],
    [
      'whose value has colons',
      '12:bidhannagar:2021-03-05:09:00:1',
      { turn: 12, value: 'bidhannagar:2021-03-05:09:00:1' },
    ],
  ])('%s choose', (_, data, choice) => {
    expect(heard(pressUpdate(data))).toEqual({ text: '', choice });
  });

  test('remember where they hang', () => {
    const update = pressUpdate('7:female') as { callback_query?: { id: string; message: { message_id: number } } };
    const { id, message } = update.callback_query ?? { id: '', message: { message_id: 0 } };
    expect(readingOf(update)).toMatchObject({ press: { id, on: { chat: OWNER, message: message.message_id } } });
  });

  test.each<[string, object]>([
    ['that are not ours', pressUpdate('female')],
    ['without data', pressUpdate(undefined)],
    ['with half of it', pressUpdate('7:')],
    ['with a turn that is none', pressUpdate('-1:female')],
    ['in a group', pressUpdate('7:female', { chat: GROUP })],
  ])('%s are only answered', (_, update) => {
    expect(heard(update)).toBe('press');
  });
});

test('an album is one thing, however many photos it has', () => {
  const albums = [1, 2].map(() => readingOf(messageUpdate({ photo: [{}], media_group_id: '88' })));
  expect(albums).toMatchObject([{ album: 'album:88' }, { album: 'album:88' }]);
});

test.each<[string, object]>([
  ['another bot', messageUpdate({ text: '/start' }, { from: person(9, { is_bot: true }) })],
  ['a pinned message', messageUpdate({ pinned_message: {} })],
  ['a channel', otherUpdate({ channel_post: { message_id: 1, chat: { id: -1, type: 'channel' }, text: '/start' } })],
  ['somebody who blocks us', otherUpdate({ my_chat_member: { new_chat_member: { status: 'kicked' } } })],
  ['a kind of update that is not known yet', otherUpdate({ hologram: { id: 1 } })],
  ['an edit in a group', otherUpdate({ edited_message: { chat: GROUP, from: person(), text: '/start' } })],
  ['an anonymous administrator', otherUpdate({ message: { chat: GROUP, date: 1, text: '/start' } })],
])('%s is nothing to us', (_, update) => {
  expect(heard(update)).toBe('nothing');
});

test('words in a group are never a turn', () => {
  const from = person(OWNER, { language_code: 'bn' });
  expect(readingOf(messageUpdate({ text: 'TIKA' }, { chat: GROUP, from }))).toEqual({
    kind: 'group',
    chat: GROUP.id,
    text: 'TIKA',
    language: 'bn',
    day: 18_689,
  });
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a list', [{ update_id: 1 }]],
  ['no id', { message: {} }],
  ['an id that is none', { update_id: '1' }],
  ['a message without a chat', { update_id: 1, message: { from: person(), text: 'TIKA' } }],
  ['a sender without an id', { update_id: 1, message: { chat: { id: 1, type: 'private' }, from: { is_bot: false } } }],
  ['a text that is none', { update_id: 1, message: { chat: { id: 1, type: 'private' }, text: { $gt: '' } } }],
  ['a button without an id', { update_id: 1, callback_query: { from: person(), data: '1:x' } }],
])('%s is no update', (_, body) => {
  expect(asUpdate(body)).toBeUndefined();
});
