/** Ages as a district officer compares them. */

export const AGE_GROUPS = ['under45', '45-59', '60-69', '70-79', '80+'] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number];

const FROM = [80, 70, 60, 45] as const;

/** By the year alone, as it is all we know. */
export function ageGroupOf(birthYear: number, year: number): AgeGroup {
  const nth = FROM.findIndex((from) => year - birthYear >= from);
  return nth < 0 ? 'under45' : (AGE_GROUPS[AGE_GROUPS.length - 1 - nth] ?? '80+');
}
