import type { CertificateDeps } from '../../src/certificates/certificate';
import { certificatesFor } from '../../src/certificates/attached';
import { createSigner } from '../../src/certificates/statement';
import type { Certificates } from '../../src/messages/with-certificate';
import type { Store } from '../../src/store';
import { readWords } from '../../src/web/words';

/** As the service draws them. */
export const certificateDeps = (
  store: Store,
  now: () => Date,
  publicUrl = 'https://tika.example.org',
): CertificateDeps => ({
  ...{ store, now, publicUrl, words: readWords(), signer: createSigner(store.vault) },
});

/** As the outbox has them. */
export const certificatesOf = (store: Store, now: () => Date): Certificates =>
  certificatesFor(certificateDeps(store, now));
