import { SegmentedMessage } from 'sms-segments-calculator';

export interface Segments {
  encoding: 'gsm7' | 'ucs2';
  /** Billed SMS parts. */
  segments: number;
  /** GSM-7 septets (an extension character counts two) or UTF-16 units. */
  units: number;
}

/**
 * What a text costs as SMS, without any provider's replacing of characters.
 *
 * Splitting into graphemes makes it quadratic: 0.4 ms for 130 Bengali characters, 0.1 s for 10,000. Count what we say, not
 * what strangers send us.
 */
export function segmentsOf(text: string): Segments {
  const message = new SegmentedMessage(text, 'auto', false);
  return message.getEncodingName() === 'UCS-2'
    ? { encoding: 'ucs2', segments: message.segmentsCount, units: text.length }
    : { encoding: 'gsm7', segments: message.segmentsCount, units: message.numberOfCharacters };
}
