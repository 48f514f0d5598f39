/**
 * So many places in proportion to what was planned, the sum exact: each slot gets what is whole in its share, and what is left
 * over goes to those that lost the largest part of a place, the earlier ones first (Hare–Niemeyer).
 */
export function spread(places: number, planned: readonly number[]): number[] {
  const total = planned.reduce((sum, each) => sum + each, 0);
  // Where nothing was planned all are alike.
  const shares = planned.map((each) => (total > 0 ? (places * each) / total : places / planned.length));
  const whole = shares.map(Math.floor);
  const left = places - whole.reduce((sum, each) => sum + each, 0);
  const byLoss = shares.map((share, index) => ({ index, loss: share - Math.floor(share) }));
  const lucky = byLoss.sort((a, b) => b.loss - a.loss || a.index - b.index).slice(0, Math.round(left));
  return whole.map((each, index) => each + (lucky.some((one) => one.index === index) ? 1 : 0));
}
