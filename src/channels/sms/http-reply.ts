/** Answers that do not go back in the webhook's response. Each is sent once, by whichever process: the outbox remembers them. */
import type { Answer } from '../../conversation/ports';
import type { Inbound } from '../../conversation/vocabulary';

export interface ReplyDeps {
  /** Whether the answer to this message is in the outbox. */
  has: (inbound: Inbound) => Promise<boolean>;
  /** Puts it there, unless it is, and sends it; what was not taken is tried again from there. */
  sendAtOnce: (inbound: Inbound, answer: Answer) => Promise<unknown>;
  /** Past the outbox, which is away when an apology is due. */
  send: (inbound: Inbound, answer: Answer) => Promise<unknown>;
  /** Told of whatever could not be done. */
  failed: (error: unknown) => void;
}

export interface Replies {
  /** Whether this message is answered, or about to be. */
  has: (inbound: Inbound) => Promise<boolean>;
  /** Does not keep the webhook waiting. */
  send: (inbound: Inbound, answer: Answer) => void;
}

export function createReplies({ has, sendAtOnce, send, failed }: ReplyDeps): Replies {
  return {
    // A message that nobody can look up is one for the conversation, which knows how to apologise.
    has: (inbound) =>
      has(inbound).catch((error: unknown) => {
        failed(error);
        return false;
      }),
    send: (inbound, answer) => {
      if (answer.text === '') return;
      // An apology is no answer: the same message again must still get one.
      const way = answer.expects === 'unavailable' ? send : sendAtOnce;
      way(inbound, answer).catch(failed);
    },
  };
}
