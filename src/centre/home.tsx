/** Where staff of centres and districts begin: a tile for whatever they may do. */
import { Tiles } from '../web/components';
import { may, type Right } from '../web/rights';
import type { Answered, Route, Visit } from '../web/route';

const TILES: readonly { to: string; right: Right; key: string }[] = [
  { to: '/centre/day', right: 'day', key: 'today' },
  { to: '/centre/day/walk-in', right: 'day', key: 'walkIn' },
  { to: '/centre/witness', right: 'witness', key: 'witness' },
  { to: '/centre/given', right: 'day', key: 'given' },
  { to: '/centre/conflicts', right: 'day', key: 'conflicts' },
  { to: '/centre/offline', right: 'day', key: 'offline' },
  { to: '/centre/day/print', right: 'day', key: 'print' },
  { to: '/centre/sessions', right: 'sessions', key: 'sessions' },
  { to: '/centre/import/sessions', right: 'importSessions', key: 'importSessions' },
  { to: '/centre/import/centres', right: 'importCentres', key: 'importCentres' },
  { to: '/centre/district', right: 'district', key: 'district' },
  { to: '/centre/partners', right: 'district', key: 'partners' },
  { to: '/centre/audit', right: 'audit', key: 'audit' },
  { to: '/desk', right: 'relay', key: 'desk' },
  { to: '/centre/glitches', right: 'own', key: 'glitches' },
];

export const homeRoutes = (): Route[] => [
  { method: 'get', path: '/centre', right: 'own', run: (visit) => Promise.resolve(home(visit)) },
];

function home({ staff, t }: Visit): Answered {
  const tiles = TILES.filter(({ right }) => may(staff, right)).map(({ to, key }) => ({
    ...{ to, title: t(`day:tile.${key}`), text: t(`day:tile.${key}.why`) },
  }));
  return { title: t('day:home.title', { name: staff.name }), page: <Tiles tiles={tiles} /> };
}
