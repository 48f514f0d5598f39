/**
 * What is being typed is kept in this tab until it has arrived: a session that ran out, a connection that dropped or a page that
 * was reloaded does not cost a word. Signing out forgets all of it, and so does whoever signs in next.
 */
const PREFIX = 'keep:';
const TYPED = 'input:not([type=hidden], [type=password], [type=file], [type=checkbox], [type=radio]), textarea';
const FORM = 'form[data-keep]';

const keyOf = (form) => `${PREFIX}${location.pathname}:${form.getAttribute('action')}`;
const forms = (root = document) => [...(root.matches?.(FORM) ? [root] : []), ...root.querySelectorAll(FORM)];
const typedIn = (form) => [...form.querySelectorAll(TYPED)].filter(({ name }) => name);

function remember(form) {
  const changed = typedIn(form).filter((field) => field.value !== field.defaultValue);
  const values = Object.fromEntries(changed.map(({ name, value, defaultValue }) => [name, { value, defaultValue }]));
  if (changed.length > 0) sessionStorage.setItem(keyOf(form), JSON.stringify(values));
  else sessionStorage.removeItem(keyOf(form));
}

function restore(form) {
  const values = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? '{}');
  for (const field of typedIn(form)) {
    const kept = values[field.name];
    // What the server gave back is newer.
    if (kept && field.value === field.defaultValue && kept.defaultValue === field.defaultValue)
      field.value = kept.value;
  }
}

/** A page came back for what was sent: unless it is the sign-in or says that it was refused, it has arrived. */
function forgetArrived() {
  const sent = sessionStorage.getItem('sent');
  if (sent === null || location.pathname === '/sign-in' || document.querySelector('[name=resume]')) return;
  sessionStorage.removeItem('sent');
  if (!document.querySelector('[data-refused]')) sessionStorage.removeItem(sent);
}

function forgetOthers() {
  const { whose } = document.body.dataset;
  if (whose === undefined || sessionStorage.getItem('whose') === whose) return;
  sessionStorage.clear();
  sessionStorage.setItem('whose', whose);
}

const keptForm = (target) => target.closest?.(FORM);

document.addEventListener('input', ({ target }) => keptForm(target) && remember(keptForm(target)));
document.addEventListener('submit', ({ target }) => {
  if (target.getAttribute('action') === '/sign-out') sessionStorage.clear();
  else if (keptForm(target) && !target.hasAttribute('hx-post')) sessionStorage.setItem('sent', keyOf(target));
});
document.addEventListener('htmx:afterRequest', ({ detail }) => {
  const arrived = detail.successful && !detail.xhr.getResponseHeader('HX-Redirect');
  // A form that was swapped away is no target of an event any more.
  const form = keptForm(detail.requestConfig.elt);
  // A part that looks for news by itself says in its own place that it cannot.
  if (!form && detail.requestConfig.headers['X-By-Itself']) return;
  const notSent = document.getElementById('not-sent');
  if (notSent) notSent.hidden = Boolean(detail.successful);
  if (form && arrived) sessionStorage.removeItem(keyOf(form));
});
// Parts that come later have forms too.
document.addEventListener('htmx:load', ({ target }) => forms(target).forEach(restore));

forgetOthers();
forgetArrived();
forms().forEach(restore);
