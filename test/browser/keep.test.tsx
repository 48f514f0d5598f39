/** What is typed and has not arrived yet: it outlives refusals, reloads and lost connections, and no other member of staff sees it. */
import type { Browser, Page } from 'playwright-core';
import { Area, Field, Form, Submit } from '../../src/web/components';
import type { Answered, Route, Visit } from '../../src/web/route';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { openConsole, type Client, type Console } from '../support/console';
import { openWorld, type World } from '../support/world';

const TryForm = ({ visit, action, swaps }: { visit: Visit; action: string; swaps?: string }) => (
  <Form visit={visit} action={action} {...(swaps ? { swaps } : {})}>
    <Field label="Village" name="village" value="Amdanga" />
    <Area label="Note" name="note" />
    <Submit>Send</Submit>
  </Form>
);
let isBroken = false;
const answer = (answered: Answered) => () =>
  isBroken ? Promise.reject(new Error('out of order')) : Promise.resolve(answered);
const pageOf =
  (action: string, swaps?: string): Route['run'] =>
  (visit) =>
    Promise.resolve({
      title: 'Try',
      page: (
        <div id="part">
          <TryForm visit={visit} action={action} {...(swaps ? { swaps } : {})} />
        </div>
      ),
    });
const ROUTES: Route[] = [
  { method: 'get', path: '/desk/try', right: 'own', run: pageOf('/desk/try') },
  { method: 'post', path: '/desk/try', right: 'own', run: answer({ to: '/desk/try' }) },
  { method: 'get', path: '/desk/part', right: 'own', run: pageOf('/desk/part', '#part') },
  { method: 'post', path: '/desk/part', right: 'own', run: answer({ part: 'done' }) },
];

describeInBrowser('what is typed', () => {
  let browser: Browser;
  let world: World;
  let site: Console;
  let staff: Client;
  let page: Page;

  beforeAll(async () => {
    [browser, world] = await Promise.all([launchBrowser(), openWorld()]);
    site = await openConsole(world, ROUTES);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
    await world.close();
  });
  beforeEach(async () => {
    isBroken = false;
    staff = await site.signedIn('operator');
    page = await staff.open(browser);
  });
  afterEach(() => page.context().close());

  const type = async (path: string): Promise<void> => {
    await page.goto(site.url + path);
    await page.getByLabel('Village').fill('Barasat');
    await page.getByLabel('Note').fill('টাইপ');
  };
  const typed = async () => [await page.getByLabel('Village').inputValue(), await page.getByLabel('Note').inputValue()];
  const send = () => page.getByRole('button', { name: 'Send' }).click();

  it('is there again after the service was in trouble, and gone once it has arrived', async () => {
    await type('/desk/try');
    isBroken = true;
    await send();
    await page.getByText('Something went wrong on our side').waitFor();
    await page.goto(`${site.url}/desk/try`);
    expect(await typed()).toEqual(['Barasat', 'টাইপ']);
    isBroken = false;
    await send();
    await page.waitForFunction("document.querySelector('[name=note]')?.value === ''");
    expect(await typed()).toEqual(['Amdanga', '']);
  });

  it('stays where only a part was to come, and one is told', async () => {
    await type('/desk/part');
    isBroken = true;
    await send();
    await page.getByRole('alert').filter({ hasText: 'It did not arrive' }).waitFor();
    expect(await typed()).toEqual(['Barasat', 'টাইপ']);
    await page.context().setOffline(true);
    await send();
    await page.context().setOffline(false);
    isBroken = false;
    await send();
    await page.getByText('done').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.reload();
    expect(await typed()).toEqual(['Amdanga', '']);
  });

  it('is seen by nobody who signs in afterwards in the same window', async () => {
    await type('/desk/try');
    const other = await site.signedIn('operator');
    await page.context().addCookies([{ name: 'tikasetu', value: other.token, url: site.url }]);
    await page.goto(`${site.url}/desk/try`);
    expect(await typed()).toEqual(['Amdanga', '']);
  });
});
