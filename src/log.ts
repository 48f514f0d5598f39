/** One line of JSON for each thing worth knowing. Nothing personal: contacts appear as keyed hashes, texts not at all. */
import { pino, type Logger } from 'pino';

export type { Logger };

export const createLog = (level: string): Logger =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // Drivers and clients hang requests, documents and credentials on their errors; of an error only this is written.
    serializers: { err: ({ name, code, message, stack }: LoggedError) => ({ type: name, code, message, stack }) },
  });

type LoggedError = Error & { code?: unknown };
