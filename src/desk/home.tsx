/** Where operators begin: what there is to do. */
import { Tiles } from '../web/components';
import type { Answered, Route, Visit } from '../web/route';

const TILES = ['relay', 'queue', 'calls', 'cases', 'lists'] as const;

export const homeRoute: Route = {
  method: 'get',
  path: '/desk',
  right: 'relay',
  run: (visit) => Promise.resolve(home(visit)),
};

function home({ t }: Visit): Answered {
  const tiles = TILES.map((tile) => ({
    ...{ to: `/desk/${tile}`, title: t(`shared:way.${tile}`), text: t(`relay:tile.${tile}`) },
  }));
  return { title: t('relay:home'), page: <Tiles tiles={tiles} /> };
}
