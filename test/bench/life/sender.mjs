/** One process of the service that sends what is queued, wired as `npm run jobs` is; the provider sits at the other end. */
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as pause } from 'node:timers/promises';
import { MovableClock } from '../../../dist/src/clock.js';
import { readConfig } from '../../../dist/src/config.js';
import { createLog } from '../../../dist/src/log.js';
import { sendQueued } from '../../../dist/src/messages/send-queued.js';
import { openStore } from '../../../dist/src/open-store.js';
import { createMetrics } from '../../../dist/src/ops/metrics.js';
import { outboxOf } from '../../../dist/src/outbox.js';
import { createRender } from '../../../dist/src/render/render.js';
import { wireConversation } from '../../../dist/src/wiring.js';

/** A gateway that is near. */
const ANSWERS_AFTER_MS = 10;
const TOLD_EVERY_MS = 100;

const config = readConfig({ DATA_DIR: process.env.DATA_DIR });
const opened = await openStore(config, () => undefined);
const parts = {
  ...{ config, opened, clock: new MovableClock(Number(process.env.CLOCK_OFFSET)) },
  ...{ metrics: createMetrics(), render: createRender(), log: createLog('warn') },
};

let taken = [];
const tell = () => taken.length > 0 && process.send({ taken: taken.splice(0) });

async function send({ occasion, text, locale }) {
  await pause(ANSWERS_AFTER_MS);
  taken.push([occasion, locale, text.length]);
  return { id: occasion };
}

const routes = { sms: [{ name: 'fake', send, receipts: true, dlt: false }] };
const outbox = outboxOf(parts, wireConversation(parts).begin, routes);

process.on('disconnect', () => process.exit());
process.on('SIGINT', () => undefined);
process.once('message', async () => {
  const timer = setInterval(tell, TOLD_EVERY_MS);
  const cpuBefore = process.cpuUsage();
  const looked = await sendQueued(outbox);
  const { user, system } = process.cpuUsage(cpuBefore);
  clearInterval(timer);
  tell();
  await opened.close();
  process.send({ looked, cpu: (user + system) / 1e6 });
});
process.send({ ready: true });
