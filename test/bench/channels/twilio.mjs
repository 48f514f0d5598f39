/**
 * A message as Twilio posts it, signed: HMAC-SHA1 with the account's token over the address and all parameters by name.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
import { createHmac } from 'node:crypto';

export const PATH = '/sms/twilio';
const ACCOUNT = { token: 'the-token-of-the-bench', publicUrl: 'https://tika.example.org' };
const ACCOUNT_SID = `AC${'0'.repeat(32)}`;
const TO = '+13035550123';

/** In alphabetical order, as they are signed. */
const parametersOf = (from, sid, text) => [
  ['AccountSid', ACCOUNT_SID],
  ['ApiVersion', '2010-04-01'],
  ['Body', text],
  ['From', from],
  ['FromCity', ''],
  ['FromCountry', 'IN'],
  ['FromState', ''],
  ['FromZip', ''],
  ['MessageSid', sid],
  ['NumMedia', '0'],
  ['NumSegments', '1'],
  ['SmsMessageSid', sid],
  ['SmsSid', sid],
  ['SmsStatus', 'received'],
  ['To', TO],
  ['ToCity', 'DENVER'],
  ['ToCountry', 'US'],
  ['ToState', 'CO'],
  ['ToZip', '80202'],
];

const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** @type {import('./index.mjs').Channel} */
export const twilio = {
  settings: { TWILIO_AUTH_TOKEN: ACCOUNT.token, PUBLIC_URL: ACCOUNT.publicUrl },
  shows: { locale: 'bn', form: 'text' },

  request({ from, id, text }) {
    const parameters = parametersOf(from, `SM${id.toString(16).padStart(32, '0')}`, text);
    const signed = parameters.reduce((all, [name, value]) => all + name + value, ACCOUNT.publicUrl + PATH);
    const signature = createHmac('sha1', ACCOUNT.token).update(signed).digest('base64');
    return {
      path: PATH,
      headers: `Content-Type: application/x-www-form-urlencoded\r\nX-Twilio-Signature: ${signature}\r\n`,
      body: parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&'),
    };
  },

  reply(twiml) {
    const text = /<Response><Message>([^]*)<\/Message><\/Response>$/.exec(twiml)?.[1];
    return text?.replace(/&(amp|lt|gt);/g, (entity) => ENTITIES[entity]);
  },
};
