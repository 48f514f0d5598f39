import { SegmentedMessage } from 'sms-segments-calculator';
import gsm7 from 'sms-segments-calculator/dist/libs/UnicodeToGSM';

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

/** The encoding and units alone, without splitting into parts: cheap enough to be asked for each word of a screen. */
export function unitsOf(text: string): Omit<Segments, 'segments'> {
  let septets = 0;
  for (const letter of text) {
    const code = gsm7[letter.codePointAt(0) ?? 0];
    if (!code) return { encoding: 'ucs2', units: text.length };
    septets += code.length;
  }
  return { encoding: 'gsm7', units: septets };
}
