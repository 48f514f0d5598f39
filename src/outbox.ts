/** The ways out: each channel's gateways in the order in which they are tried, and the outbox that sends by them. */
import { certificatesFor } from './certificates/attached';
import type { CertificateDeps } from './certificates/certificate';
import { createSigner } from './certificates/statement';
import { httpSend } from './channels/sms/http-send';
import { kannelSend } from './channels/sms/kannel-send';
import { twilioSend } from './channels/sms/twilio-send';
import type { Telegram } from './channels/telegram/telegram';
import type { Config } from './config';
import type { Begin } from './conversation/begin';
import type { Outbox } from './messages/outbox';
import type { Route, Routes } from './messages/routes';
import { readWords } from './web/words';
import type { Parts } from './wiring';

/** Where the simulator is on, its inbox takes what has no other way; undefined: nothing can be sent, and messages wait. */
export function routesOf(config: Config, telegram: Telegram | undefined): Routes | undefined {
  const inbox = (name: string): Route | undefined =>
    config.simulator ? { name, send: () => Promise.resolve(undefined), receipts: false } : undefined;
  const connected = [kannelRoute(config), httpRoute(config), twilioRoute(config, 'twilio')];
  const sms = connected.filter((route) => route !== undefined);
  const without = inbox('inbox');
  const bot = telegram && { name: 'telegram', send: telegram.send, receipts: false, documents: true as const };
  const routes = {
    sms: sms.length > 0 || !without ? sms : [without],
    whatsapp: twilioRoute(config, 'whatsapp') ?? inbox('inbox of WhatsApp'),
    telegram: bot ?? inbox('inbox of Telegram'),
  };
  return routes.sms.length > 0 || routes.whatsapp || routes.telegram ? routes : undefined;
}

/** Gateways of India before one that cannot send there. */
function kannelRoute({ kannelSender, kannel, http }: Config): Route | undefined {
  if (!kannelSender) return undefined;
  const { statusUrl, ...sender } = kannelSender;
  const receipts = statusUrl && kannel.token ? `${statusUrl}/sms/kannel/status?token=${kannel.token}` : undefined;
  const send = kannelSend({ ...sender, statusUrl: receipts, dltEntityId: http.dlt.entityId });
  return { name: 'kannel', send, receipts: receipts !== undefined, dlt: true };
}

export function httpRoute({ http: { outgoing, inbound } }: Config): Route | undefined {
  return outgoing && { name: 'http', send: httpSend(outgoing), receipts: inbound.receipts !== undefined, dlt: true };
}

function twilioRoute({ twilioSender, publicUrl }: Config, name: 'twilio' | 'whatsapp'): Route | undefined {
  if (!twilioSender) return undefined;
  const statusUrl = publicUrl && `${publicUrl}/sms/twilio/status`;
  return { name, send: twilioSend({ ...twilioSender, statusUrl }), receipts: statusUrl !== undefined };
}

/** @param now the service's clock */
export const certificatesOf = ({
  config: { publicUrl, port },
  store,
  now,
}: Pick<CertificateDeps, 'store' | 'now'> & { config: Config }): CertificateDeps => ({
  ...{ store, now, words: readWords(), signer: createSigner(store.vault) },
  publicUrl: publicUrl ?? `http://localhost:${port}`,
});

export function outboxOf(parts: Parts, begin: Begin, routes: Routes): Outbox {
  const { config, clock, metrics, render, log } = parts;
  const { store } = parts.opened;
  return {
    certificates: certificatesFor(certificatesOf({ config, store, now: () => clock.now() })),
    ...{ store, render, begin, routes },
    now: () => clock.now(),
    failed: (err) => log.error({ err }, 'a message was not taken'),
    delivered: metrics.delivered,
    templateId: store.dltTemplates.templateId,
    dltRequired: config.http.dlt.required,
  };
}
