/** Twilio's word on what we sent: signed as Twilio signs, and only then taken. */
import express from 'express';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { twilioRouter } from '../../../src/channels/sms/twilio';
import { listen, type Listening } from '../../support/listen';

const ACCOUNT = { authToken: 'a token of Twilio', publicUrl: 'https://tika.example.org' };
const ID = '6f3e0123456789abcdef0123456789ab';

let service: Listening;
let told: string[];
beforeAll(async () => {
  const router = twilioRouter({
    converse: () => Promise.reject(new Error('a receipt is no turn')),
    now: () => new Date(),
    account: ACCOUNT,
    observe: () => undefined,
    receipt: (route) => (id, status) => {
      if (id === 'away') return Promise.reject(new Error('the database is away'));
      told.push(`${route} ${id} ${status}`);
      return Promise.resolve();
    },
  });
  service = await listen(express().use('/sms/twilio', router));
});
afterAll(() => service.close());
beforeEach(() => (told = []));

function tell(parameters: Record<string, string>, path = `/sms/twilio/status?id=${ID}`, token = ACCOUNT.authToken) {
  const signature = getExpectedTwilioSignature(token, ACCOUNT.publicUrl + path, parameters);
  return fetch(service.url + path, {
    ...{ method: 'POST', headers: { 'x-twilio-signature': signature } },
    body: new URLSearchParams(parameters),
  });
}

const SAID = { MessageSid: 'SM1', To: '+919830012345' };

test.each(['sent', 'delivered', 'undelivered', 'failed'])('%s is told', async (MessageStatus) => {
  expect((await tell({ ...SAID, MessageStatus })).status).toBe(204);
  expect(told).toEqual([`twilio ${ID} ${MessageStatus}`]);
});

test('what was read has been delivered, by WhatsApp', async () => {
  await tell({ ...SAID, To: 'whatsapp:+919830012345', MessageStatus: 'read' });
  expect(told).toEqual([`whatsapp ${ID} delivered`]);
});

test.each(['queued', 'accepted', 'sending', 'constructor', ''])(
  '"%s" says nothing we do not know',
  async (MessageStatus) => {
    expect((await tell({ ...SAID, MessageStatus })).status).toBe(204);
    expect(told).toEqual([]);
  },
);

test('one without an id is none of ours', async () => {
  expect((await tell({ ...SAID, MessageStatus: 'sent' }, '/sms/twilio/status')).status).toBe(204);
  expect(told).toEqual([]);
});

test('one that Twilio has not signed, or signed for another message, is refused', async () => {
  expect((await tell({ ...SAID, MessageStatus: 'sent' }, undefined, 'another token')).status).toBe(403);
  const signed = getExpectedTwilioSignature(ACCOUNT.authToken, `${ACCOUNT.publicUrl}/sms/twilio/status?id=other`, SAID);
  const headers = { 'x-twilio-signature': signed };
  const body = new URLSearchParams(SAID);
  expect((await fetch(`${service.url}/sms/twilio/status?id=${ID}`, { method: 'POST', headers, body })).status).toBe(
    403,
  );
  expect(told).toEqual([]);
});

test('what cannot be kept is not taken', async () => {
  expect((await tell({ ...SAID, MessageStatus: 'sent' }, '/sms/twilio/status?id=away')).status).toBe(500);
});
