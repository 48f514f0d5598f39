/** Outgoing SMS by the requests of two Indian aggregators, and whatever a provider may answer. */
import { httpSend, type HttpSender, type Outgoing } from '../../../src/channels/sms/http-send';
import { readHttpSettings } from '../../../src/channels/sms/http-settings';
import { openProvider, type Provider, type Reply } from './http-provider';

let provider: Provider;
beforeEach(async () => (provider = await openProvider()));
afterEach(() => provider.close());

const BENGALI = 'রহিমা & "করিম": 50% + ১=১? #{text}\n\\n';
const message: Outgoing = {
  reference: '6f3e0123456789abcdef0123456789ab',
  address: 'tel:+919830012345',
  text: BENGALI,
  templateId: '1107160000000000001',
};
const ID = message.reference;

const DLT = {
  DLT_ENTITY_ID: '1101000000000012345',
  DLT_HEADER: 'TIKAST',
};

function senderOf(settings: Record<string, string>): HttpSender {
  const read = readHttpSettings(settings);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  if (!read.outgoing) throw new Error('nothing to send with');
  return read.outgoing;
}

/** `PROVIDER` in a setting is where the provider of this test listens. */
function sendBy(settings: Record<string, string>, timeoutMs?: number) {
  const here = Object.entries(settings).map(([name, value]) => [name, value.replace('PROVIDER', provider.url)]);
  return httpSend(senderOf(Object.fromEntries(here) as Record<string, string>), timeoutMs);
}

const FORM = { HTTP_SMS_SEND_URL: 'PROVIDER/send', HTTP_SMS_SEND_BODY: 'to={number}&text={text}' };

describe('published formats', () => {
  // https://docs.gupshup.io/docs/send-message-to-single-number
  const gupshup = {
    ...DLT,
    HTTP_SMS_SEND_URL:
      'PROVIDER/GatewayAPI/rest?method=SendMessage&send_to={number}&msg={text}&msg_type={unicode:TEXT|Unicode_text}' +
      '&userid=2000000001&auth_scheme=plain&password=not%20it&v=1.1&format=text&mask={header}' +
      '&principalEntityId={entityId}&dltTemplateId={templateId}',
    HTTP_SMS_SEND_SUCCESS: '^success',
  };
  // https://developers.kaleyra.io/docs/send-your-first-sms
  const kaleyra = {
    ...DLT,
    HTTP_SMS_SEND_URL: 'PROVIDER/v1/HXIN0000000001IN/messages',
    HTTP_SMS_SEND_HEADERS: '{"api-key": "A000", "Content-Type": "application/json"}',
    HTTP_SMS_SEND_BODY:
      '{"to": "{number}", "sender": "{header}", "type": "TXN", "body": "{text}", "template_id": "{templateId}", "ref": "{id}"}',
    HTTP_SMS_SEND_NUMBER: 'e164',
  };
  // https://developer.exotel.com/docs/sms-api/api-reference/send-sms
  const exotel = {
    ...DLT,
    HTTP_SMS_SEND_URL: 'PROVIDER/v1/Accounts/tika1/Sms/send',
    HTTP_SMS_SEND_BODY:
      'From={header}&To={number}&Body={text}&EncodingType={unicode:plain|unicode}' +
      '&DltEntityId={entityId}&DltTemplateId={templateId}&CustomField={id}',
    HTTP_SMS_SEND_NUMBER: 'national',
  };

  test('Gupshup: everything in the address', async () => {
    provider.answers({ status: 200, text: 'success | 919830012345 | 3314200000000000000-1' });
    await sendBy(gupshup)(message);
    const [asked] = provider.asked;
    expect(asked).toMatchObject({ method: 'GET', body: '' });
    const { pathname, searchParams } = new URL(asked?.path ?? '', provider.url);
    expect(pathname).toBe('/GatewayAPI/rest');
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ method: 'SendMessage', send_to: '919830012345', msg: BENGALI, msg_type: 'Unicode_text' },
      ...{ userid: '2000000001', auth_scheme: 'plain', password: 'not it', v: '1.1', format: 'text', mask: 'TIKAST' },
      ...{ principalEntityId: '1101000000000012345', dltTemplateId: '1107160000000000001' },
    });
  });

  test('Gupshup tells its errors in a 200', async () => {
    provider.answers({ status: 200, text: 'error | 105 | The phone number "9198" is not a valid phone number' });
    await expect(sendBy(gupshup)(message)).rejects.toMatchObject({ name: 'SendError', retryable: false });
  });

  test('Kaleyra: JSON, and a key in a header', async () => {
    provider.answers({ status: 202, text: '{"id": "b8c6"}' });
    await sendBy(kaleyra)(message);
    const [asked] = provider.asked;
    expect(asked).toMatchObject({ method: 'POST', path: '/v1/HXIN0000000001IN/messages' });
    expect(asked?.headers).toMatchObject({ 'api-key': 'A000', 'content-type': 'application/json' });
    expect(JSON.parse(asked?.body ?? '')).toEqual({
      ...{ to: '+919830012345', sender: 'TIKAST', type: 'TXN', body: BENGALI },
      ...{ template_id: '1107160000000000001', ref: ID },
    });
  });

  test('Exotel: a form, and the key in front of the host', async () => {
    provider.url = provider.url.replace('//', '//key%40:token@');
    await sendBy(exotel)({ ...message, text: 'Your turn', templateId: '1107160000000000009' });
    const [asked] = provider.asked;
    expect(asked).toMatchObject({ method: 'POST', path: '/v1/Accounts/tika1/Sms/send' });
    expect(asked?.headers.authorization).toBe(`Basic ${Buffer.from('key@:token').toString('base64')}`);
    expect(asked?.headers['content-type']).toBe('application/x-www-form-urlencoded; charset=utf-8');
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      ...{ From: 'TIKAST', To: '9830012345', Body: 'Your turn', EncodingType: 'plain' },
      ...{ DltEntityId: '1101000000000012345', DltTemplateId: '1107160000000000009', CustomField: ID },
    });
  });
});

