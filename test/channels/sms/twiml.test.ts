import { messageTwiml } from '../../../src/channels/sms/twiml';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

test.each([
  ['রহিমা', `${HEAD}<Response><Message>রহিমা</Message></Response>`],
  ['', `${HEAD}<Response></Response>`],
  ['a < b & c > d', `${HEAD}<Response><Message>a &lt; b &amp; c &gt; d</Message></Response>`],
  ['one\ntwo', `${HEAD}<Response><Message>one\ntwo</Message></Response>`],
  ['\u0000\u0008\u001fx\ufffe', `${HEAD}<Response><Message>x</Message></Response>`],
  ['\ud83d', `${HEAD}<Response><Message>\ufffd</Message></Response>`],
  [']]></Message>', `${HEAD}<Response><Message>]]&gt;&lt;/Message&gt;</Message></Response>`],
])('%j becomes TwiML that any parser reads', (text, twiml) => expect(messageTwiml(text)).toBe(twiml));
