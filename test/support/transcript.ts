/**
 * Plays a script of meanings as a dialogue in one language and on one channel, answering from what was last rendered, on the real
 * conversation and the real engine; and writes it down as a person would read it. A step is a line:
 *
 *   hello            says hello in the language, and answers the language question where there is one
 *   choose VALUE     the number under which the last menu shows VALUE
 *   type TEXT        {words} in braces are put into the language
 *   card N           the number of the Nth example voter card
 *   wait 2d          the clock goes on (m, h, d), the jobs run, and what they send arrives
 *   redial           the call is cut off and dialled again, where there is a call; elsewhere "repeat" is written
 *   pressOld         a button of the answer before the last one (Telegram)
 *   share            the account's own number, as Telegram proves it
 *   code             the code that was sent to the number
 *   fill             other people take every place that was just offered
 *   full             other people have every place there is
 *   free             one of them gives a place back
 *   phone 2          the person writes from another number
 *   vaccinate N V    somebody called N is given vaccine V
 *   close            the session of the next date does not take place
 *   look WHO WHY    an operator called WHO looks at the people of the number for the reason WHY
 *   staff            the number is one of the staff from now on
 *   fix              what staff reported is fixed
 *   listed P; Q     a health worker gives a village's list: who is on it, as written, each with the Nth example card
 *   interval V 84    from today so many days lie between two doses of vaccine V
 *   takeOver         somebody of the helpline takes the conversation over
 *   operator TEXT    and writes
 *   handBack TEXT    and hands it back with what was agreed on
 *   expect STATE     the flow and state we must rest in
 *
 * A line that begins with a channel and a colon is for that channel alone; with "text:", for all but USSD.
 */
import { randomUUID } from 'node:crypto';
import { throughAccounts } from '../../src/conversation/accounts';
import { createConverse, type Converse } from '../../src/conversation/converse';
import type { Answer } from '../../src/conversation/ports';
import type { ChannelName, Inbound, Language, Locale, MenuItem, Prompt } from '../../src/conversation/vocabulary';
import { createBegin } from '../../src/conversation/begin';
import { createQueue } from '../../src/conversation/queue';
import { createEffects } from '../../src/effects';
import { createNotify } from '../../src/messages/notify';
import { readCatalogue, type Catalogue, type Translate } from '../../src/render/catalogue';
import { createRender, type Render } from '../../src/render/render';
import { segmentsOf } from '../../src/render/segments';
import { bindAccount } from '../../src/vaccination/prove-number';
import { staffAt } from '../../src/vaccination/report-glitch';
import type { ExampleWorld } from './example-world';
import { Outside } from './outside';
import { exampleCard, inLocale } from './words';

export interface Played {
  text: string;
  states: Set<string>;
  prompts: Prompt[];
  /** Keys of the catalogue that were said. */
  keys: Set<string>;
  answers: Answer[];
}

const START = new Date('2021-03-03T10:00:00+05:30');
/** Longer than anybody is left alone with a question. */
const A_LITTLE = '10m';
const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** By which way and in which words and letters a script is played. */
export interface Way {
  channel: Exclude<ChannelName, 'whatsapp'>;
  locale: Locale;
}

/** @param unproved the account has not proved whose number it uses */
export async function play(world: ExampleWorld, script: string, way: Way, unproved = false): Promise<Played> {
  await world.reset(START);
  const talk = new Talk(world, way, unproved ? ACCOUNT : NUMBER);
  for (const line of linesFor(script, way)) {
    const [verb = '', ...rest] = line.split(' ');
    await talk.step(verb, rest.join(' '));
  }
  return talk.played();
}

function linesFor(script: string, { channel }: Way): string[] {
  const lines = script.split('\n').map((line) => line.trim());
  const own = lines.filter((line) => line && !line.startsWith('#') && isFor(channel, /^(\w+):/.exec(line)?.[1]));
  return own.map((line) => line.replace(/^\w+: /, ''));
}

const isFor = (channel: string, said: string | undefined): boolean =>
  said === undefined || said === channel || (said === 'text' && channel !== 'ussd');

