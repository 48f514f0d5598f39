/**
 * What people were told whose answers nobody reads: taken from the service's own count of the questions its turns ended in.
 * Whoever writes by heart may answer a question that was never asked; such turns have failed.
 */

/** @param played by heart @param asked turns by the question they ended in */
export function told({ replies, failures, failed, ...played }, asked) {
  const astray = Object.entries(expectedOf(replies)).filter(([question, count]) => count !== sumOf(asked, question));
  const reasons = astray.map(
    ([question, count]) => `${sumOf(asked, question)} turns ended in ${question}, not ${count}`,
  );
  return {
    ...played,
    replies,
    booked: asked['booking.booked'] ?? 0,
    nothingNear: asked['booking.nothing'] ?? 0,
    failures: failures + astray.length,
    failed: [...failed, ...reasons],
  };
}

/** Whether a place is found, and still free when it is taken, depends on what others do: that is one question here. */
function expectedOf({ menu = 0, offer = 0, booked = 0, ...asked }) {
  const registration = Object.entries(asked).map(([name, count]) => [`registration.${name}`, count]);
  return { 'welcome.menu': menu, ...Object.fromEntries(registration), 'booking.': offer + booked };
}

const sumOf = (asked, question) =>
  Object.entries(asked).reduce((sum, [name, count]) => (isPart(name, question) ? sum + count : sum), 0);

const isPart = (name, question) => (question.endsWith('.') ? name.startsWith(question) : name === question);
