import { openConsole, type Console } from '../support/console';
import { openWorld, type World } from '../support/world';
import { Form, Field, Submit } from '../../src/web/components';
import type { Route, Visit } from '../../src/web/route';

const done: Visit[] = [];
const ROUTES: Route[] = [
  {
    method: 'get',
    path: '/desk/try',
    right: 'relay',
    run: (visit) =>
      Promise.resolve({
        title: '<b>Try</b>',
        page: (
          <Form visit={visit} action="/desk/try">
            <Field label="Name" name="name" value={visit.query['name'] ?? ''} />
            <Submit>Send</Submit>
          </Form>
        ),
      }),
  },
  {
    method: 'post',
    path: '/desk/try',
    right: 'relay',
    run: (visit) => {
      done.push(visit);
      return Promise.resolve({ to: '/desk/try', notice: `Saved ${visit.form['name'] ?? ''}` });
    },
  },
  { method: 'post', path: '/desk/part', right: 'relay', run: () => Promise.resolve({ to: '/desk/try' }) },
  { method: 'get', path: '/centre/none', right: 'day', run: () => Promise.resolve({ missing: true }) },
];

describe('the consoles', () => {
  let world: World;
  let site: Console;

  beforeAll(async () => {
    world = await openWorld();
    site = await openConsole(world, ROUTES);
  });
  afterAll(async () => {
    await site.close();
    await world.close();
  });
  beforeEach(() => done.splice(0));

  it('lead whoever is not signed in to the sign-in, and back', async () => {
    const response = await fetch(`${site.url}/desk/try?name=x`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      `/sign-in?to=${encodeURIComponent('/desk/try?name=x')}`,
    ]);
  });

  it('show a page only to whom it is open, and say why not', async () => {
    const [operator, vaccinator] = [await site.signedIn('operator'), await site.signedIn('vaccinator')];
    expect((await operator.get('/desk/try')).status).toBe(200);
    const refused = await vaccinator.get('/desk/try');
    expect([refused.status, refused.text.includes('not part of your work')]).toEqual([403, true]);
    expect((await vaccinator.get('/centre/none')).status).toBe(404);
  });

  it('escape whatever is put into them', async () => {
    const operator = await site.signedIn('operator');
    const { text } = await operator.get(`/desk/try?name=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(text).not.toMatch(/<script>alert|<b>Try/);
    expect(text).toContain('value="&quot;>&lt;script>alert(1)');
  });

  it('keep browsers to files of ours, and pages out of caches', async () => {
    const { headers, text } = await (await site.signedIn('operator')).get('/desk/try');
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).not.toMatch(/ style=| on\w+=|<script>/);
  });

  it('do once what is sent twice, and again what was changed in between', async () => {
    const operator = await site.signedIn('operator');
    const twice = { once: 'the same form', name: 'Rahima' };
    const answers = await Promise.all([operator.post('/desk/try', twice), operator.post('/desk/try', twice)]);
    expect(answers.map(({ status, to }) => [status, to])).toEqual([
      [303, '/desk/try'],
      [303, '/desk/try'],
    ]);
    await operator.post('/desk/try', { ...twice, name: 'Rahima Bibi' });
    expect(done.map(({ form }) => form['name'])).toEqual(['Rahima', 'Rahima Bibi']);
    expect(new Set(done.map(({ once }) => once)).size).toBe(2);
  });

  it('refuse a form that is not of this session, or comes from another site', async () => {
    const [one, other] = [await site.signedIn('operator'), await site.signedIn('operator')];
    const cookie = `tikasetu=${one.token}`;
    const foreign = await fetch(`${site.url}/desk/try`, {
      ...{ method: 'POST', redirect: 'manual', headers: { cookie } },
      body: new URLSearchParams({ csrf: other.csrf, name: 'x' }),
    });
    const crossSite = await fetch(`${site.url}/desk/try`, {
      ...{ method: 'POST', redirect: 'manual', headers: { cookie, 'Sec-Fetch-Site': 'cross-site' } },
      body: new URLSearchParams({ csrf: one.csrf, name: 'x' }),
    });
    expect([foreign.status, crossSite.status, done.length]).toEqual([403, 403, 0]);
  });

  it('carry what was typed through a sign-in that ran out', async () => {
    const operator = await site.signedIn('operator');
    world.clock.advance(31 * 60_000);
    const answer = await operator.post('/desk/try', { name: 'Rahima' });
    expect([answer.status, done.length]).toEqual([401, 0]);
    expect(answer.text).toMatch(/^sign in \S{40,}/);
    expect(answer.text).not.toContain('Rahima');
    const part = await operator.get('/desk/try', {
      'HX-Request': 'true',
      'HX-Current-URL': `${site.url}/desk/try?a=1`,
    });
    expect(part.headers.get('hx-redirect')).toBe(`/sign-in?to=${encodeURIComponent('/desk/try?a=1')}`);
  });

  it('end for who has left, though the page still looks for news by itself', async () => {
    const operator = await site.signedIn('operator');
    for (let minutes = 0; minutes < 40; minutes += 10) {
      world.clock.advance(10 * 60_000);
      await operator.get('/desk/try', { 'X-By-Itself': '1' });
    }
    expect((await operator.get('/desk/try')).status).toBe(303);
  });

  it('stay open for who is at work', async () => {
    const operator = await site.signedIn('operator');
    for (let minutes = 0; minutes < 40; minutes += 10) {
      world.clock.advance(10 * 60_000);
      expect((await operator.get('/desk/try')).status).toBe(200);
    }
  });

  it('read lists of the same field, and never more than text', async () => {
    const operator = await site.signedIn('operator');
    await operator.post('/desk/try', { name: ['a', 'b'], 'name[$ne]': 'c', __proto__: 'd' });
    expect(done[0]?.lists['name']).toEqual(['a', 'b']);
    expect(done[0]?.form['name']).toBe('b');
    expect(done[0]?.form['name[$ne]']).toBe('c');
  });

  it('say what to do with what is too large', async () => {
    const operator = await site.signedIn('operator');
    const answer = await operator.post('/desk/try', { name: 'x'.repeat(3 * 1024 * 1024) });
    expect(answer.status).toBe(413);
  });
});
