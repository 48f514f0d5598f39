import { forked } from './child.mjs';
import { ACCOUNT } from './webhook.mjs';

const WARM_UP_TURNS = 3_000;
const TURNS = 6_000;

/** The same requests against Express alone: what the machine gives at this moment. */
export async function measureFloor({ crowd, seconds }, { later, say }) {
  say('measuring the floor');
  const floor = forked('floor.mjs', { TWILIO_AUTH_TOKEN: ACCOUNT.token, PUBLIC_URL: ACCOUNT.publicUrl });
  later(floor.stop);
  const load = forked('load.mjs');
  later(load.stop);
  const { port } = await floor.ask();
  await load.ask({ target: { port, crowd, known: 0, from: 0, echoes: true }, turns: WARM_UP_TURNS, seconds });
  const { turns, seconds: took, p50, p99, failures, failed } = await load.ask({ turns: TURNS, seconds });
  if (failures > 0) throw new Error(`the floor fails: ${failed.join('; ')}`);
  floor.stop();
  load.stop();
  return { turnsPerSecond: turns / took, p50, p99 };
}
