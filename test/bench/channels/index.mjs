/** The ways in that the bench writes by. */
import { kannel } from './kannel.mjs';
import { telegram } from './telegram.mjs';
import { twilio } from './twilio.mjs';
import { ussd } from './ussd.mjs';

/**
 * @typedef {object} Message
 * @property {string} from the person's number
 * @property {number} id no two messages have the same
 * @property {string} text
 * @property {number} dialogue no two dialogues have the same
 * @property {string[]} said all texts of this dialogue but its greeting, this one too
 */

/** @typedef {{method?: string, path: string, headers: string, body: string}} Request */

/**
 * @typedef {object} Channel
 * @property {Record<string, string>} settings what the service is told about the gateway
 * @property {{locale: string, form: 'text' | 'screens' | 'buttons'}} shows how people are answered
 * @property {(message: Message) => Request} request
 * @property {(body: string) => string | undefined} reply the answer in a response
 * @property {boolean} [silent] the response has none
 * @property {(later: (stop: () => unknown) => void) => Promise<Record<string, string>>} [open] further settings
 */

/** @type {Record<string, Channel>} */
export const CHANNELS = { twilio, kannel, ussd, telegram };
