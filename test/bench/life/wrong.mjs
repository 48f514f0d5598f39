/** What must not be, however fast it was: how often it is, in words; nothing where all is well. @returns {string[]} */
export const wrongOf = (counts) =>
  Object.entries(counts).flatMap(([what, count]) => (count === 0 ? [] : [`${count} ${what}`]));
