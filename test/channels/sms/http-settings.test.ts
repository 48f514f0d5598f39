import { HTTP_SMS_SETTINGS, readHttpSettings } from '../../../src/channels/sms/http-settings';

const SEND = { HTTP_SMS_SEND_URL: 'https://api.example.com/send?to={number}&text={text}' };
const OPEN = { HTTP_SMS_SECRET: 'a secret', ...SEND };

function problemsOf(settings: Record<string, string>): string[] {
  const read = readHttpSettings(settings);
  return 'problems' in read ? read.problems : [];
}

function read(settings: Record<string, string>) {
  const result = readHttpSettings(settings);
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  return result;
}

test('all have names of their own', () => {
  expect(HTTP_SMS_SETTINGS).toHaveLength(21);
  expect(HTTP_SMS_SETTINGS.every((name) => /^(HTTP_SMS|DLT)_[A-Z_]+$/.test(name))).toBe(true);
});

test('nothing is set: the door is shut and nothing is sent', () => {
  expect(read({})).toEqual({
    inbound: {
      ...{ secret: undefined, signature: undefined, allow: undefined, replyBody: undefined },
      receipts: undefined,
      fields: { sender: 'from', text: 'text', id: 'id', time: 'time' },
    },
    outgoing: undefined,
    dlt: { entityId: '', header: '', required: false },
  });
});

test('a secret and an address are enough', () => {
  expect(read(OPEN)).toMatchObject({
    inbound: { secret: { value: 'a secret', place: 'query', name: 'token' }, signature: undefined },
    outgoing: { ...{ method: 'GET', headers: {}, body: undefined, success: undefined, number: 'digits' } },
  });
});

test('receipts have their names and their words', () => {
  const sends = { HTTP_SMS_SEND_URL: 'https://api.example.com/send?to={number}&text={text}&ref={id}' };
  const words = { HTTP_SMS_RECEIPT_DELIVERED: '1, OK' };
  const { inbound } = read({ ...OPEN, ...sends, ...words, HTTP_SMS_RECEIPT_FIELDS: 'status=dlr.state, id=ref' });
  expect(inbound.receipts).toMatchObject({ fields: { id: 'ref', status: 'dlr.state' }, delivered: ['1', 'ok'] });
  expect(inbound.receipts?.undelivered).toContain('undeliv');
});

test('everything is set', () => {
  const { inbound, outgoing } = read({
    ...{ HTTP_SMS_SECRET: 's', HTTP_SMS_SECRET_IN: 'header:X-Key', HTTP_SMS_ALLOW: '203.0.113.7, 198.51.100.0/24' },
    ...{ HTTP_SMS_HMAC_KEY: 'k', HTTP_SMS_HMAC_HEADER: 'X-Sign', HTTP_SMS_HMAC: 'sha1:base64' },
    ...{ HTTP_SMS_FIELDS: 'sender=message.from, text=message.body , id=, time=at', HTTP_SMS_REPLY: 'body' },
    ...{ HTTP_SMS_REPLY_BODY: '<r>{text}</r>', HTTP_SMS_SEND_METHOD: 'PUT', HTTP_SMS_SEND_NUMBER: 'national' },
    ...{ HTTP_SMS_SEND_URL: 'https://key:to%3Aken@api.example.com/{header}', HTTP_SMS_SEND_SUCCESS: '^ok' },
    ...{ HTTP_SMS_SEND_HEADERS: '{"X-Id": "{id}"}', HTTP_SMS_SEND_BODY: 'to={number}&text={text}' },
    ...{ DLT_ENTITY_ID: '11', DLT_HEADER: 'TIKAST', DLT_REQUIRED: 'on' },
  });
  expect(inbound).toMatchObject({
    secret: { value: 's', place: 'header', name: 'X-Key' },
    signature: { key: 'k', header: 'X-Sign', algorithm: 'sha1', encoding: 'base64' },
    fields: { sender: 'message.from', text: 'message.body', id: '', time: 'at' },
    replyBody: '<r>{text}</r>',
  });
  expect(['203.0.113.7', '198.51.100.9', '127.0.0.1'].map((each) => inbound.allow?.has(each))).toEqual([
    true,
    true,
    false,
  ]);
  expect(outgoing).toEqual({
    url: 'https://api.example.com/{header}',
    headers: { authorization: `Basic ${Buffer.from('key:to:ken').toString('base64')}`, 'X-Id': '{id}' },
    body: { template: 'to={number}&text={text}', notation: 'form' },
    ...{ method: 'PUT', success: /^ok/i, number: 'national' },
    dlt: { entityId: '11', header: 'TIKAST', required: true },
  });
});

