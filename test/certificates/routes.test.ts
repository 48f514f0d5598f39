/** The certificate at the console: for those who work where the dose was given. */
import { certificateRoutes } from '../../src/certificates/routes';
import { certificateDeps } from '../support/certificates';
import { openConsole, type Console } from '../support/console';
import { openWorld, type World } from '../support/world';
import { vaccinated } from './world';

let world: World;
let desk: Console;
beforeAll(async () => {
  world = await openWorld();
  const deps = certificateDeps(world.site.store, () => world.clock.now());
  desk = await openConsole(world, certificateRoutes(deps));
});
afterAll(async () => {
  await desk.close();
  await world.close();
});

test('is printed where the dose was given, and that is written down', async () => {
  const { id } = await vaccinated(world);
  const nurse = await desk.signedIn('vaccinator', { centres: ['bidhannagar'] });
  const answer = await nurse.get(`/centre/certificate/${id}/1?lang=hi`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('application/pdf');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.text).toMatch(/^%PDF-/);
  expect(answer.text).toContain('/Lang (hi)');
  const deeds = await world.site.connection.collection('audit').find({ action: 'certificate.given' }).toArray();
  expect(deeds).toMatchObject([{ about: `person:${id}`, staff: nurse.staff._id }]);
});

test.each([
  ['vaccinator', { centres: ['sealdah'] }, 404],
  ['operator', {}, 403],
  ['auditor', {}, 403],
] as const)('is not for a %s elsewhere', async (role, places, status) => {
  const { id } = await vaccinated(world);
  const other = await desk.signedIn(role, { centres: [...('centres' in places ? places.centres : [])] });
  expect((await other.get(`/centre/certificate/${id}/1`)).status).toBe(status);
});

test('is not there for a dose that was not given', async () => {
  const { id } = await vaccinated(world);
  const nurse = await desk.signedIn('vaccinator', { centres: ['bidhannagar'] });
  for (const path of [`${id}/2`, `${id}/0`, `${id}/x`, 'nobody/1'])
    expect((await nurse.get(`/centre/certificate/${path}`)).status).toBe(404);
});
