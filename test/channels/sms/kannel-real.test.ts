/** SMS through a real bearerbox and smsbox, configured by our example, with the real conversation behind them. */
import express from 'express';
import { kannelRouter } from '../../../src/channels/sms/kannel';
import { kannelSend } from '../../../src/channels/sms/kannel-send';
import type { Answer } from '../../../src/conversation/ports';
import type { Inbound } from '../../../src/conversation/vocabulary';
import { describeWithKannel, Kannel, patiently, ucs2, type Shown } from '../../support/kannel';
import { listen, type Listening } from '../../support/listen';
import { openWorld, slotOf, voterCard, type World } from '../../support/world';

const TOKEN = 'secret';
const NUMBER = '56767';

describeWithKannel('a real Kannel', () => {
  let world: World;
  let service: Listening;
  let kannel: Kannel;
  let turns: { inbound: Inbound; answer: Answer }[] = [];
  let receipts: string[] = [];
  let unwell = 0;
  const opened: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    world = await openWorld();
    opened.push(() => world.close());
    await world.site.store.slots.add([slotOf(5), slotOf(5, { inDays: 3 })]);
    service = await listen(app());
    opened.push(() => service.close());
    kannel = await Kannel.start(`${service.url}/sms/kannel?token=${TOKEN}`);
    opened.push(() => kannel.stop());
  });
  afterAll(async () => {
    for (const close of opened.reverse()) await close();
  });
  beforeEach(() => {
    turns = [];
    receipts = [];
  });

  function app() {
    const converse = async (inbound: Inbound): Promise<Answer> => {
      if (unwell-- > 0) throw new Error('the database is away');
      const answer = await world.site.converse(inbound);
      turns.push({ inbound, answer });
      return answer;
    };
    const receipt = (id: string, status: string) => Promise.resolve(void receipts.push(`${id} ${status}`));
    const deps = { converse, now: () => world.clock.now(), gate: { token: TOKEN }, receipt };
    return express().use('/sms/kannel', kannelRouter(deps));
  }

  /** Hands a message to Kannel, and waits until its answer is on the phone as the conversation said it. */
  async function write(message: string): Promise<Shown> {
    const before = turns.length;
    const shown = await kannel.exchange(message, (all) => {
      const answer = turns[before]?.answer;
      return answer !== undefined && all.at(-1)?.text === answer.text && all.every(({ parts, of }) => parts === of);
    });
    expect(shown).toHaveLength(1);
    return shown[0] as Shown;
  }

  const numberOf = (value: string): string => {
    const { menu = [] } = turns.at(-1)?.answer ?? {};
    return menu.find((item) => item.value === value)?.number ?? `no ${value}`;
  };
  const expects = (): string => turns.at(-1)?.answer.expects ?? 'nothing';

  test('somebody registers and books in Bengali: UCS-2 both ways, in at most three parts', async () => {
    const bengali = (text: string) => write(`919830012345 ${NUMBER} ucs2 ${ucs2(text)}`);
    const shown = [await bengali('টিকা'), await bengali(numberOf('register'))];
    for (const text of ['রহিমা বিবি', '৬৯', 'মহিলা', 'ভোটার', voterCard(1), '৭০০০৯১']) shown.push(await bengali(text));
    expect(expects()).toBe('registration.confirm');
    for (const choice of ['correct', 'offer1']) shown.push(await bengali(numberOf(choice)));
    expect(expects()).toBe('booking.booked');
    expect(shown.map(({ to }) => to)).toEqual(shown.map(() => '919830012345'));
    expect(shown.filter(({ encoding }) => encoding !== 'ucs2')).toEqual([]);
    expect(Math.max(...shown.map(({ of }) => of))).toBeLessThanOrEqual(3);
    expect(shown.at(-1)?.text).toContain('রহিমা বিবি');
    const people = await world.site.store.persons.ofContact(world.site.store.vault.contactOf('tel:+919830012345'));
    expect(people).toMatchObject([{ name: 'রহিমা বিবি', gender: 'female' }]);
  });

  test('English leaves as GSM-7', async () => {
    const english = (text: string) => write(`+919830012346 ${NUMBER} text ${text}`);
    const shown = [await english('vaccine')];
    if (expects() === 'welcome.language') shown.push(await english(numberOf('en')));
    shown.push(await english(numberOf('register')), await english('Rahima Bibi'), await english('69'));
    expect(expects()).toBe('registration.gender');
    expect(shown.slice(1).filter(({ encoding }) => encoding !== 'gsm7')).toEqual([]);
    expect(shown.at(-1)?.to).toBe('+919830012346');
  });

  test('a text that comes in parts is one turn', async () => {
    const part = (which: number, text: string) => `919830012347 ${NUMBER} udh-text %05%00%03%2A%02%0${which} ${text}`;
    const nothing = await kannel.exchange(part(2, 'Rahima Bibi'), () => true);
    expect(nothing).toEqual([]);
    await write(part(1, 'I want vaccine for '));
    expect(turns.map(({ inbound }) => inbound.text)).toEqual(['I want vaccine for Rahima Bibi']);
  });

  test('a bank is not answered', async () => {
    await kannel.exchange(`VM-COWIN ${NUMBER} text Your OTP is 4817`, () => kannel.accessLog().includes('VM-COWIN'));
    await write(`919830012348 ${NUMBER} ucs2 ${ucs2('টিকা')}`);
    expect(turns).toHaveLength(1);
    expect(kannel.accessLog()).not.toMatch(/Sent SMS.*VM-COWIN/);
  });

  test('what we fail to answer is asked again, and the person hears of it once', async () => {
    unwell = 1;
    await write(`919830012349 ${NUMBER} ucs2 ${ucs2('টিকা')}`);
    expect(unwell).toBeLessThan(0);
    expect(turns).toHaveLength(1);
  });

  test('a message of ours arrives, with its DLT ids, and so do its receipts', async () => {
    const send = kannelSend({
      ...{ url: kannel.url, username: Kannel.USERNAME, password: Kannel.PASSWORD },
      ...{ statusUrl: `${service.url}/sms/kannel/status?token=${TOKEN}`, from: 'TIKAST' },
      ...{ dltEntityId: '1101000000000000001' },
    });
    const text = 'টিকাসেতু: এখন রহিমা বিবির টিকার তারিখ নিতে পারেন।\nউত্তরে 1 লিখুন।';
    const address = 'tel:+919830012345';
    // Kannel reads % as a mark in dlr-url; it must bring ours back as they were.
    const reference = 'eligible:ক%d/65f0 &?';
    await send({ reference, address, text, templateId: '1107000000000000002' });
    const shown = await kannel.exchange(undefined, (all) => all.at(-1)?.text === text);
    expect(shown).toMatchObject([{ to: '+919830012345', text, encoding: 'ucs2' }]);
    await patiently(() => receipts.length === 2);
    expect(receipts.sort()).toEqual([`${reference} delivered`, `${reference} sent`]);
    expect(kannel.accessLog()).toContain('[META:?smpp?PE_ID=1101000000000000001&TEMPLATE_ID=1107000000000000002]');
  });

  test('Kannel refuses a number that is none for good', async () => {
    const send = kannelSend({ url: kannel.url, username: Kannel.USERNAME, password: Kannel.PASSWORD });
    const message = { reference: 'o', address: 'nobody', text: 'x' };
    await expect(send(message)).rejects.toMatchObject({ retryable: false });
  });
});
