import { CHANNELS } from './channels/index.mjs';
import { forked } from './child.mjs';
import { summaryOf } from './plays.mjs';

const WARM_UP_TURNS = 3_000;
const TURNS = 6_000;

/** The same requests against Express alone: what the machine gives at this moment. */
export async function measureFloor({ crowd, seconds }, { later, say }) {
  say('measuring the floor');
  const floor = forked('floor.mjs', CHANNELS.twilio.settings);
  later(floor.stop);
  const load = forked('load.mjs');
  later(load.stop);
  const { port } = await floor.ask();
  const target = { channel: 'twilio', port, crowd, known: 0, from: 0, echoes: true };
  await load.ask({ target, turns: WARM_UP_TURNS, seconds });
  const { turns, seconds: took, p50, p99, failures, failed } = summaryOf([await load.ask({ turns: TURNS, seconds })]);
  if (failures > 0) throw new Error(`the floor fails: ${failed.join('; ')}`);
  floor.stop();
  load.stop();
  return { turnsPerSecond: turns / took, p50, p99 };
}
