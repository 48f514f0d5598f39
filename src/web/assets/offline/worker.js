/**
 * Keeps the page of the day and what it is made of. With a network the newest is shown; without one, or with one that does not
 * answer, what was kept. People's data is not kept here: see day-store.js.
 */
const KEPT = 'offline-page';
const PAGE = '/centre/offline';
const PARTS = [
  PAGE,
  '/assets/console.css',
  '/assets/icon.svg',
  '/assets/htmx.js',
  '/assets/sse.js',
  '/assets/keep.js',
  '/assets/idb.js',
  ...['offline.css', 'offline.js', 'day-store.js', 'network.js', 'view.js', 'words.js'].map(
    (file) => `/assets/offline/${file}`,
  ),
];
/** On a line that is there but carries nothing, nobody waits longer. */
const PATIENCE_MS = 4_000;

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(keepAll());
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.method === 'GET' && PARTS.includes(pathname)) event.respondWith(newestOf(event.request, pathname));
});

async function keepAll() {
  const cache = await caches.open(KEPT);
  const all = await Promise.all(PARTS.map((path) => fetched(cache, path, path)));
  if (!all.every(({ ok }) => ok)) throw new Error('not all of it is there');
}

async function newestOf(request, path) {
  const cache = await caches.open(KEPT);
  const kept = await cache.match(path);
  const fresh = fetched(cache, request, path);
  if (!kept) return fresh;
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  // A service in trouble says so on a page of its own, which helps nobody here.
  const well = fresh.then((response) => (response.status >= 429 ? kept : response)).catch(() => kept);
  return Promise.race([well, late]);
}

async function fetched(cache, request, path) {
  const response = await fetch(request);
  // The sign-in is shown where it is asked for, and not kept in the place of the page.
  if (response.ok && !response.redirected) await cache.put(path, response.clone());
  return response;
}
