/** Outgoing SMS by whatever request an HTTP aggregator asks for. */
import { SendError } from '../../errors';
import { unitsOf } from '../../render/segments';
import type { Outgoing as Message } from '../../messages/routes';
import type { Dlt } from './dlt';
import { CONTENT_TYPES, fill, type Notation, type Values } from './http-template';

export interface HttpSender {
  url: string;
  method: 'GET' | 'POST' | 'PUT';
  headers: Readonly<Record<string, string>>;
  body: { template: string; notation: Notation } | undefined;
  /** What the response to a message that was taken contains: some answer 200 to everything. */
  success: RegExp | undefined;
  /** `+919830012345`, `919830012345` or `9830012345`. */
  number: 'e164' | 'digits' | 'national';
  dlt: Dlt;
}

/** What is needed of a message to send it. */
export type Outgoing = Pick<Message, 'reference' | 'address' | 'text' | 'templateId'>;

const TIMEOUT_MS = 10_000;

/** Throws SendError where the message was not taken. */
export function httpSend(sender: HttpSender, timeoutMs = TIMEOUT_MS) {
  return async (message: Outgoing): Promise<undefined> => {
    const values = valuesOf(sender, message);
    const { ok, status, text } = await request(sender, values, AbortSignal.timeout(timeoutMs));
    if (!ok) throw notTaken(status, status >= 500 || status === 429, status < 500);
    // An error told in a 200 is about the number, the template or the account: the same message would meet it again.
    if (sender.success && !sender.success.test(text)) throw notTaken(`${status}, without the sign of success`, false);
    return undefined;
  };
}

async function request(
  { url, method, headers, body }: HttpSender,
  values: Values,
  signal: AbortSignal,
): Promise<{ ok: boolean; status: number; text: string }> {
  try {
    const response = await fetch(fill(url, values, 'form'), {
      method,
      headers: { ...(body && { 'content-type': CONTENT_TYPES[body.notation] }), ...filled(headers, values) },
      ...(body && { body: fill(body.template, values, body.notation) }),
      // The request carries our password: it goes where it is addressed, or nowhere.
      redirect: 'manual',
      signal,
    });
    return { ok: response.ok, status: response.status, text: await response.text() };
  } catch {
    // What was thrown names the address, and with it the number and our password.
    throw notTaken('no answer', true);
  }
}

const filled = (headers: HttpSender['headers'], values: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), fill(value, values, 'plain')]),
  );

const notTaken = (why: string | number, retryable: boolean, refused = !retryable): SendError =>
  new SendError(`the SMS provider did not take the message (${why})`, retryable, refused);

function valuesOf({ number, dlt }: HttpSender, { reference, address, text, templateId = '' }: Outgoing): Values {
  return {
    number: spelled(address, number),
    text,
    /** Most want to be told that a text is Bengali: `msg_type={unicode:Text|Unicode_text}`. */
    unicode: unitsOf(text).encoding === 'ucs2',
    entityId: dlt.entityId,
    header: dlt.header,
    templateId,
    id: reference,
  };
}

/** A number of another country keeps the country's digits in any spelling. */
function spelled(address: string, number: HttpSender['number']): string {
  const [, digits] = /^tel:\+(\d+)$/.exec(address) ?? [];
  if (digits === undefined) throw new SendError('not an address that SMS reach', false);
  if (number === 'national') return digits.replace(/^91(?=\d{10}$)/, '');
  return number === 'e164' ? `+${digits}` : digits;
}
