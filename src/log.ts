/** One line of JSON for each thing worth knowing. Nothing personal: contacts appear as keyed hashes, texts not at all. */
import { pino, type Logger } from 'pino';

export type { Logger };

export const createLog = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['*.text', '*.address', '*.name'] });
