/**
 * Plays a script of meanings as a dialogue in one language, answering from what was last rendered, on the real conversation and
 * the real engine; and writes it down as a person would read it. A step is a line:
 *
 *   hello            says hello in the language, and answers the language question where there is one
 *   choose VALUE     the number under which the last menu shows VALUE
 *   type TEXT        {words} in braces are put into the language
 *   card N           the number of the Nth example voter card
 *   wait 2d          the clock goes on (m, h, d)
 *   fill             other people take every place that was just offered
 *   expect STATE     the flow and state we must rest in
 */
import { randomUUID } from 'node:crypto';
import { createConverse, type Converse } from '../../src/conversation/converse';
import type { Answer } from '../../src/conversation/ports';
import type { Language, Prompt } from '../../src/conversation/vocabulary';
import { createEffects } from '../../src/effects';
import { readCatalogue, type Catalogue, type Translate } from '../../src/render/catalogue';
import { createRender, type Render } from '../../src/render/render';
import { segmentsOf } from '../../src/render/segments';
import type { ExampleWorld } from './example-world';
import { exampleCard, inLanguage } from './words';

export interface Played {
  text: string;
  states: Set<string>;
  prompts: Prompt[];
  /** Keys of the catalogue that were said. */
  keys: Set<string>;
  answers: Answer[];
}

const START = new Date('2021-03-03T10:00:00+05:30');
const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

export async function play(world: ExampleWorld, script: string, language: Language): Promise<Played> {
  await world.reset(START);
  const talk = new Talk(world, language);
  for (const line of script.split('\n').filter((each) => each.trim() && !each.startsWith('#'))) {
    const [verb = '', ...rest] = line.trim().split(' ');
    await talk.step(verb, rest.join(' '));
  }
  return talk.played();
}

class Talk {
  private readonly lines: string[] = [];
  private readonly states = new Set<string>();
  private readonly prompts: Prompt[] = [];
  private readonly keys = new Set<string>();
  private readonly answers: Answer[] = [];
  private readonly converse: Converse;
  private now = START;

  constructor(
    private readonly world: ExampleWorld,
    private readonly language: Language,
  ) {
    const render = createRender(recorded(readCatalogue(), this.keys));
    const recording: Render = (prompts, inTongue) => {
      this.prompts.push(...prompts);
      return render(prompts, inTongue);
    };
    this.converse = createConverse({
      store: world.store.conversations,
      effects: createEffects(world.store),
      render: recording,
      contactOf: world.store.vault.contactOf,
      connectionLost: () => false,
      patience: 60_000,
      observe: () => undefined,
      effectFailed: (name, error) => {
        throw new Error(`effect ${name} failed`, { cause: error });
      },
    });
  }

  async step(verb: string, rest: string): Promise<void> {
    const steps: Record<string, () => Promise<void> | void> = {
      hello: () => this.hello(),
      choose: () => this.write(this.numberOf(inLanguage(rest, this.language))),
      type: () => this.write(inLanguage(rest, this.language)),
      card: () => this.write(exampleCard(Number(rest))),
      wait: () => this.wait(rest),
      fill: () => this.fill(),
      expect: () => expect(this.last().expects).toBe(rest),
    };
    const step = steps[verb];
    if (!step) throw new Error(`no step "${verb}"`);
    await step();
  }

  played(): Played {
    return {
      text: `${this.lines.join('\n')}\n`,
      states: this.states,
      prompts: this.prompts,
      keys: this.keys,
      answers: this.answers,
    };
  }

  private async hello(): Promise<void> {
    await this.write(inLanguage('{hello}', this.language));
    if (this.last().expects === 'welcome.language') await this.write(this.numberOf(this.language));
  }

  private async write(text: string): Promise<void> {
    const answer = await this.converse({
      channel: 'sms',
      address: 'tel:+919830012345',
      externalId: randomUUID(),
      text,
      receivedAt: this.now,
    });
    this.answers.push(answer);
    this.states.add(answer.expects);
    this.lines.push(`> ${text}`, ...this.shown(answer));
  }

  private shown({ text, expects }: Answer): string[] {
    const { segments } = segmentsOf(text);
    const body = masked(text)
      .split('\n')
      .map((line, index) => (index === 0 ? `< ${line}` : `  ${line}`));
    return [...body, `  [${expects}, ${segments} SMS]`, ''];
  }

  private last(): Answer {
    const last = this.answers.at(-1);
    if (!last) throw new Error('nothing was said yet');
    return last;
  }

  private numberOf(value: string): string {
    const item = this.last().menu.find((each) => each.value === value || each.label === value);
    if (!item) throw new Error(`no "${value}" in the menu of\n${this.last().text}`);
    return item.number;
  }

  private wait(duration: string): void {
    this.now = new Date(this.now.getTime() + Number.parseInt(duration) * (UNITS[duration.at(-1) ?? ''] ?? 0));
    this.lines.push(`… ${duration}`, '');
  }

  private async fill(): Promise<void> {
    await this.world.connection
      .collection('slots')
      .updateMany({ 'holders.0': { $exists: true } }, { $set: { holders: [], free: 0 } });
    this.lines.push('… others take these places', '');
  }
}

function recorded(catalogue: Catalogue, keys: Set<string>): Catalogue {
  const recording =
    (translate: Translate): Translate =>
    (key, values) => {
      keys.add(key);
      return translate(key, values);
    };
  return { bn: recording(catalogue.bn), hi: recording(catalogue.hi), en: recording(catalogue.en) };
}

/** What chance decides looks the same in every run: the 14 digits of the reference id, the code for the door. */
function masked(text: string): string {
  return text
    .replace(/\d{4} \d{4} \d{4} \d{2}(?!\d)/g, '2041 7733 9152 06')
    .replace(/(?<=(?:কোড|कोड|Code) )\d{4}(?!\d)/g, '4817');
}
