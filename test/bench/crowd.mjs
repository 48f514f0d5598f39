/** Many people writing at the same moment, each waiting for the answer before the next message. */
import { performance } from 'node:perf_hooks';
import { CHANNELS } from './channels/index.mjs';
import { dialogueIn, HELLO } from './dialogue.mjs';
import { Line } from './line.mjs';
import { personOf } from './people.mjs';

/** No dialogue needs as many. */
const MOST_TURNS = 20;
const MOST_FAILURES_TOLD = 5;

/**
 * @typedef {object} Target
 * @property {string} channel
 * @property {number} port
 * @property {number} crowd how many write at once
 * @property {number} known how many people are registered beforehand
 * @property {number} from the first person's number, where an earlier crowd has had those before
 * @property {boolean} echoes the other side only echoes: what it answers leads nowhere
 */

export class Crowd {
  #count;
  #sent;
  #channel;
  #dialogue;

  /** @param {Target} target */
  constructor(target) {
    this.target = target;
    this.#channel = CHANNELS[target.channel];
    this.#dialogue = dialogueIn(this.#channel.shows);
    this.#count = target.from;
    // No id of a message twice.
    this.#sent = target.from * MOST_TURNS;
    this.talks = Array.from({ length: target.crowd }, () => ({ line: new Line(target.port), ...this.#nextDialogue() }));
  }

  /** Dialogues that are under way when it ends go on in the next one. @returns what happened in these turns */
  async play(turns, seconds) {
    const tally = { latencies: [], registered: 0, booked: 0, nothingNear: 0, replies: {}, failures: 0, failed: [] };
    await Promise.all(this.talks.map(({ line }) => line.renew()));
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
    const dialogue = this.#count++;
    return {
      dialogue,
      person: personOf(dialogue, this.target.known),
      says: HELLO,
      said: [],
      last: undefined,
      turns: 0,
    };
  }

  async #turn(talk, tally) {
    const { person, dialogue, says, said } = talk;
    const request = this.#channel.request({ from: person.from, id: this.#sent++, text: says, dialogue, said });
    const startedAt = performance.now();
    const { status, body } = await talk.line.ask(request);
    tally.latencies.push(performance.now() - startedAt);
    const text = status === 200 ? this.#channel.reply(body) : undefined;
    const step = status === 200 ? this.#stepOf(talk, text) : undefined;
    if (step && talk.turns++ < MOST_TURNS) this.#goOn(talk, step, text, tally);
    else this.#fail(talk, `${status} ${text ?? body} after ${talk.last?.name ?? 'hello'}`, tally);
  }

  #stepOf({ says, last, person }, text) {
    const heard = this.target.echoes ? text === says : this.#channel.silent;
    if (heard) return this.#dialogue.stepAfter(last, person);
    return text && !this.target.echoes ? this.#dialogue.stepIn(text, last) : undefined;
  }

  #goOn(talk, step, text, tally) {
    tally.replies[step.name] = (tally.replies[step.name] ?? 0) + 1;
    if (step.name === 'booked') tally.booked++;
    if (step.name === 'nothing near') tally.nothingNear++;
    // Unheard, everybody registers who is offered a place.
    if (text === undefined ? step.name === 'offer' : this.#dialogue.isRegistered(text)) tally.registered++;
    if (!step.says) Object.assign(talk, this.#nextDialogue());
    else this.#answer(talk, step);
  }

  #answer(talk, step) {
    const says = step.says(talk.person);
    Object.assign(talk, { says, said: [...talk.said, says], last: step });
  }

  #fail(talk, reason, tally) {
    tally.failures++;
    if (tally.failed.length < MOST_FAILURES_TOLD) tally.failed.push(reason);
    Object.assign(talk, this.#nextDialogue());
  }
}
