import { setTimeout } from 'node:timers/promises';
import type { Language } from '../conversation/vocabulary';
import type { Certificates } from '../messages/with-certificate';
import { certificateById, type CertificateDeps } from './certificate';

/** Drawing takes some 50 ms in which nobody else is served: one at a time, and as long a rest after each. */
export function drawInTurn(): <T>(draw: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (draw) => {
    const mine = last.then(() => timed(draw));
    last = mine.then(
      ({ took }) => setTimeout(took),
      () => undefined,
    );
    return mine.then(({ drawn }) => drawn);
  };
}

async function timed<T>(draw: () => Promise<T>): Promise<{ drawn: T; took: number }> {
  const startedAt = performance.now();
  const drawn = await draw();
  return { drawn, took: performance.now() - startedAt };
}

/** For messages: the link that goes by SMS, and the document that goes where there are documents. */
export function certificatesFor(deps: CertificateDeps): Certificates {
  const inTurn = drawInTurn();
  return {
    linkTo: (id) => `${deps.publicUrl}/c/${id}`,
    document: async (id, locale) => {
      const bytes = await inTurn(() => certificateById(deps, id, locale.slice(0, 2) as Language));
      return bytes && { name: 'tikasetu.pdf', bytes };
    },
  };
}
