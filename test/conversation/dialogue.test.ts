import { advance, type Dialogue } from '../../src/conversation/dialogue';
import type { Meaning } from '../../src/conversation/vocabulary';

const around = {
  languageKnown: true,
  numberKnown: true,
  run: (name: string): Promise<unknown> => Promise.resolve(RESULTS[name]),
};
const RESULTS: Record<string, unknown> = {
  requestPerson: { by: { day: 'today', time: '20:00' } },
  checkRoom: { room: true, most: 4 },
  reviewAnswers: {
    problem: null,
    answers: { name: 'Rahima Bibi' },
    asksComorbidity: false,
    asksBirthYear: false,
    notYet: null,
    conditions: { bn: '', hi: '', en: '' },
    districts: [],
  },
};

async function after(...meanings: Meaning[]): Promise<Dialogue | null> {
  let dialogue: Dialogue | null = null;
  for (const meaning of meanings) ({ dialogue } = await advance(dialogue, meaning, around));
  return dialogue;
}

const HELLO: Meaning = { type: 'HELLO', answers: {} };
const REGISTER: Meaning = { type: 'CHOSE', value: 'register' };
const PERHAPS_STOP: Meaning = { type: 'STOP', sure: false };
const DISTRESS: Meaning = { type: 'HELP', topic: 'distress' };

const depth = (dialogue: Dialogue | null): number => (dialogue ? 1 + depth(dialogue.paused) : 0);

test('greeting and half-stopping for ever piles up nothing', async () => {
  const rounds = Array.from({ length: 30 }, () => [HELLO, PERHAPS_STOP]).flat();
  expect(depth(await after(HELLO, REGISTER, ...rounds))).toBeLessThanOrEqual(3);
});

test('after distress the next answer counts for the question that was open', async () => {
  const dialogue = await after(HELLO, REGISTER, DISTRESS, { type: 'REPLY', answers: { name: 'Rahima Bibi' } });
  expect(dialogue).toMatchObject({ flow: 'registration', value: 'age' });
});

test('a paused dialogue of an older version goes on at the nearest question of today', async () => {
  const stopped = await after(HELLO, REGISTER, { type: 'STOP', sure: true }).catch(() => null);
  const heard = stopped ?? (await after(HELLO, REGISTER, DISTRESS));
  if (!heard?.paused) throw new Error('nothing is paused');
  const older: Dialogue = { ...heard, paused: { ...heard.paused, value: 'goneState', version: 0 } };
  const { dialogue, prompts } = await advance(older, { type: 'UNCLEAR', reason: 'words' }, around);
  expect(dialogue).toMatchObject({ flow: 'registration' });
  expect(prompts.length).toBeGreaterThan(0);
});

test('going back where there is nothing to go back to shows the menu, never nothing', async () => {
  const dialogue = await after(HELLO, REGISTER, { type: 'BACK' });
  expect(dialogue).toMatchObject({ value: 'name' });
  const { prompts } = await advance(dialogue, { type: 'BACK' }, around);
  expect(prompts.map(({ key }) => key)).toEqual(['welcome:menu']);
});
