import { createHmac } from 'node:crypto';
import { isSigned } from '../../src/desk/signed-call';

const SECRET = 'shared with the telephony system';
const NOW = new Date('2021-03-03T10:00:00+05:30');
const seconds = (after = 0): string => String(Math.floor(NOW.getTime() / 1000) + after);
const sign = (text: string, secret = SECRET): string => createHmac('sha256', secret).update(text).digest('hex');

const number = '+919830012345';
const call = (timestamp = seconds(), signature = sign(`${number}|${timestamp}`)) => ({ number, timestamp, signature });

test.each([
  ['as it was opened', call()],
  ['five minutes later', call(seconds(-300))],
  ['by a clock that is a little ahead', call(seconds(200))],
  ['in capital letters', call(seconds(), sign(`${number}|${seconds()}`).toUpperCase())],
])('is believed %s', (_, signed) => {
  expect(isSigned(signed, SECRET, NOW)).toBe(true);
});

test.each([
  ['with another secret', call(seconds(), sign(`${number}|${seconds()}`, 'typed by somebody'))],
  ['for another number', { ...call(), number: '+919830012346' }],
  ['with another time', call(seconds(), sign(`${number}|${seconds(-10)}`))],
  ['after more than five minutes', call(seconds(-301))],
  ['from the future', call(seconds(301))],
  ['without a signature', call(seconds(), '')],
  ['with a part of it', call(seconds(), sign(`${number}|${seconds()}`).slice(0, 20))],
  ['without a time', { ...call(), timestamp: '', signature: sign(`${number}|`) }],
  ['with a time that is none', { ...call(), timestamp: 'now', signature: sign(`${number}|now`) }],
])('is not believed %s', (_, signed) => {
  expect(isSigned(signed, SECRET, NOW)).toBe(false);
});

test('nobody is believed where nothing is shared', () => {
  expect(isSigned(call(seconds(), sign(`${number}|${seconds()}`, '')), undefined, NOW)).toBe(false);
});
