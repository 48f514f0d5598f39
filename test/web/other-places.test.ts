/** Staff see and change their own centres and districts only: every route is tried with things of a place that is not theirs. */
import { readConfig } from '../../src/config';
import { consoleRoutes } from '../../src/consoles';
import { createRender } from '../../src/render/render';
import type { Role } from '../../src/store/staff';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { may } from '../../src/web/rights';
import type { Route } from '../../src/web/route';
import { readWords } from '../../src/web/words';
import { openConsole, type Client, type Console } from '../support/console';
import { newAddress, openWorld, registered, slotOf, TODAY, type World } from '../support/world';

/** What must never be read by them. */
const FOREIGN = /রহিমা|Barasat|বারাসাত/;
const SLOT = `barasat:${TODAY}:11:00:1`;

describe('who works at another place', () => {
  let world: World;
  let site: Console;
  let routes: Route[];
  let ids: string[];
  const clients: Client[] = [];

  beforeAll(async () => {
    world = await openWorld();
    const { store } = world.site;
    await store.slots.add([
      slotOf(10, { centre: 'barasat', inDays: 0, from: '11:00' }),
      slotOf(10, { centre: 'sealdah' }),
    ]);
    const address = newAddress();
    const person = await registered(world, address, 1);
    const contact = store.vault.contactOf(address);
    const wish = { person, slot: SLOT, hold: 'a-hold', others: [], move: false };
    const booked = await bookAppointment(store, { contact, ...wish, now: world.clock.now() });
    expect(booked.status).toBe('booked');
    ids = ['a-hold', person, `barasat:${TODAY}`, SLOT, 'barasat', 'near'];
    routes = consoleRoutes({
      ...{ store, converse: world.site.converse, begin: () => Promise.resolve('over') },
      ...{ render: createRender(), words: readWords(), config: readConfig({}), now: () => world.clock.now() },
    });
    site = await openConsole(world, routes);
    const elsewhere: [Role, object][] = [
      ['vaccinator', { centres: ['sealdah'] }],
      ['centreManager', { centres: ['sealdah'] }],
      ['districtOfficer', { districts: ['next'] }],
      ['stateOfficer', { states: ['another'] }],
    ];
    for (const [role, places] of elsewhere) clients.push(await site.signedIn(role, places));
  });
  afterAll(async () => {
    await site.close();
    await world.close();
  });

  /** The path with each of the ids in the place of its names. */
  const pathsOf = ({ path }: Route): string[] =>
    path.includes(':') ? ids.map((id) => path.replace(/:dose/, '1').replace(/:\w+/g, encodeURIComponent(id))) : [path];

  const QUERY = `?centre=barasat&district=near&state=wb&day=${TODAY}&search=${encodeURIComponent('রহিমা')}&q=${encodeURIComponent('রহিমা')}`;

  const openTo = (client: Client, method: Route['method']): Route[] =>
    routes.filter((route) => route.method === method && may(client.staff, route.right));

  it('reads nothing of this one', async () => {
    const read: string[] = [];
    for (const client of clients)
      for (const route of openTo(client, 'get'))
        for (const path of pathsOf(route)) {
          const { text, status } = await client.get(path + QUERY);
          // What they asked for themselves may be said back to them in the search field.
          const said = text.replace(/value="[^"]*"/g, '');
          if (FOREIGN.test(said) || status >= 500) read.push(`${client.staff.role} ${path}: ${status}`);
        }
    expect(read).toEqual([]);
  });

  const stored = async (): Promise<unknown> =>
    Promise.all(
      ['slots', 'appointments', 'persons', 'centres', 'secondLooks'].map((name) =>
        world.site.connection.collection(name).find().sort({ _id: 1 }).toArray(),
      ),
    );

  it('changes nothing of this one', async () => {
    const before = await stored();
    const fields = {
      ...{
        centre: 'barasat',
        district: 'near',
        day: TODAY,
        reason: 'because',
        note: 'because',
        why: 'because',
        code: '1234',
      },
      ...{
        card: '0018',
        last4: '0018',
        cardLast4: '0018',
        cardType: 'voter',
        batch: '4120Z001',
        capacity: '0',
        first: '0',
      },
      ...{
        second: '0',
        from: '09:00',
        to: '17:00',
        slot: SLOT,
        vaccine: 'COVISHIELD',
        price: '0',
        days: TODAY,
        weeks: '1',
      },
    };
    const failed: string[] = [];
    for (const client of clients)
      for (const route of openTo(client, 'post'))
        for (const path of pathsOf(route)) {
          const { status } = await client.post(path, fields);
          if (status >= 500) failed.push(`${client.staff.role} ${path}: ${status}`);
        }
    expect(failed).toEqual([]);
    expect(await stored()).toEqual(before);
  });
});
