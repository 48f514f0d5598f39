/** What the API is made of. The sandbox is the same API on a database of its own. */
import type { CertificateDeps } from '../certificates/certificate';
import type { Store } from '../store';

export interface ApiDeps {
  store: Store;
  now: () => Date;
  /** Draws what people take along. */
  certificates: CertificateDeps;
  /** Nothing is real: codes can be read by whoever asks, and nothing is sent to anybody. */
  isSandbox: boolean;
  /** Only in the sandbox: puts what waits into the inboxes. */
  deliver?: () => Promise<unknown>;
  /** What a telephone in somebody's hand shows: see src/web/sign-in. */
  phoneTime: () => Date;
  /** Logs what is answered with an apology. */
  failed: (error: unknown) => void;
}