const NUMBER = 'tel:+919830012345';
const ACCOUNT = 'telegram:5550123';

class Talk {
  private readonly lines: string[] = [];
  private readonly states = new Set<string>();
  private readonly prompts: Prompt[] = [];
  private readonly keys = new Set<string>();
  private readonly answers: Answer[] = [];
  /** Those of them that came by themselves. */
  private readonly arrivals = new Set<Answer>();
  private readonly converse: Converse;
  private readonly outside: Outside;
  private now = START;
  /** A call of USSD is open. */
  private onLine = false;

  constructor(
    private readonly world: ExampleWorld,
    private readonly way: Way,
    private address: string,
  ) {
    const render = createRender(recorded(readCatalogue(), this.keys));
    const recording: Render = (prompts, locale, look) => {
      this.prompts.push(...prompts);
      return render(prompts, locale, look);
    };
    const notify = createNotify(world.store);
    const shared = {
      store: world.store.conversations,
      effects: createEffects(world.store),
      render: recording,
      keepLine: world.store.talks.keep,
      numberOf: world.store.accounts.numberOf,
      inTurn: createQueue(),
      connectionLost: () => false,
      effectFailed: (name: string, error: unknown) => {
        throw new Error(`effect ${name} failed`, { cause: error });
      },
    };
    const converse = createConverse({
      ...shared,
      notify,
      pinCodeNear: () => Promise.resolve(null),
      isStaff: async (contact) => (await staffAt(world.store, contact)) !== null,
      contactOf: world.store.vault.contactOf,
      patience: 60_000,
      observe: () => undefined,
    });
    const now = (): Date => this.now;
    this.outside = new Outside({
      world,
      begin: createBegin(shared),
      render: recording,
      now,
      number: () => this.number(),
    });
    this.converse = throughAccounts(converse, {
      numberOf: world.store.accounts.numberOf,
      bind: (account, number, at, locale) => bindAccount(world.store, { account, number, at, locale }),
    });
  }

  async step(verb: string, rest: string): Promise<void> {
    const steps: Record<string, () => Promise<void> | void> = {
      hello: () => this.hello(),
      choose: () => this.choose(inLocale(rest, this.way.locale)),
      type: () => this.write(inLocale(rest, this.way.locale)),
      card: () => this.write(exampleCard(Number(rest))),
      wait: () => this.wait(rest),
      redial: () => this.redial(),
      pressOld: () => this.pressOld(),
      share: () => this.send('(shares the own number)', { text: '', event: 'shareContact', contact: NUMBER }),
      code: () => this.code(),
      fill: () => this.fill(),
      later: () => this.wait(rest),
      phone: () => this.takePhone(Number(rest)),
      full: () => this.meanwhile('other people have every place', () => this.outside.fillAll()),
      free: () => this.meanwhile('somebody gives a place back', () => this.outside.free()),
      close: () => this.meanwhile('the centre closes', () => this.outside.close()),
      vaccinate: () => this.vaccinate(rest),
      interval: () => this.interval(rest),
      takeOver: () => this.meanwhile('Mita of the helpline takes over', () => this.outside.takeOver()),
      operator: () => this.meanwhile('Mita writes', () => this.outside.operator(inLocale(rest, this.way.locale))),
      handBack: () => this.meanwhile('Mita hands back', () => this.outside.handBack(inLocale(rest, this.way.locale))),
      listed: () => this.listed(inLocale(rest, this.way.locale)),
      staff: () => this.meanwhile('the number is one of the staff', () => this.outside.staff()),
      fix: () => this.meanwhile('what was reported is fixed', () => this.outside.fix()),
      look: () => this.look(rest),
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
      answers: this.answers.filter((answer) => !this.arrivals.has(answer)),
    };
  }

  private async hello(): Promise<void> {
    if (this.way.channel === 'ussd') await (this.onLine ? this.send(inLocale('{menu}', this.way.locale)) : this.dial());
    else await this.send(inLocale('{hello}', this.way.locale));
    if (this.last().expects === 'welcome.language') await this.chooseLanguage();
  }

