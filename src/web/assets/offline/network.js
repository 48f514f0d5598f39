/** What is fetched from the service and sent to it. */

const PATIENCE_MS = 15_000;
const MOST_AT_ONCE = 50;

export class SignedOut extends Error {}

async function asked(path, options = {}) {
  const response = await fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE_MS), cache: 'no-store' });
  // Whoever is not signed in is led to the sign-in, which is no JSON.
  if (response.redirected || response.status === 401) throw new SignedOut();
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

export const fetchPass = () => asked('/centre/offline/pass.json');

/** The list, and by how much the clock of the service is ahead of this one. */
export async function fetchList(centre) {
  const list = await asked(`/centre/day/offline.json?centre=${encodeURIComponent(centre)}`);
  return { ...list, aheadMs: Date.parse(list.asOf) - Date.now() };
}

/** @param {(deed: object, outcome: object) => Promise<void>} answered told of each */
export async function sendDeeds(centre, deeds, { csrf }, answered) {
  for (let start = 0; start < deeds.length; start += MOST_AT_ONCE) {
    const part = deeds.slice(start, start + MOST_AT_ONCE);
    const { outcomes } = await asked('/centre/day/deeds', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf },
      body: JSON.stringify({ centre, deeds: part.map(({ deed }) => deed) }),
    });
    for (const [index, outcome] of outcomes.entries()) await answered(part[index], outcome);
  }
}
