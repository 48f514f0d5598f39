/** What goes wrong around the consoles' pages: broken requests, lost sessions, a database that is away, browsers that leave. */
import { request as rawRequest } from 'node:http';
import { audit } from '../../src/web/audit';
import type { Route } from '../../src/web/route';
import { resumedHtml } from '../../src/web/sign-in-again';
import { readWords } from '../../src/web/words';
import { openConsole, type Client, type Console } from '../support/console';
import { MINUTE, openWorld, type World } from '../support/world';
import { Wire } from '../support/wire';

let streams = 0;
let sending: (event: string, data: string) => void = () => undefined;
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
};
const answering = (answered: Awaited<ReturnType<Route['run']>>) => () => Promise.resolve(answered);
const ROUTES: Route[] = [
  { method: 'get', path: '/desk/try', right: 'relay', run: answering({ title: 'Try', page: 'try' }) },
  {
    ...{ method: 'post', path: '/desk/try', right: 'relay', uploads: true },
    run: ({ form, files }) => Promise.resolve({ json: { form, file: files['table']?.name } }),
  },
  { method: 'post', path: '/desk/say', right: 'relay', run: answering({ to: '/desk/try?name=রহিমা' }) },
  { method: 'post', path: '/desk/told', right: 'relay', run: answering({ to: '/desk/none', notice: 'রহিমা: saved' }) },
  {
    ...{ method: 'post', path: '/desk/look', right: 'relay' },
    run: async (visit) => {
      await audit(visit, { action: 'person.looked', about: 'person:7', why: visit.form['why'] ?? null });
      return { to: '/desk/try' };
    },
  },
  { method: 'get', path: '/desk/none', right: 'relay', run: answering({ missing: true }) },
  {
    ...{ method: 'get', path: '/desk/live', right: 'relay' },
    run: answering({
      stream: (send) => {
        streams++;
        sending = send;
        return () => streams--;
      },
    }),
  },
];