  /** Whoever sees boxes asks for other letters first. */
  private async chooseLanguage(): Promise<void> {
    if (this.way.locale.endsWith('Latn') && this.way.channel !== 'ussd') await this.send('7');
    await this.choose(languageOf(this.way.locale));
  }

  private dial(): Promise<void> {
    this.onLine = true;
    return this.send('(dials)', { event: 'dial', text: '' });
  }

  private async redial(): Promise<void> {
    if (this.way.channel !== 'ussd') return this.write(inLocale('{again}', this.way.locale));
    this.lines.push('> (the call is cut off)', '');
    await this.dial();
  }

  /** A call that has ended is dialled anew; what was open is gone on with. */
  private async callAgain(): Promise<void> {
    if (this.way.channel !== 'ussd' || this.onLine) return;
    await this.dial();
    if (this.last().expects === 'welcome.resume') await this.choose('continue');
  }

  private async write(text: string): Promise<void> {
    await this.callAgain();
    await this.send(text);
  }

  private async choose(wanted: string): Promise<void> {
    await this.callAgain();
    const found = this.itemOf(wanted);
    // The screen with "change" and "cancel" is gone with the call; the date is not.
    if (!found && this.itemOf('appointments') && this.way.channel === 'ussd') await this.choose('appointments');
    const item = found ?? this.itemOf(wanted);
    if (!item) throw new Error(`no "${wanted}" in the menu of\n${this.last().text}`);
    await (this.way.channel === 'telegram' ? this.press(item, this.last().turn) : this.send(item.number));
  }

  private press({ value, label }: MenuItem, turn: number): Promise<void> {
    return this.send(`[${label}]`, { text: '', choice: { turn, value } });
  }

  /** Presses the first button of the answer before the last one. */
  private async pressOld(): Promise<void> {
    const old = this.answers.at(-2);
    const item = old?.menu[0];
    if (!item) throw new Error('there is no old button');
    await this.press(item, old.turn);
  }

  private itemOf(wanted: string): MenuItem | undefined {
    return this.last().menu.find(({ value, label }) => value === wanted || label === wanted);
  }

  private async send(shown: string, said: Partial<Inbound> = {}): Promise<void> {
    const { channel, locale } = this.way;
    const answer = await this.converse({
      channel,
      address: this.address,
      externalId: randomUUID(),
      receivedAt: this.now,
      text: shown,
      // The door tells the language and letters of most of its people, as a gateway's settings do.
      ...(channel === 'ussd'
        ? { language: languageOf(locale), script: locale.endsWith('Latn') ? 'latin' : 'native' }
        : {}),
      ...said,
    });
    this.answers.push(answer);
    this.states.add(answer.expects);
    this.onLine = !answer.done;
    this.lines.push(`> ${shown}`, ...this.shown(answer));
    if (channel === 'ussd' && /(^|\n)98 [^\n]+(\n0 [^\n]+)?$/.test(answer.text)) await this.send('98');
  }

  private shown({ text, expects, menu, done }: Answer): string[] {
    if (text === '') return ['< (no answer)', `  [${expects}]`, ''];
    const body = masked(text)
      .split('\n')
      .map((line, index) => (index === 0 ? `< ${line}` : `  ${line}`));
    return [...body, ...this.buttons(menu), `  [${expects}, ${this.cost(text, done)}]`, ''];
  }

  private buttons(menu: readonly MenuItem[]): string[] {
    return this.way.channel === 'telegram' ? menu.map(({ number, label }) => `  [${number} ${label}]`) : [];
  }

  private cost(text: string, done: boolean): string {
    const { units, segments } = segmentsOf(text);
    if (this.way.channel === 'sms') return `${segments} SMS`;
    return `${units} characters${this.way.channel === 'ussd' && done ? ', end' : ''}`;
  }

  private last(): Answer {
    const last = this.answers.at(-1);
    if (!last) throw new Error('nothing was said yet');
    return last;
  }

  private async wait(duration: string): Promise<void> {
    this.goOn(duration);
    this.lines.push(`… ${duration}`, '');
    await this.hear();
  }

