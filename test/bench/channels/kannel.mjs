/** A message as Kannel's smsbox asks what to answer: `get-url` of deploy/kannel.conf, Bengali as UTF-16BE bytes. */
import { Buffer } from 'node:buffer';

const TOKEN = 'the-token-of-the-bench';

/** Letters and digits as they are, a blank as `+`, any other byte as `%E0`. */
const ESCAPES = Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte);
  if (letter === ' ') return '+';
  return /[a-z0-9]/i.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
});

const escaped = (bytes) => bytes.reduce((text, byte) => text + ESCAPES[byte], '');

/** What is not ASCII does not fit GSM-7 either, as far as the people of the bench write. */
const coded = (text) =>
  /[^\x20-\x7e]/.test(text)
    ? `text=${escaped(Buffer.from(text, 'utf16le').swap16())}&coding=2&charset=UTF-16BE`
    : `text=${escaped(Buffer.from(text))}&coding=0&charset=UTF-8`;

const idOf = (number) => `2cdc224b-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

/** @type {import('./index.mjs').Channel} */
export const kannel = {
  settings: { KANNEL_TOKEN: TOKEN },
  shows: { locale: 'bn', form: 'text' },

  request: ({ from, id, text }) => ({
    method: 'GET',
    path:
      `/sms/kannel?token=${TOKEN}&from=%2B${from.slice(1)}&to=56767&${coded(text)}&id=${idOf(id)}` +
      '&ts=2026-11-23+04%3A30%3A00&smsc=bench',
    headers: 'User-Agent: Kannel/1.4.5\r\n',
    body: '',
  }),

  reply: (body) => body || undefined,
};
