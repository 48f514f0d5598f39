/** The address behind a sender's number, however a gateway spells it. */

/** Mobiles of India have ten digits, the first of them 6 to 9: `9830012345`, `09830012345`, `919830012345`. */
const INDIAN_MOBILE = /^(?:0|91)?([6-9]\d{9})$/;
/** Written with + or 00, any country; India's own must be a mobile. https://www.itu.int/rec/T-REC-E.164 */
const INTERNATIONAL = /^(?:\+|00)(?:91([6-9]\d{9})|((?!91)[1-9]\d{6,14}))$/;

/**
 * `09830012345` → `tel:+919830012345`. Undefined for who is no telephone: a bank's name, a short code, a landline of India.
 *
 * A + that nobody escaped in a query arrives as a space, and is ignored like the others.
 */
export function addressOf(sender: string): string | undefined {
  const digits = sender.replace(/[\s().-]/g, '');
  const [, mobile] = INDIAN_MOBILE.exec(digits) ?? [];
  const [, indian = mobile, foreign] = INTERNATIONAL.exec(digits) ?? [];
  if (indian) return `tel:+91${indian}`;
  return foreign && `tel:+${foreign}`;
}
