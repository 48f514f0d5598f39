/** Says so where the connection is lost, for as long as it is: what is shown may be old, and what is typed is kept. */
const show = (isLost) => {
  const line = document.getElementById('connection');
  if (line) line.hidden = !isLost;
};

/** The service ends a connection now and then, and the browser comes again by itself: that is no news. */
const COMES_AGAIN_MS = 5_000;
let lost;
document.addEventListener('htmx:sseError', () => (lost ??= setTimeout(show, COMES_AGAIN_MS, true)));
document.addEventListener('htmx:sseOpen', () => {
  clearTimeout(lost);
  lost = undefined;
  show(false);
});
document.addEventListener('htmx:sendError', () => show(true));
document.addEventListener('htmx:afterOnLoad', () => lost === undefined && show(false));

/** Of a talk the last line is what one wants to read, unless one reads further up. */
const toLastLine = (talk) => talk && (talk.scrollTop = talk.scrollHeight);
const isAtEnd = ({ scrollTop, scrollHeight, clientHeight }) => scrollHeight - scrollTop - clientHeight < 40;

/** Only new lines are put in: what was read out is not read out again. */
document.addEventListener('htmx:beforeSwap', ({ target, detail }) => {
  const lines = target.id === 'talk' && target.querySelector('ol');
  if (!lines || !detail.shouldSwap) return;
  detail.shouldSwap = false;
  const keyOf = ({ dataset }) => dataset.key;
  const known = new Set([...lines.children].map(keyOf));
  const fetched = document.createRange().createContextualFragment(detail.serverResponse);
  const fresh = [...fetched.querySelectorAll('li')].filter((line) => !known.has(keyOf(line)));
  const talk = target.closest('.talk');
  const follows = isAtEnd(talk);
  lines.append(...fresh);
  if (follows) toLastLine(talk);
});

document.addEventListener('htmx:afterSwap', ({ target }) => toLastLine(target.closest('.talk')));
toLastLine(document.querySelector('.talk'));
