/** Golden conversations: every script in every language, as people read it. `UPDATE_GOLDENS=1 npm test` writes them anew. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FLOWS } from '../../flows';
import { LANGUAGES, type Language, type Prompt } from '../../src/conversation/vocabulary';
import { createRender } from '../../src/render/render';
import { segmentsOf } from '../../src/render/segments';
import { ROOT } from '../../src/root';
import { openExampleWorld, type ExampleWorld } from '../support/example-world';
import { play } from '../support/transcript';
import { atItsLongest, budgetOf } from '../support/worst-case';

const SCRIPTS = readdirSync(__dirname).filter((file) => file.endsWith('.script'));

let world: ExampleWorld;
const states = new Set<string>();
const keys = new Set<string>();
const prompts = new Map<string, Prompt>();

beforeAll(async () => {
  world = await openExampleWorld();
});
afterAll(() => world.close());

const CASES = SCRIPTS.flatMap((file) => {
  const script = readFileSync(join(__dirname, file), 'utf8');
  return languagesOf(script).map((language) => ({ name: file.replace('.script', ''), language, script }));
});

test.each(CASES)('$name in $language', async ({ name, language, script }) => {
  const lines = script.split('\n').filter((line) => !line.startsWith('languages:'));
  const played = await play(world, lines.join('\n').replaceAll('{lang}', language), language);
  for (const { text } of played.answers) expect(text).not.toMatch(/\{\{|\}\}|undefined|\$t\(/);
  remember(played);
  const golden = join(__dirname, 'golden', `${name}.${language}.txt`);
  if (process.env.UPDATE_GOLDENS) writeFileSync(golden, played.text);
  expect(played.text).toBe(readFileSync(golden, 'utf8'));
});

describe('taken together, the transcripts', () => {
  test('rest in every state that waits for a person', () => {
    const waiting = Object.entries(FLOWS).flatMap(([flow, { machine }]) =>
      Object.entries(machine.states)
        .filter(([, state]) => state.tags.includes('waiting'))
        .map(([state]) => `${flow}.${state}`),
    );
    expect(waiting.filter((state) => !states.has(state))).toEqual([]);
  });

  test('say every message but those that need what no dialogue brings about', () => {
    const unsaid = catalogueKeys().filter((key) => !keys.has(key) && !SAID_ELSEWHERE.some((each) => each.test(key)));
    expect(unsaid).toEqual([]);
  });

  test.each(LANGUAGES)('stay within the budget of segments with the longest values in %s', (language) => {
    const render = createRender();
    const over = [...prompts.values()].flatMap((prompt) => {
      const { text } = render([atItsLongest(prompt, language)], language);
      const { segments } = segmentsOf(text);
      return segments > budgetOf(prompt) ? [`${prompt.key}: ${segments} segments, ${text.length} units\n${text}`] : [];
    });
    expect(over).toEqual([]);
  });
});

/** Messages that no script can bring about, and where they are tested instead. */
const SAID_ELSEWHERE = [
  /^templates:/, // messages that start from us: test/messages
  /^calendar:/, // every day, month and hour: test/render/values.test.ts
  /^common:(trouble|away|awayShort)$/, // infrastructure that fails: test/conversation, test/service
  /^common:card(Of|Example|Shape|Bring|Short)\./, // one table for all cards: test/render/catalogue.test.ts
  /^booking:(farLead|scarceLead)$/, // places nearly gone: test/vaccination
  /^booking:(notYet|allGiven)$/, // a rule that changed, a second dose given: test/vaccination
];

function remember({ states: rested, keys: said, prompts: shown }: Awaited<ReturnType<typeof play>>): void {
  for (const state of rested) states.add(state);
  for (const key of said) keys.add(key);
  for (const prompt of shown) prompts.set(prompt.key, prompt);
}

function catalogueKeys(): string[] {
  const folder = join(ROOT, 'locales/en');
  return readdirSync(folder).flatMap((file) => {
    const messages = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>;
    return Object.keys(messages).map((key) => `${file.replace('.json', '')}:${key}`);
  });
}

/** A script is for every language unless it says for which. */
function languagesOf(script: string): readonly Language[] {
  const only = /^languages: (.+)$/m.exec(script)?.[1];
  return only ? (only.split(' ') as Language[]) : LANGUAGES;
}
