/** Where operators begin: what there is to do. */
import type { Route, Visit } from '../web/route';

const TILES = ['relay', 'queue', 'calls', 'cases', 'lists'] as const;

export const homeRoute: Route = {
  method: 'get',
  path: '/desk',
  right: 'relay',
  run: (visit) => Promise.resolve({ page: <Home visit={visit} />, title: visit.t('relay:home') }),
};

const Home = ({ visit: { t } }: { visit: Visit }) => (
  <>
    <link rel="stylesheet" href="/assets/relay.css" />
    <ul class="tiles">
      {TILES.map((tile, index) => (
        <li>
          <a href={`/desk/${tile}`} autofocus={index === 0}>
            <strong>{t(`shared:way.${tile}`)}</strong>
            <span>{t(`relay:tile.${tile}`)}</span>
          </a>
        </li>
      ))}
    </ul>
  </>
);
