/** A session as Africa's Talking posts it: the call first, then everything that was said in it, again and again. */
import { latin } from '../../../dist/src/render/latin.js';

const TOKEN = 'the-token-of-the-bench';
const PATH = `/ussd/africastalking?token=${TOKEN}`;

/** @type {import('./index.mjs').Channel} */
export const ussd = {
  settings: { USSD_TOKEN: TOKEN },
  shows: { locale: 'bn-Latn', form: 'screens' },

  request: ({ from, dialogue, said }) => ({
    path: PATH,
    headers: 'Content-Type: application/x-www-form-urlencoded\r\n',
    body: formOf({
      sessionId: `ATUid_${dialogue.toString(16).padStart(32, '0')}`,
      serviceCode: '*384*7#',
      phoneNumber: from,
      networkCode: '40430',
      // The phones that dial have no other letters.
      text: latin(said.join('*')),
    }),
  }),

  reply: (body) => /^(?:CON|END) ([^]+)$/.exec(body)?.[1],
};

const formOf = (fields) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