test.each<[string, Record<string, string>]>([
  ['HTTP_SMS_SECRET_IN must be query:NAME or header:NAME', { HTTP_SMS_SECRET_IN: 'cookie:x' }],
  ['HTTP_SMS_HMAC_HEADER must be the name of a header', { HTTP_SMS_HMAC_HEADER: 'X Sign' }],
  ['HTTP_SMS_HMAC must be sha256:hex', { HTTP_SMS_HMAC: 'md5:hex' }],
  ['HTTP_SMS_ALLOW must be addresses', { HTTP_SMS_ALLOW: 'gateway.example.com' }],
  ['HTTP_SMS_FIELDS must be like', { HTTP_SMS_FIELDS: 'sendr=from' }],
  ['HTTP_SMS_FIELDS must be like', { HTTP_SMS_FIELDS: 'sender=, text=text' }],
  ['HTTP_SMS_FIELDS must name the id or the time', { HTTP_SMS_FIELDS: 'id=, time=' }],
  ['HTTP_SMS_REPLY must be send or body', { HTTP_SMS_REPLY: 'both' }],
  ['HTTP_SMS_REPLY_BODY must contain {text}', { HTTP_SMS_REPLY_BODY: '<r></r>' }],
  ['HTTP_SMS_REPLY_BODY must contain {text}', { HTTP_SMS_REPLY_BODY: '{number} {text}' }],
  ['HTTP_SMS_SEND_URL is required unless HTTP_SMS_REPLY is body', { HTTP_SMS_SECRET: 's' }],
  ['HTTP_SMS_SEND_URL is required unless HTTP_SMS_REPLY is body', { HTTP_SMS_HMAC_KEY: 'k' }],
  ['HTTP_SMS_SEND_URL is required with HTTP_SMS_SEND_BODY', { HTTP_SMS_SEND_BODY: '{number} {text}' }],
  ['HTTP_SMS_SEND_URL must be an address', { HTTP_SMS_SEND_URL: 'api.example.com/{number}/{text}' }],
  ['HTTP_SMS_SEND_URL must be an address', { HTTP_SMS_SEND_URL: 'https://{number}.example.com/{text}' }],
  ['HTTP_SMS_SEND_URL must be an address', { HTTP_SMS_SEND_URL: 'https://%@example.com/{number}/{text}' }],
  ['HTTP_SMS_SEND_URL must be an address', { HTTP_SMS_SEND_URL: 'https://example.com:port/{number}/{text}' }],
  ['HTTP_SMS_SEND_METHOD must be GET', { ...SEND, HTTP_SMS_SEND_METHOD: 'DELETE' }],
  ['HTTP_SMS_SEND_METHOD=GET takes no', { ...SEND, HTTP_SMS_SEND_METHOD: 'GET', HTTP_SMS_SEND_BODY: '{text}' }],
  ['HTTP_SMS_SEND_HEADERS must be JSON', { ...SEND, HTTP_SMS_SEND_HEADERS: 'api-key: x' }],
  ['HTTP_SMS_SEND_HEADERS must be JSON', { ...SEND, HTTP_SMS_SEND_HEADERS: '["api-key"]' }],
  ['HTTP_SMS_SEND_HEADERS.n ', { ...SEND, HTTP_SMS_SEND_HEADERS: '{"n": 1}' }],
  ['HTTP_SMS_SEND_HEADERS must be headers', { ...SEND, HTTP_SMS_SEND_HEADERS: '{"api key": "x"}' }],
  ['HTTP_SMS_SEND_HEADERS cannot carry {text}', { ...SEND, HTTP_SMS_SEND_HEADERS: '{"x": "{text}"}' }],
  ['HTTP_SMS_SEND_BODY must be JSON', { ...SEND, HTTP_SMS_SEND_BODY: '{"to": {number}, "text": {text}}' }],
  ['must contain {number}', { HTTP_SMS_SEND_URL: 'https://api.example.com/{text}' }],
  ['must contain {text}', { HTTP_SMS_SEND_URL: 'https://api.example.com/{number}' }],
  ['{phone} is nothing', { ...SEND, HTTP_SMS_SEND_BODY: '{phone}' }],
  ['{unicode} is nothing', { ...SEND, HTTP_SMS_SEND_BODY: 'type={unicode}' }],
  ['{constructor} is nothing', { ...SEND, HTTP_SMS_SEND_BODY: '{constructor}' }],
  ['HTTP_SMS_SEND_SUCCESS must be a regular expression', { ...SEND, HTTP_SMS_SEND_SUCCESS: '(' }],
  ['HTTP_SMS_SEND_NUMBER must be e164', { HTTP_SMS_SEND_NUMBER: '10' }],
  ['HTTP_SMS_RECEIPT_FIELDS must be like', { ...OPEN, HTTP_SMS_RECEIPT_FIELDS: 'id=ref' }],
  ['HTTP_SMS_RECEIPT_FIELDS needs {id}', { ...OPEN, HTTP_SMS_RECEIPT_FIELDS: 'id=ref, status=status' }],
  ['HTTP_SMS_RECEIPT_FIELDS needs {id}', { HTTP_SMS_RECEIPT_FIELDS: 'id=ref, status=status' }],
  ['DLT_ENTITY_ID is required with {entityId}', { ...SEND, HTTP_SMS_SEND_BODY: '{entityId}' }],
  ['DLT_HEADER is required with {header}', { ...SEND, HTTP_SMS_SEND_BODY: '{header}' }],
  ['DLT_REQUIRED must be on or off', { DLT_REQUIRED: 'yes' }],
  ['Unrecognized key: "HTTP_SMS_TOKEN"', { HTTP_SMS_TOKEN: 'x' }],
])('%s …', (sentence, settings) => {
  const problems = problemsOf(settings);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(sentence);
});

test('everything that is wrong is told at once, and no secret with it', () => {
  const problems = problemsOf({ HTTP_SMS_SECRET: 'key-0815', HTTP_SMS_HMAC: 'md5', HTTP_SMS_REPLY: 'key-0815' });
  expect(problems).toHaveLength(2);
  expect(problems.join()).not.toContain('0815');
});
