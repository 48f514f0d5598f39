/**
 * What the browser keeps for the day: the lists, what was recorded and not yet sent, and answers nobody has seen yet. Lists of
 * people are there for one day only, and are gone when somebody signs out here.
 */
import { openDB } from '/assets/idb.js';

const opened = openDB('centre-day', 1, {
  upgrade: (db) => {
    db.createObjectStore('lists', { keyPath: 'centre.id' });
    db.createObjectStore('deeds', { keyPath: 'id' });
    db.createObjectStore('answers', { keyPath: 'id' });
  },
});

export const listOf = async (centre) => (await opened).get('lists', centre);
export const keepList = async (list) => (await opened).put('lists', list);
/** Also the page with a name on it; what was recorded and not sent yet stays. */
export async function forgetDay() {
  await (await opened).clear('lists');
  const pages = await globalThis.caches?.open('offline-page');
  await pages?.delete('/centre/offline');
}
export async function forgetLists(isOver) {
  const db = await opened;
  for (const list of await db.getAll('lists')) if (isOver(list)) await db.delete('lists', list.centre.id);
}

export const deeds = async () => (await (await opened).getAll('deeds')).sort((a, b) => a.at.localeCompare(b.at));
export const keepDeed = async (deed) => (await opened).put('deeds', deed);
export const answers = async () => (await opened).getAll('answers');
export const seen = async (id) => (await opened).delete('answers', id);

/** In one go: what was answered is no longer to be sent, whatever happens to this page meanwhile. */
export async function answered(deed, answer) {
  const change = (await opened).transaction(['deeds', 'answers'], 'readwrite');
  change.objectStore('deeds').delete(deed.id);
  if (answer) change.objectStore('answers').put({ ...answer, id: deed.id, name: deed.name });
  await change.done;
}
