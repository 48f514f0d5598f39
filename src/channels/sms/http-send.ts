/** Outgoing SMS by whatever request an HTTP aggregator asks for. */
import { createHash } from 'node:crypto';
import { SendError } from '../../errors';
import { unitsOf } from '../../render/segments';
import { templateIdOf, type Dlt } from './dlt';
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
export interface Outgoing {
  occasion: string;
  address: string;
  text: string;
  /** Its name, such as `eligible.bn`, where it is one of our templates. */
  template?: string | undefined;
}

const TIMEOUT_MS = 10_000;

/** Throws SendError where the message was not taken. */
export function httpSend(sender: HttpSender, timeoutMs = TIMEOUT_MS): (message: Outgoing) => Promise<void> {
  return async (message) => {
    const values = valuesOf(sender, message);
    const { ok, status, text } = await request(sender, values, AbortSignal.timeout(timeoutMs));
    if (!ok) throw refused(status, status >= 500 || status === 429);
    // An error told in a 200 is about the number, the template or the account: the same message would meet it again.
    if (sender.success && !sender.success.test(text)) throw refused(`${status}, without the sign of success`, false);
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
    throw refused('no answer', true);
  }
}

const filled = (headers: HttpSender['headers'], values: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), fill(value, values, 'plain')]),
  );

const refused = (why: string | number, retryable: boolean): SendError =>
  new SendError(`the SMS provider did not take the message (${why})`, retryable);

function valuesOf({ number, dlt }: HttpSender, { occasion, address, text, template }: Outgoing): Values {
  return {
    number: spelled(address, number),
    text,
    /** Most want to be told that a text is Bengali: `msg_type={unicode:Text|Unicode_text}`. */
    unicode: unitsOf(text).encoding === 'ucs2',
    entityId: dlt.entityId,
    header: dlt.header,
    templateId: templateIdOf(dlt.templates, template) ?? '',
    // Tells one message from another in the provider's log, and nobody's secrets.
    id: createHash('sha256').update(occasion).digest('hex').slice(0, 32),
  };
}

/** A number of another country keeps the country's digits in any spelling. */
function spelled(address: string, number: HttpSender['number']): string {
  const [, digits] = /^tel:\+(\d+)$/.exec(address) ?? [];
  if (digits === undefined) throw new SendError('not an address that SMS reach', false);
  if (number === 'national') return digits.replace(/^91(?=\d{10}$)/, '');
  return number === 'e164' ? `+${digits}` : digits;
}