describe('the consoles', () => {
  let world: World;
  let wire: Wire;
  let site: Console;
  let failures: unknown[];
  let operator: Client;

  beforeAll(async () => {
    world = await openWorld();
    wire = await Wire.to(world.database.uri);
    const behindWire = await world.openSite(wire.uri(world.database.dbName));
    failures = behindWire.failures;
    site = await openConsole(world, ROUTES, behindWire);
  });
  afterAll(async () => {
    await site.close();
    await world.close();
    wire.cut();
  });
  beforeEach(async () => {
    failures.splice(0);
    operator = await site.signedIn('operator');
  });

  const resumed = (answer: string, { csrf, staff }: Client): string | null => {
    const again = { vault: world.site.store.vault, words: readWords(), signInPage: () => undefined };
    return resumedHtml(again, answer.replace('sign in ', ''), { csrf, staff, language: 'en' });
  };
  const open = async (client: Client, method = 'GET') => {
    const controller = new AbortController();
    const headers = { cookie: `tikasetu=${client.token}`, accept: 'text/event-stream' };
    const response = await fetch(`${site.url}/desk/live`, { method, headers, signal: controller.signal });
    return { response, leave: () => controller.abort() };
  };

  describe('where the database is away', () => {
    afterEach(() => wire.restore());

    it('say so on a page from which one can go on, and keep what was typed', async () => {
      wire.cut();
      const answer = await operator.post('/desk/say', { text: 'typed' });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
      expect(answer.text).toMatch(/<html lang="(en|bn|hi)">[^]*data-refused/);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(failures).toHaveLength(1);
      await wire.restore();
      expect((await operator.post('/desk/say', { text: 'typed' })).status).toBe(303);
    });
  });

  it('say what is wrong with what is no form at all, and do not call it their own fault', async () => {
    const cookie = `tikasetu=${operator.token}`;
    const broken = async (path: string, type: string, body: string) =>
      (await fetch(site.url + path, { method: 'POST', body, headers: { cookie, 'Content-Type': type } })).status;
    expect(await broken('/desk/say', 'application/json', '{"a":')).toBe(400);
    expect(await broken('/desk/try', 'multipart/form-data', 'x')).toBe(400);
    expect(await broken('/desk/try', 'multipart/form-data; boundary=b', '--b\r\nnonsense')).toBe(400);
    expect(failures).toEqual([]);
  });

  it('take no more in many fields than in one', async () => {
    const fields = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`field${n}`, 'x'.repeat(100_000)]));
    const answer = await operator.upload(
      '/desk/try',
      { field: 'table', name: 'a.csv', bytes: Buffer.from('a') },
      fields,
    );
    expect(answer.status).toBe(413);
  });

  it('lead on from a part also where the address is not in Latin letters', async () => {
    const cookie = `tikasetu=${operator.token}`;
    const answer = await fetch(`${site.url}/desk/say`, {
      ...{ method: 'POST', headers: { cookie, 'HX-Request': 'true' } },
      body: new URLSearchParams({ csrf: operator.csrf }),
    });
    expect(answer.headers.get('hx-redirect')).toBe(`/desk/try?name=${encodeURIComponent('রহিমা')}`);
  });

  it.each(['http://[', 'nonsense', 'javascript:alert(1)', 'https://evil.example/desk?a=1', '//'])(
    'lead nobody elsewhere from a page that calls itself %s',
    async (address) => {
      const headers = { 'HX-Request': 'true', 'HX-Current-URL': address };
      const { status, headers: answered } = await fetch(`${site.url}/desk/try`, { headers });
      expect(status).toBe(200);
      expect(answered.get('hx-redirect')).toMatch(/^\/sign-in\?to=/);
      expect(answered.get('hx-redirect')).not.toContain('evil');
    },
  );

  it('are not shut to others by one who knocks without end', async () => {
    const knocked = await Promise.all(
      Array.from({ length: 620 }, () => fetch(`${site.url}/desk/try`, { redirect: 'manual' })),
    );
    expect(knocked.some(({ status }) => status === 429)).toBe(true);
    const statusFrom = (localAddress: string) =>
      new Promise((resolve) =>
        rawRequest(`${site.url}/desk/try`, { localAddress }, ({ statusCode }) => resolve(statusCode)).end(),
      );
    expect([await statusFrom('127.0.0.1'), await statusFrom('127.0.0.2')]).toEqual([429, 303]);
    expect((await operator.get('/desk/try')).status).toBe(200);
  });

  it('write no novel into the audit trail', async () => {
    await operator.post('/desk/look', { why: 'ক'.repeat(100_000) });
    expect((await world.site.store.audit.of('person:7', 1))[0]?.why).toBe('ক'.repeat(1_000));
  });

  it('say a sentence once, also where there is no page', async () => {
    const told = await operator.post('/desk/told');
    const cookie = told.headers.get('set-cookie')?.split(';')[0] ?? '';
    const headers = { cookie: `tikasetu=${operator.token}; ${cookie}` };
    const missing = await fetch(`${site.url}/desk/none`, { headers });
    expect(await missing.text()).toContain('রহিমা: saved');
    expect(missing.headers.get('set-cookie')).toMatch(/^notice=;/);
  });

  it('keep where a form was to go and which file came with it, when the session has run out', async () => {
    world.clock.advance(31 * MINUTE);
    const file = { field: 'table', name: 'তালিকা.csv', bytes: Buffer.from('a') };
    const { text } = await operator.upload('/desk/try?caller=%2B919830012345', file, { village: 'Amdanga' });
    const html = resumed(text, operator) ?? '';
    expect(html).toContain('action="/desk/try?caller=%2B919830012345"');
    expect(html).toContain('name="village" value="Amdanga"');
    expect(html).toMatch(/multipart[^]*তালিকা\.csv[^]*<input[^>]*name="table"[^>]*type="file"/);
    expect(resumed(text, await site.signedIn('operator'))).toBeNull();
  });

  describe('whoever listens', () => {
    afterEach(() => until(() => streams === 0));

    it('is left when they leave, also before they were heard', async () => {
      const { leave } = await open(operator);
      await until(() => streams === 1);
      leave();
      await until(() => streams === 0);
      for (let n = 0; n < 20; n++) {
        const headers = { cookie: `tikasetu=${operator.token}` };
        const early = rawRequest(`${site.url}/desk/live`, { headers }).on('error', () => undefined);
        early.end(() => setImmediate(() => early.destroy()));
      }
      await until(() => streams === 0);
    });

    it('and only asks what there is, is not kept waiting', async () => {
      expect((await open(operator, 'HEAD')).response.status).toBe(200);
      expect(streams).toBe(0);
    });

    it('hears every line as it is', async () => {
      const { response, leave } = await open(operator);
      await until(() => streams === 1);
      sending('queue', 'a\r\nb\rc\u2028d');
      const { value } = (await response.body?.getReader().read()) ?? {};
      expect(Buffer.from(value ?? []).toString()).toBe('event: queue\ndata: a\ndata: b\ndata: c\u2028d\n\n');
      leave();
    });

    it('hears no more once the account is disabled', async () => {
      const { response } = await open(operator);
      await until(() => streams === 1);
      await world.site.store.staff.setDisabled(operator.staff._id, true);
      expect(await response.text()).not.toContain('event');
      expect((await operator.get('/desk/try')).status).toBe(303);
    });
  });
});
