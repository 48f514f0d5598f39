/** Every page and deed of the consoles: open to the roles that it is meant for, and to nobody else. */
import { readConfig } from '../../src/config';
import { consoleRoutes } from '../../src/consoles';
import { createRender } from '../../src/render/render';
import { ROLES, type Role } from '../../src/store/staff';
import type { Right } from '../../src/web/rights';
import type { Route } from '../../src/web/route';
import { readWords } from '../../src/web/words';
import { openConsole, type Client, type Console } from '../support/console';
import { openWorld, type World } from '../support/world';

/** Written out once more, so that a right given by mistake is seen here. */
const OPEN_TO: Readonly<Record<Right, readonly Role[]>> = {
  relay: ['operator'],
  look: ['operator'],
  lists: ['operator'],
  day: ['vaccinator', 'centreManager'],
  witness: ['vaccinator', 'centreManager'],
  sessions: ['centreManager', 'districtOfficer'],
  importSessions: ['centreManager', 'districtOfficer'],
  importCentres: ['districtOfficer', 'stateOfficer'],
  district: ['districtOfficer', 'stateOfficer'],
  glitches: ['districtOfficer', 'stateOfficer'],
  audit: ['auditor'],
  own: ROLES,
};

/** Nobody's, as an id in a path. */
const filled = ({ path }: Route): string => path.replace(/:\w+/g, 'nothing');

describe('every route of the consoles', () => {
  let world: World;
  let site: Console;
  let routes: Route[];
  let all: Client[];

  beforeAll(async () => {
    world = await openWorld();
    routes = consoleRoutes({
      ...{ store: world.site.store, converse: world.site.converse, begin: () => Promise.resolve('over') },
      ...{ render: createRender(), words: readWords(), config: readConfig({}), now: () => world.clock.now() },
    });
    site = await openConsole(world, routes);
    all = await Promise.all(ROLES.map((role) => site.signedIn(role)));
  });
  afterAll(async () => {
    await site.close();
    await world.close();
  });

  const reach = async (route: Route, client: Client): Promise<number> =>
    (await (route.method === 'get' ? client.get(filled(route)) : client.post(filled(route)))).status;

  it('is open to its roles and to no others', async () => {
    const wrong: string[] = [];
    for (const route of routes)
      for (const client of all) {
        const isOpen = OPEN_TO[route.right].includes(client.staff.role);
        // What is open to them goes on for as long as they listen.
        if (isOpen && route.path.endsWith('/live')) continue;
        const status = await reach(route, client);
        if ((status === 403) === isOpen || status >= 500)
          wrong.push(`${client.staff.role} ${route.method} ${route.path}: ${status}`);
      }
    expect(wrong).toEqual([]);
  });

  it('is shut to whoever is not signed in', async () => {
    const reached = await Promise.all(
      routes.map(async (route) => {
        const response = await fetch(site.url + filled(route), { method: route.method, redirect: 'manual' });
        return [route.path, response.status, response.headers.get('location')?.startsWith('/sign-in')];
      }),
    );
    const open = reached.filter(([, status, toSignIn]) => !(status === 303 && toSignIn) && status !== 401);
    expect(open).toEqual([]);
  });

  it('takes no deed from a form that is not of the session', async () => {
    const taken: string[] = [];
    for (const route of routes.filter(({ method }) => method === 'post')) {
      const role = OPEN_TO[route.right][0];
      const client = all.find(({ staff }) => staff.role === role);
      const answer = await client?.post(filled(route), { csrf: 'another' });
      if (answer?.status !== 403) taken.push(`${route.path}: ${answer?.status ?? 0}`);
    }
    expect(taken).toEqual([]);
  });
});
