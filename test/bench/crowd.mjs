/** Many people writing at the same moment, each waiting for the answer before the next message. */
import { performance } from 'node:perf_hooks';
import { HELLO, isRegistered, stepIn, STEPS } from './dialogue.mjs';
import { Line } from './line.mjs';
import { personOf } from './people.mjs';
import { messageIn, PATH, webhook } from './webhook.mjs';

/** No dialogue needs as many. */
const MOST_TURNS = 20;
const MOST_FAILURES_TOLD = 5;

/**
 * @typedef {object} Target
 * @property {number} port
 * @property {number} crowd how many write at once
 * @property {number} known how many people are registered beforehand
 * @property {number} from the first person's number, where an earlier crowd has had those before
 * @property {boolean} echoes the other side only echoes: what it answers leads nowhere
 */

export class Crowd {
  #count;
  #sent;

  /** @param {Target} target */
  constructor(target) {
    this.target = target;
    this.#count = target.from;
    // No id of a message twice.
    this.#sent = target.from * MOST_TURNS;
    this.talks = Array.from({ length: target.crowd }, () => ({ line: new Line(target.port), ...this.#nextDialogue() }));
  }

  /** Dialogues that are under way when it ends go on in the next one. @returns what happened in these turns */
  async play(turns, seconds) {
    const tally = { latencies: [], registered: 0, booked: 0, nothingNear: 0, replies: {}, failures: 0, failed: [] };
    const startedAt = performance.now();
    const until = startedAt + seconds * 1000;
    let left = turns;
    const talk = async (one) => {
      while (left-- > 0 && performance.now() < until) await this.#turn(one, tally);
    };
    await Promise.all(this.talks.map(talk));
    return { ...tally, people: this.#count, seconds: (performance.now() - startedAt) / 1000 };
  }

  close() {
    for (const { line } of this.talks) line.close();
  }

  #nextDialogue() {
    const person = personOf(this.#count++, this.target.known);
    return { person, says: HELLO, last: undefined, turns: 0 };
  }

  async #turn(talk, tally) {
    const message = webhook(talk.person.from, `SM${(this.#sent++).toString(16).padStart(32, '0')}`, talk.says);
    const startedAt = performance.now();
    const { status, body } = await talk.line.post(PATH, message.headers, message.body);
    tally.latencies.push(performance.now() - startedAt);
    const text = status === 200 ? messageIn(body) : undefined;
    const step = this.target.echoes ? echoed(talk, text) : text && stepIn(text, talk.last);
    if (step && talk.turns++ < MOST_TURNS) this.#goOn(talk, step, text, tally);
    else this.#fail(talk, `${status} ${text ?? body} after ${talk.last?.name ?? 'hello'}`, tally);
  }

  #goOn(talk, step, text, tally) {
    tally.replies[step.name] = (tally.replies[step.name] ?? 0) + 1;
    if (step.name === 'booked') tally.booked++;
    if (step.name === 'nothing near') tally.nothingNear++;
    if (isRegistered(text)) tally.registered++;
    if (step.says) Object.assign(talk, { says: step.says(talk.person), last: step });
    else Object.assign(talk, this.#nextDialogue());
  }

  #fail(talk, reason, tally) {
    tally.failures++;
    if (tally.failed.length < MOST_FAILURES_TOLD) tally.failed.push(reason);
    Object.assign(talk, this.#nextDialogue());
  }
}

/** The same messages without anybody who understands them: one step after the other. */
function echoed({ last, says }, text) {
  if (text !== says) return undefined;
  const [step] = STEPS.slice(STEPS.indexOf(last) + 1);
  return step;
}
