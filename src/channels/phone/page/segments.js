/** What an SMS costs, counted while it is written. Agrees with the service's own count (tested). */

export const RUPEES_PER_SEGMENT = 0.2;

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENSION = new Set('\f^{}\\[~]|€');

/** A letter and the signs on it are never torn apart. */
const CLUSTERS = /.[\p{M}\u200c\u200d]*/gsu;

/**
 * @param {string} text
 * @returns {{ encoding: 'gsm7' | 'ucs2', segments: number, units: number, room: number }} `room`: units of all its segments
 */
export function segmentsOf(text) {
  const gsm = [...text].every((letter) => BASIC.has(letter) || EXTENSION.has(letter));
  const sizes = gsm ? [...text].map((letter) => (EXTENSION.has(letter) ? 2 : 1)) : clusterSizes(text);
  const [alone, part] = gsm ? [160, 153] : [70, 67];
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const segments = units <= alone ? 1 : partsOf(sizes, part);
  return { encoding: gsm ? 'gsm7' : 'ucs2', segments, units, room: segments === 1 ? alone : segments * part };
}

function clusterSizes(text) {
  return (text.match(CLUSTERS) ?? []).map((cluster) => cluster.length);
}

function partsOf(sizes, part) {
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > part) [parts, used] = [parts + 1, 0];
    used += size;
  }
  return parts;
}

/** @param {number} segments */
export const rupees = (segments) => `₹${(segments * RUPEES_PER_SEGMENT).toFixed(2)}`;

/** @param {{ encoding: string, segments: number }} sms */
export function costLine({ encoding, segments }) {
  return `${segments} SMS, ${encoding === 'ucs2' ? 'UCS-2' : 'GSM-7'}, about ${rupees(segments)}`;
}
