/** Why a call of the Bot API failed, and whether it is worth another. https://core.telegram.org/bots/api#making-requests */
import { GrammyError, HttpError } from 'grammy';
import { SendError } from '../../errors';

export interface Refusal {
  /** Undefined where there was no answer at all. */
  code: number | undefined;
  retryable: boolean;
  /** How long Telegram asks us to wait, in milliseconds. */
  waitMs: number | undefined;
}

/** Too many at once; and a token that is wrong is a setting to be put right, not a fault of the message. */
const OURS_TO_REPEAT = new Set([401, 404, 409, 429]);

export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof GrammyError)) return { code: undefined, retryable: true, waitMs: undefined };
  const { error_code: code, parameters } = error;
  const waitMs = parameters.retry_after === undefined ? undefined : parameters.retry_after * 1000;
  return { code, retryable: code >= 500 || OURS_TO_REPEAT.has(code), waitMs };
}

/** 403: the person has blocked us, or never wrote to us. */
export const sendErrorOf = ({ code, retryable }: Refusal): SendError =>
  new SendError(`Telegram did not take it (${code ?? 'no answer'})`, retryable, code !== undefined && code < 500);

/** Telegram's own errors carry what we sent, and a broken connection's the address with our token: neither may be logged. */
export const withoutSecrets = (error: unknown): unknown =>
  error instanceof GrammyError || error instanceof HttpError ? sendErrorOf(refusalOf(error)) : error;
