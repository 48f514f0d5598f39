/** A call that prepares Telegram for us: made in the background until it is taken, for a start does not wait for Telegram. */
import { GrammyError } from 'grammy';
import { SendError } from '../../errors';
import { pause } from './pause';
import { refusalOf } from './refusal';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** Ends when it was taken, when it makes no sense to go on, or with the signal. @param failed told of every attempt */
export async function untilTaken(
  call: () => Promise<unknown>,
  signal: AbortSignal,
  failed: (error: unknown) => void,
): Promise<void> {
  for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    try {
      await call();
      return;
    } catch (error) {
      const { retryable, waitMs } = refusalOf(error);
      failed(setupError(error, retryable));
      if (!retryable) return;
      await pause(waitMs ?? wait, signal);
    }
  }
}

/** Telegram's description names our mistake (a webhook that is not HTTPS), and these calls hold nothing personal. */
function setupError(error: unknown, retryable: boolean): SendError {
  if (!(error instanceof GrammyError)) return new SendError('Telegram does not answer', retryable);
  return new SendError(`Telegram refused ${error.method} (${error.error_code}: ${error.description})`, retryable);
}
