const PATTERN = /^P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const SECONDS = [7 * 86_400, 86_400, 3600, 60, 1];

/**
 * Milliseconds of an ISO 8601 duration of weeks to seconds (`P28D`, `PT1H30M`), or undefined for anything else. Months and
 * years have no fixed length and are not taken.
 */
export function durationMs(text: string): number | undefined {
  const parts: (string | undefined)[] | undefined = PATTERN.exec(text)?.slice(1);
  if (!parts) return undefined;
  const seconds = parts.reduce((sum, part, i) => sum + Number(part ?? 0) * (SECONDS[i] ?? 0), 0);
  return Math.round(seconds * 1000);
}
