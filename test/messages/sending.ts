/** An outbox of this test, with providers that behave as they are told. */
import type { Outbox } from '../../src/messages/outbox';
import type { Accepted, Outgoing, Routes } from '../../src/messages/routes';
import { createRender } from '../../src/render/render';
import type { MessageKind } from '../../src/store/messages';
import { certificatesOf } from '../support/certificates';
import type { World } from '../support/world';

export type Provider = (message: Outgoing, route: string) => Promise<Accepted | undefined>;
const TAKES: Provider = () => Promise.resolve(undefined);
const render = createRender();

export interface Sending {
  outbox: Outbox;
  routes: Routes & { sms: Routes['sms'] };
  /** What the providers were asked to send, and by which route. */
  sent: (Outgoing & { route: string })[];
  failures: unknown[];
  delivered: [string, MessageKind, number][];
  /** Without an argument they take everything. */
  behave: (provider?: Provider) => void;
  passOnTheWall: (ms: number) => void;
  until: (count: number) => Promise<void>;
  stored: (occasion: string) => Promise<Record<string, unknown>>;
  untilStored: (occasion: string, status: string) => Promise<void>;
}

/** @param sms the routes of SMS, `receipts` those that tell what became of a message */
export function outboxOf(world: World, sms = ['kannel'], receipts: readonly string[] = []): Sending {
  let provider = TAKES;
  let passed = 0;
  const sending: Pick<Sending, 'sent' | 'failures' | 'delivered'> = { sent: [], failures: [], delivered: [] };
  const routeOf = (name: string) => ({
    name,
    receipts: receipts.includes(name),
    send: (message: Outgoing) => {
      sending.sent.push({ ...message, route: name });
      return provider(message, name);
    },
  });
  const routes: Routes = { sms: sms.map(routeOf), whatsapp: routeOf('whatsapp'), telegram: routeOf('telegram') };
  const stored = async (occasion: string): Promise<Record<string, unknown>> =>
    (await world.site.connection.collection('messages').findOne({ _id: occasion as never })) ?? {};
  const again = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 5));
  return {
    ...sending,
    routes,
    outbox: {
      ...{ store: world.site.store, render, routes, now: () => world.clock.now() },
      begin: () => Promise.reject(new Error('nothing is begun here')),
      certificates: certificatesOf(world.site.store, () => world.clock.now()),
      onTheWall: () => new Date(Date.now() + passed),
      failed: (error) => sending.failures.push(error),
      delivered: (...arrived) => sending.delivered.push(arrived),
    },
    behave: (given = TAKES) => (provider = given),
    passOnTheWall: (ms) => (passed += ms),
    until: async (count) => {
      while (sending.sent.length < count) await again();
    },
    stored,
    untilStored: async (occasion, status) => {
      while ((await stored(occasion)).status !== status) await again();
    },
  };
}
