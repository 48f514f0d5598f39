import { createActor } from 'xstate';
import { FLOWS } from '../../flows';
import { isRestingState, resumeFlow, startFlow } from '../../src/conversation/engine';
import { AppError } from '../../src/errors';

const noEffect = () => Promise.reject(new Error('no effect expected'));

test('a flow runs to where it waits and says what it said on the way', async () => {
  const { prompts, rest } = await startFlow('welcome', { languageKnown: true }, noEffect);
  expect(rest).toMatchObject({ flow: 'welcome', value: 'menu', done: false, version: FLOWS.welcome.version });
  expect(prompts.map(({ key }) => key)).toEqual(['welcome:menu']);
});

test('a rest goes on after it was written down and read again', async () => {
  const { rest } = await startFlow('welcome', { languageKnown: true }, noEffect);
  const stored = JSON.parse(JSON.stringify(rest)) as NonNullable<typeof rest>;
  const { output } = await resumeFlow(stored, { type: 'CHOSE', value: 'register' } as { type: string }, noEffect);
  expect(output).toEqual({ then: 'registration' });
});

test('an effect that fails is told to the flow, which says sorry and goes on', async () => {
  const { prompts } = await startFlow('registration', {}, noEffect);
  expect(prompts.map(({ key }) => key)).toEqual(['common:trouble']);
});

test('an effect that lost its connection ends the turn, which can then be run again', async () => {
  const lost = () => Promise.reject(new AppError('DATABASE_UNAVAILABLE', 'lost'));
  await expect(startFlow('registration', {}, lost)).rejects.toThrow('lost');
});

test.each([
  ['welcome', 'menu', true],
  ['welcome', 'greeting', false],
  ['welcome', 'somewhere', false],
  ['nowhere', 'menu', false],
])('%s.%s is a place to rest: %s', (flow, value, rests) => {
  const context = { meaning: null, languageKnown: true, interrupts: false, attempts: 0, next: null };
  expect(isRestingState({ flow: flow as 'welcome', value, context })).toBe(rests);
});

test('no flow asks for a timer or another actor: nothing of the kind outlives a turn', () => {
  for (const { machine } of Object.values(FLOWS)) {
    expect(JSON.stringify(machine.config)).not.toMatch(/"after"|"spawn|"sendTo|"delay"/);
  }
});

test.each(Object.entries(FLOWS))('%s can be built without input, as XState does at each step', (_, { machine }) => {
  expect(createActor(machine).getSnapshot()).not.toMatchObject({ status: 'error' });
});
