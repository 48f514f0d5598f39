/** Sends what is queued, as the job does, and answers what reached whom. */
import { oneWay, sendQueued, type Outgoing } from '../../src/messages/send-queued';
import { createRender } from '../../src/render/render';
import { certificatesOf } from './certificates';
import type { World } from './world';

/** @param address only what reached this number */
export async function sentMessages(world: World, address?: string): Promise<Outgoing[]> {
  const messages: Outgoing[] = [];
  const failed = (error: unknown): never => {
    throw new Error('a message was not sent', { cause: error });
  };
  const routes = oneWay((message) => {
    messages.push(message);
    return Promise.resolve({});
  });
  const { store } = world.site;
  const begin = (): never => failed('nothing is begun here');
  const now = (): Date => world.clock.now();
  const certificates = certificatesOf(store, now);
  await sendQueued({ store, routes, failed, begin, certificates, render: createRender(), now });
  return address === undefined ? messages : messages.filter((message) => message.address === address);
}
