import type { Answers } from '../conversation/vocabulary';
import type { Heard } from './listening';

/** `98300 12345`, `+91 9830012345`, `09830012345` → `+919830012345`. */
const MOBILE = /(?<!\d)(?:(?:\+|00)?91|0)?([6-9]\d{9})(?!\d)/;
/** Six digits, as they were sent or in two groups. */
const CODE = /(?<!\d)(\d{3}) ?(\d{3})(?!\d)/;

/** What proves whose a number is, read only where it is asked: elsewhere ten digits are a card, six a PIN code. */
export function provedBy({ text, asks }: Heard): Answers | undefined {
  if (asks === 'phone') {
    const digits = MOBILE.exec(text.replace(/(?<=\d)[\s().-]+(?=\d)/g, ''))?.[1];
    return digits ? { phone: `+91${digits}` } : undefined;
  }
  const code = asks === 'code' ? CODE.exec(text) : null;
  return code ? { code: `${code[1] ?? ''}${code[2] ?? ''}` } : undefined;
}
