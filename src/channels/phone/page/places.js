import { make } from './dom.js';

/**
 * Where a person may be who shares their location. The last has no centre near.
 * @typedef {{ name: string, latitude: number, longitude: number }} Place
 * @type {Place[]}
 */
const PLACES = [
  { name: 'Salt Lake, Kolkata', latitude: 22.586, longitude: 88.418 },
  { name: 'Howrah', latitude: 22.589, longitude: 88.31 },
  { name: 'Siliguri', latitude: 26.727, longitude: 88.395 },
  { name: 'Mumbai', latitude: 19.076, longitude: 72.878 },
];

/** @param {import('./telephone.js').Phone} phone @param {(place: Place) => void} share */
export function startPlaces(phone, share) {
  const opener = phone.part('where');
  opener.addEventListener('click', () => unfold(phone, opener.ariaExpanded !== 'true'));
  for (const place of PLACES) {
    const button = make('button', { type: 'button' }, place.name);
    button.addEventListener('click', () => {
      unfold(phone, false);
      opener.focus();
      share(place);
    });
    phone.part('places').append(button);
  }
}

export function unfold(phone, open) {
  phone.part('where').ariaExpanded = String(open);
  phone.part('places').hidden = !open;
}
