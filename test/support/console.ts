/** The consoles behind a real socket, and members of staff who are signed in to them: by plain requests, or in a real browser. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import express from 'express';
import { createRequire } from 'node:module';
import { assetsRouter } from '../../src/web/assets-router';
import type { Route } from '../../src/web/route';
import { consoleOf } from '../../src/web/serve';
import { signInHtml } from '../../src/web/sign-in-page';
import { cookieName } from '../../src/web/visitor';
import { readWords } from '../../src/web/words';
import type { Role, Staff } from '../../src/store/staff';
import { listen } from './listen';
import type { Site, World } from './world';

export interface Places {
  centres?: string[];
  districts?: string[];
  states?: string[];
  language?: Staff['language'];
  name?: string;
}

export interface Console {
  url: string;
  signedIn: (role: Role, places?: Places) => Promise<Client>;
  close: () => Promise<void>;
}

let people = 0;

const SIGNED_OUT: Parameters<typeof signInHtml>[1] = {
  ...{ carried: { to: '', resume: '', language: 'en' }, name: '' },
  said: { status: 'signedOut' },
};

/** @param site the process it runs in */
export async function openConsole(world: World, routes: readonly Route[], site: Site = world.site): Promise<Console> {
  const { store } = site;
  const words = readWords();
  const now = (): Date => world.clock.now();
  const served = consoleOf(routes, {
    ...{ webSessions: store.webSessions, staff: store.staff, trail: store.audit, vault: store.vault, words, now },
    isSecure: false,
    failed: (error) => site.failures.push(error),
    signInPage: (_request, response, { resume }) => void response.status(401).send(`sign in ${resume ?? ''}`),
  });
  const app = express();
  app.use('/assets', assetsRouter());
  app.get('/sign-in', (_request, response) => void response.send(signInHtml(words, SIGNED_OUT)));
  app.use(served.router);
  const listening = await listen(app);
  const { url } = listening;
  const signedIn = async (role: Role, { name = `${role}${++people}`, language = 'en', ...places }: Places = {}) => {
    const staff = await store.staff.add(
      { name, role, language, centres: [], districts: [], states: [], ...places },
      { password: 'nobody signs in with it', totp: 'JBSWY3DPEHPK3PXP' },
    );
    if (!staff) throw new Error(`there is a ${name} already`);
    const { token } = await store.webSessions.open(staff._id, now(), '127.0.0.1');
    const session = await store.webSessions.find(token, now());
    return new Client(url, token, session && 'csrf' in session ? session.csrf : '', staff);
  };
  return {
    url,
    signedIn,
    close: async () => {
      served.stop();
      await listening.close();
    },
  };
}

export interface Answer {
  status: number;
  /** Where it leads, without the host. */
  to: string | null;
  text: string;
  headers: Headers;
}

/** Somebody at a console. */
export class Client {
  constructor(
    readonly url: string,
    readonly token: string,
    /** What their forms carry. */
    readonly csrf: string,
    readonly staff: Staff,
  ) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.fetch(path, { headers });
  }

  /** As the form of a page of ours would be sent; a list is a field that stands there several times. */
  post(path: string, fields: Record<string, string | readonly string[]> = {}): Promise<Answer> {
    const body = new URLSearchParams();
    const all = { csrf: this.csrf, once: crypto.randomUUID(), ...fields };
    for (const [name, value] of Object.entries(all)) for (const each of [value].flat()) body.append(name, each);
    return this.fetch(path, { method: 'POST', body });
  }

  /** With a file, as a browser sends it. */
  upload(path: string, file: { field: string; name: string; bytes: Uint8Array }, fields: Record<string, string> = {}) {
    const body = new FormData();
    const all = { csrf: this.csrf, once: crypto.randomUUID(), ...fields };
    for (const [name, value] of Object.entries(all)) body.append(name, value);
    body.append(file.field, new Blob([file.bytes as Uint8Array<ArrayBuffer>]), file.name);
    return this.fetch(path, { method: 'POST', body });
  }

  postJson(path: string, json: unknown): Promise<Answer> {
    const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': this.csrf };
    return this.fetch(path, { method: 'POST', body: JSON.stringify(json), headers });
  }

  private async fetch(path: string, init: RequestInit): Promise<Answer> {
    const cookie = `${cookieName(false)}=${this.token}`;
    const response = await fetch(this.url + path, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string> | undefined), cookie },
    });
    const { status, headers } = response;
    return { status, to: headers.get('location'), text: await response.text(), headers };
  }

  /** A window of the browser in which they are signed in. Close its context afterwards. */
  async open(browser: Browser, viewport = { width: 1280, height: 900 }): Promise<Page> {
    const context = await browser.newContext({ viewport });
    context.setDefaultTimeout(10_000);
    await context.addCookies([{ name: cookieName(false), value: this.token, url: this.url }]);
    return context.newPage();
  }
}

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** What of WCAG 2.2 AA the page does not keep, as sentences; none when all is well. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    interface Violation {
      id: string;
      impact: string;
      nodes: { html: string; failureSummary: string }[];
    }
    const axe = (
      globalThis as unknown as {
        axe: { run: (root: unknown, options: unknown) => Promise<{ violations: Violation[] }> };
      }
    ).axe;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const { violations } = await axe.run((globalThis as unknown as { document: unknown }).document, {
      runOnly: { type: 'tag', values: tags },
    });
    return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html).join(' ; ')}`);
  });
}

/** Whether the page has to be pushed aside to be read, which nobody does on a telephone or at 200 %. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
