/** Runs the effects of one turn, each with a key of its own by which it recognises itself when the turn is run again. */
import { AppError } from '../errors';
import type { RunEffect } from './engine';
import type { EffectContext, Effects } from './effects';
import type { Conversation } from './ports';
import type { Language } from './vocabulary';

export interface EffectDeps {
  effects: Effects;
  /** Nothing is known of what the database did; the turn is run again. */
  connectionLost: (error: unknown) => boolean;
  effectFailed: (name: string, error: unknown) => void;
}

/** On whose behalf; the turn is the one that is under way. */
export interface OnBehalf {
  conversation: Pick<Conversation, 'contact' | 'thread' | 'turn' | 'journey'>;
  address: string;
  language: Language | null;
  now: Date;
  by?: string | undefined;
}

/** What an effect that needs a language takes until it is known. */
const LANGUAGE_UNTIL_KNOWN: Language = 'en';

/** @param took told how many milliseconds each effect took */
export function effectsOf(
  deps: EffectDeps,
  whose: OnBehalf,
  took: (milliseconds: number) => void = () => undefined,
): RunEffect {
  let count = 0;
  return async (name, id, input) => {
    const startedAt = performance.now();
    try {
      return await runEffect(deps.effects, name, input, contextOf(whose, `${id}:${count++}`));
    } catch (error) {
      if (deps.connectionLost(error))
        throw new AppError('DATABASE_UNAVAILABLE', `${name} lost its connection`, { cause: error });
      deps.effectFailed(name, error);
      throw error;
    } finally {
      took(performance.now() - startedAt);
    }
  };
}

const contextOf = (
  { conversation: { contact, thread, turn, journey }, address, language, now, by }: OnBehalf,
  invoke: string,
): EffectContext => ({
  contact,
  address,
  language: language ?? LANGUAGE_UNTIL_KNOWN,
  key: `${contact}:${thread}:${turn + 1}:${invoke}`,
  now,
  ...(journey ? { journey } : {}),
  ...(by ? { by } : {}),
});

function runEffect(effects: Effects, name: string, input: unknown, context: EffectContext): Promise<unknown> {
  const effect = effects[name as keyof Effects] as (input: unknown, context: EffectContext) => Promise<unknown>;
  return effect(input, context);
}