  /** Something happens, and a little later, when nobody is in the middle of a thought, what follows from it arrives. */
  private async meanwhile(what: string, happens: () => Promise<void>): Promise<void> {
    this.lines.push(`… ${what}`, '');
    await happens();
    this.goOn(A_LITTLE);
    await this.hear();
  }

  /** An account that has proved no number stays what it is. */
  private number(): string {
    return this.address.startsWith('tel:') ? this.address : NUMBER;
  }

  private takePhone(which: number): void {
    this.address = `${NUMBER.slice(0, -1)}${4 + which}`;
    this.onLine = false;
    this.lines.push(`… from phone ${which}`, '');
  }

  private goOn(duration: string): void {
    this.now = new Date(this.now.getTime() + Number.parseInt(duration) * (UNITS[duration.at(-1) ?? ''] ?? 0));
    this.onLine = false;
  }

  private async hear(): Promise<void> {
    for (const message of await this.outside.runJobs()) {
      const answer = await this.outside.heard(message);
      this.arrivals.add(answer);
      this.answers.push(answer);
      this.states.add(answer.expects);
      const [first = '', ...rest] = masked(message.text).split('\n');
      this.lines.push(`* ${first}`, ...rest.map((line) => `  ${line}`), ...this.buttons(message.menu ?? []));
      if (message.document) this.lines.push(`  (${message.document.name})`);
      this.lines.push(`  [${answer.expects}, ${message.channel}, ${this.costOf(message)}]`, '');
    }
  }

  private costOf({ channel, text }: { channel: ChannelName; text: string }): string {
    const { units, segments } = segmentsOf(text);
    return channel === 'sms' ? `${segments} SMS` : `${units} characters`;
  }

  private vaccinate(rest: string): Promise<void> {
    const [, who = '', vaccine = ''] = /^(.*) (\S+)$/.exec(rest) ?? [];
    const name = inLocale(who, this.way.locale);
    return this.meanwhile(`${name} is given ${vaccine}`, () => this.outside.vaccinate(name, vaccine));
  }

  private look(rest: string): Promise<void> {
    const [who = '', why = ''] = rest.split(' ');
    const name = inLocale(who, this.way.locale);
    return this.meanwhile(`${name} of the helpline looks: ${why}`, () => this.outside.look(name, why));
  }

  private listed(rest: string): Promise<void> {
    const lines = rest.split('; ').map((line) => line.replace(/\d+$/, (card) => exampleCard(Number(card))));
    const list = { village: inLocale('{village}', this.way.locale), locale: this.way.locale, lines };
    const what = `a health worker of ${list.village} writes: ${lines.join('; ')}`;
    return this.meanwhile(what, () => this.outside.listed(list));
  }

  private interval(rest: string): Promise<void> {
    const [vaccine = '', days = ''] = rest.split(' ');
    const happens = (): Promise<void> => this.outside.interval(vaccine, Number(days));
    return this.meanwhile(`between two doses of ${vaccine} lie ${days} days now`, happens);
  }

  private async code(): Promise<void> {
    const [message] = (await this.outside.runJobs()).filter(({ text }) => /\d{6}/.test(text));
    await this.send('(the code)', { text: /\d{6}/.exec(message?.text ?? '')?.[0] ?? 'no code came' });
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
    (key, values, form) => {
      keys.add(key);
      return translate(key, values, form);
    };
  const entries = Object.entries(catalogue).map(([locale, translate]) => [locale, recording(translate)]);
  return Object.fromEntries(entries) as Catalogue;
}

const languageOf = (locale: Locale): Language => locale.slice(0, 2) as Language;

/** What chance decides looks the same in every run: the 14 digits of the reference id, the code for the door, a certificate's link. */
function masked(text: string): string {
  return text
    .replace(/\d{4}(\s)\d{4}(\s)\d{4}(\s)\d{2}(?!\d)/g, '2041$17733$29152$306')
    .replace(/(?<=(?:কোড|कोड|code)\s)\d{4}(?!\d)/gi, '4817')
    .replace(/(?<=\/c\/)\w{10}([^\d]+)\d{6}(?!\d)/, '2b4d6f8h9k$1481762');
}
