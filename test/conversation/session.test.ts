import { inSession, turnedPage } from '../../src/conversation/session';
import type { Conversation } from '../../src/conversation/ports';
import type { Inbound } from '../../src/conversation/vocabulary';

const inbound = (text: string, change: Partial<Inbound> = {}): Inbound => ({
  channel: 'ussd',
  address: 'tel:+919830012345',
  externalId: text,
  text,
  receivedAt: new Date(0),
  ...change,
});
const cumulative = (text: string, session = 'S1'): Inbound => inbound(text, { cumulative: { session } });

test.each([
  ['the first answer', '', '1', '1'],
  ['the next', '1', '1*Rahima Bibi', 'Rahima Bibi'],
  ['one with a star in it', '1', '1*A*B', 'A*B'],
  ['one with a hash in it', '1*A*B', '1*A*B*12#34', '12#34'],
  ['an empty one', '1', '1*', ''],
  ['after what was dialled with the code', '7*7', '7*7*1', '1'],
  ['where something is missing, the last that was said', '1*x', '1*Rahima*69', '69'],
])('of a text that repeats everything, only the new is heard: %s', (_, before, text, heard) => {
  expect(inSession(cumulative(text), { session: { id: 'S1', text: before } })).toMatchObject({ text: heard });
});

test.each([
  ['never heard of', null],
  ['another than before', { id: 'S0', text: '1*Rahima' }],
])('a session %s begins as a call, whatever text it carries', (_, session) => {
  expect(inSession(cumulative('1*Rahima'), { session })).toMatchObject({ event: 'dial', text: '' });
});

const paged = (at: number, menu: Conversation['menu'] = []): Conversation =>
  ({ paging: { screens: ['a', 'b', 'c'], at }, menu }) as unknown as Conversation;
const ZERO = [{ number: '0', value: 'later', label: 'Later' }];

test.each([
  ['98 turns on', paged(0), inbound('98'), 1],
  ['98 after the last screen shows the first again', paged(2), inbound(' 98 '), 0],
  ['0 turns back', paged(2), inbound('0'), 1],
  ['0 on the first screen is the step before', paged(0), inbound('0'), undefined],
  ['0 is an answer where the menu has it', paged(1, ZERO), inbound('0'), undefined],
  ['an answer is an answer', paged(1), inbound('1'), undefined],
  ['by SMS there are no screens', paged(0), inbound('98', { channel: 'sms' }), undefined],
  ['a new call begins with the question', paged(0), inbound('98', { event: 'dial' }), undefined],
  [
    '98 without further screens is an answer',
    { paging: null, menu: [] } as unknown as Conversation,
    inbound('98'),
    undefined,
  ],
])('%s', (_, conversation, said, at) => {
  expect(turnedPage(conversation, said)?.at).toBe(at);
});
