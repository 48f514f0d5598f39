/** Outgoing SMS through Kannel's sendsms. https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html */
import { SendError } from '../../errors';
import type { Outgoing } from '../../messages/routes';
import { codingOf } from './kannel';

type Message = Pick<Outgoing, 'address' | 'text' | 'reference' | 'templateId'>;

export interface KannelSender {
  /** Where smsbox listens: `http://localhost:13013`. A path is only given where it is not Kannel's own. */
  url: string;
  username: string;
  password: string;
  /** Our door for receipts as Kannel reaches it, token included: `http://localhost:3000/sms/kannel/status?token=…`. */
  statusUrl?: string | undefined;
  /** As the operators' register (DLT) knows us. */
  dltEntityId?: string | undefined;
  /** The registered header to send under; unset: as deploy/kannel.conf says. */
  from?: string | undefined;
}

const PATH = '/cgi-bin/sendsms';
const TIMEOUT_MS = 10_000;
/** Delivered 1, undelivered 2, buffered 4, taken by the operator 8, refused by it 16: all we can be told. */
const EVERY_RECEIPT = '31';

/** Throws SendError where the message was not taken. */
export function kannelSend(sender: KannelSender, timeoutMs = TIMEOUT_MS) {
  const endpoint = new URL(sender.url);
  if (endpoint.pathname === '/') endpoint.pathname = PATH;
  return async (message: Message): Promise<undefined> => {
    const status = await request(`${endpoint.href}?${parametersOf(sender, message)}`, timeoutMs);
    if (status === 200 || status === 202) return undefined;
    // 403 also means that no operator takes this number: Kannel says not to try again.
    const refused = status >= 400 && status < 500;
    throw new SendError(`Kannel did not take the message (${status})`, !refused);
  };
}

/** The status. What fetch throws names the URL, and in it the number and our password: none of it goes on. */
async function request(url: string, timeoutMs: number): Promise<number> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    // Read, so that the connection serves the next message; whatever it says, the status stands.
    await response.text().catch(() => undefined);
    return response.status;
  } catch {
    throw new SendError('Kannel did not take the message (no answer)', true);
  }
}

function parametersOf(sender: KannelSender, message: Message): string {
  const { username, password, from, statusUrl } = sender;
  const metaData = metaDataOf(sender, message);
  return new URLSearchParams({
    ...{ username, password, to: message.address.replace('tel:', ''), ...(from && { from }) },
    ...{ text: message.text, charset: 'UTF-8', coding: codingOf(message.text) },
    ...(statusUrl && { 'dlr-mask': EVERY_RECEIPT, 'dlr-url': receiptUrl(statusUrl, message.reference) }),
    ...(metaData && { 'meta-data': metaData }),
  }).toString();
}

/** `…/status?token=…&id=6f3e…&type=%d`: Kannel fills in `%d`, and takes every other % for such a mark too. */
function receiptUrl(statusUrl: string, reference: string): string {
  const url = new URL(statusUrl);
  url.searchParams.set('id', reference);
  return `${url.href.replaceAll('%', '%%')}&type=%d`;
}

/** `?smpp?PE_ID=1101…&TEMPLATE_ID=1107…`, by the names that deploy/kannel.conf gives the operator's TLVs. */
function metaDataOf({ dltEntityId }: KannelSender, { templateId }: Message): string | undefined {
  const ids = new URLSearchParams({
    ...(dltEntityId && { PE_ID: dltEntityId }),
    ...(templateId && { TEMPLATE_ID: templateId }),
  });
  return ids.size > 0 ? `?smpp?${ids.toString()}` : undefined;
}