test.each([
  ['a form', 'text={text}&to={number}', undefined, `text=${encodeURIComponent(BENGALI)}&to=919830012345`],
  ['JSON', '{"text": "{text}", "to": {number}}', undefined, `{"text": ${JSON.stringify(BENGALI)}, "to": 919830012345}`],
  [
    'XML',
    '<sms to="{number}">{text}</sms>',
    undefined,
    '<sms to="919830012345">রহিমা &#38; &#34;করিম&#34;: 50% + ১=১? #{text}\n\\n</sms>',
  ],
  ['a text', '{number} {text}', undefined, `919830012345 ${BENGALI}`],
  ['what its type says it is', '{number}={text}', 'text/plain', `919830012345=${BENGALI}`],
])('nothing that is said breaks out of %s', async (_, body, type, expected) => {
  const headers = type === undefined ? {} : { HTTP_SMS_SEND_HEADERS: JSON.stringify({ 'content-type': type }) };
  await sendBy({ HTTP_SMS_SEND_URL: 'PROVIDER/', HTTP_SMS_SEND_BODY: body, ...headers })(message);
  expect(provider.asked[0]?.body).toBe(expected);
});

test('half a character is sent as the sign for one', async () => {
  await sendBy(FORM)({ ...message, text: 'a\ud83d' });
  expect(provider.asked[0]?.body).toBe('to=919830012345&text=a%EF%BF%BD');
});

test.each([
  ['e164', '+919830012345', '+13035550123'],
  ['digits', '919830012345', '13035550123'],
  ['national', '9830012345', '13035550123'],
])('numbers as %s', async (format, indian, foreign) => {
  const send = sendBy({ ...FORM, HTTP_SMS_SEND_NUMBER: format });
  await send(message);
  await send({ ...message, address: 'tel:+13035550123' });
  const numbers = provider.asked.map(({ body }) => new URLSearchParams(body).get('to'));
  expect(numbers).toEqual([indian, foreign]);
});

test('an account that has no number is nobody to send SMS to', async () => {
  const sent = sendBy(FORM)({ ...message, address: 'telegram:123' });
  await expect(sent).rejects.toMatchObject({ name: 'SendError', retryable: false });
  expect(provider.asked).toEqual([]);
});

test.each<[string, Reply, { refused: boolean; retryable: boolean } | null]>([
  ['200', { status: 200 }, null],
  ['202', { status: 202, text: '{}' }, null],
  ['301 to another place', { status: 301, location: '/elsewhere' }, { refused: true, retryable: false }],
  ['400', { status: 400 }, { refused: true, retryable: false }],
  ['401', { status: 401 }, { refused: true, retryable: false }],
  ['404', { status: 404 }, { refused: true, retryable: false }],
  ['429', { status: 429 }, { refused: true, retryable: true }],
  ['500', { status: 500 }, { refused: false, retryable: true }],
  ['503', { status: 503 }, { refused: false, retryable: true }],
])('a provider that answers %s', async (_, reply, error) => {
  provider.answers(reply);
  const outcome = await sendBy(FORM)(message).then(
    () => null,
    (thrown: unknown) => ({ ...(thrown as object) }),
  );
  expect(outcome).toEqual(error && { ...error, name: 'SendError' });
  expect(provider.asked.map(({ path }) => path)).toEqual(['/send']);
});

test('one that does not answer in time may have been busy', async () => {
  provider.answers('silence');
  await expect(sendBy(FORM, 50)(message)).rejects.toMatchObject({ name: 'SendError', retryable: true });
});

test('one that refuses the connection may come back', async () => {
  const send = sendBy(FORM);
  await provider.close();
  await expect(send(message)).rejects.toMatchObject({ name: 'SendError', retryable: true });
});

test.each<[string, Reply | 'silence']>([
  ['a refusal that repeats what it was asked', { status: 400, text: 'no route to 919830012345 with key-0815' }],
  ['no answer', 'silence'],
])('%s: the error names nobody, and no secret', async (_, reply) => {
  provider.answers(reply);
  const url = 'PROVIDER/send?key=key-0815&to={number}&text={text}';
  const error = await sendBy({ HTTP_SMS_SEND_URL: url }, 50)(message).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  const told = `${(error as Error).stack ?? ''} ${JSON.stringify(error)} ${String((error as Error).cause)}`;
  expect(told).not.toMatch(/9830012345|0815|রহিমা/);
});
