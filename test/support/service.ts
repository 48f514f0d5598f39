/** The real service in a process of its own, and what Twilio sends it: signed by Twilio's own function. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'node:querystring';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks';
import { ROOT } from '../../src/root';

const AUTH_TOKEN = 'a token of this test';
/** Behind a proxy that knows us under another name and a prefix of its own. */
const PUBLIC_URL = 'https://tika.example.org/bengal';
const WEBHOOK = '/sms/twilio';

export type Settings = Record<string, string>;

/** Twilio hangs up after 15 seconds; the people who wait are promised five. */
const PATIENCE_MS = 5_000;

export interface Webhook {
  from: string;
  body: string;
  sid?: string;
  /** Further parameters. */
  more?: Settings;
}

export class Service {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
  ) {}

  /** Started with these settings and no others; resolves when it listens. */
  static async start(settings: Settings): Promise<Service> {
    const { process, said } = launch({ TWILIO_AUTH_TOKEN: AUTH_TOKEN, PUBLIC_URL, LOG_LEVEL: 'silent', ...settings });
    const ended = once(process, 'exit').then(() => {
      throw new Error(`the service did not start:\n${said()}`);
    });
    const listening = new Promise<string>((resolve) => {
      process.stdout?.on('data', () => {
        const url = /ready on (http:\S+)/.exec(said())?.[1];
        if (url) resolve(url);
      });
    });
    const url = await Promise.race([listening, ended]);
    ended.catch(() => undefined);
    return new Service(url.replace('localhost', '127.0.0.1'), process);
  }

  post({ from, body, sid = randomUUID(), more = {} }: Webhook): Promise<Response> {
    return this.postForm(new URLSearchParams({ MessageSid: sid, From: from, Body: body, ...more }).toString());
  }

  /** A form as it stands, whatever bytes it carries. Signed rightly unless it is said how; null is not at all. */
  postForm(form: string, signature?: string | null): Promise<Response> {
    const signed = signature === undefined ? sign(form) : signature;
    return fetch(this.url + WEBHOOK, {
      method: 'POST',
      body: form,
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        ...(signed === null ? {} : { 'X-Twilio-Signature': signed }),
      },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  }

  /** The text of the answer; fails where it is not one message in well-formed TwiML. */
  async say(from: string, body: string, sid: string = randomUUID()): Promise<string> {
    return (await textOf(await this.post({ from, body, sid }))) ?? '';
  }

  async status(path: string): Promise<number> {
    return (await fetch(this.url + path, { signal: AbortSignal.timeout(2 * PATIENCE_MS) })).status;
  }

  async untilReady(): Promise<void> {
    while ((await this.status('/health/ready')) !== 200);
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.kill(signal);
    await gone;
  }
}

/** A start that is refused: the exit code and all that was said. */
export async function refusedStart(settings: Settings): Promise<{ code: number; said: string }> {
  const { process, said } = launch(settings);
  const [code] = (await once(process, 'close')) as [number];
  return { code, said: said() };
}

function launch(settings: Settings): { process: ChildProcess; said: () => string } {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [join(ROOT, 'dist/src/main.js')], {
    cwd: tmpdir(),
    env: { PATH, HOME, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => (said += piece));
  }
  return { process: child, said: () => said };
}

export const sign = (form: string, url = PUBLIC_URL + WEBHOOK): string =>
  getExpectedTwilioSignature(AUTH_TOKEN, url, parse(form, '&', '=', { decodeURIComponent: decoded }));

/** As Express reads it: what is no UTF-8 stays as it was written. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** What our TwiML may look like, character by character; everything it accepts is well-formed XML 1.0. */
const TWIML =
  /^<\?xml version="1\.0" encoding="UTF-8"\?><Response>(?:<Message>((?:[\t\n\r\x20-\x25\x27-\x3b\x3d\x3f-\ud7ff\ue000-\ufffd]|[\ud800-\udbff][\udc00-\udfff]|&(?:amp|lt|gt);)+)<\/Message>)?<\/Response>$/;
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** `undefined`: an answer without a message. */
export async function textOf(response: Response): Promise<string | undefined> {
  const xml = await response.text();
  const found = TWIML.exec(xml);
  if (response.status !== 200 || !found) throw new Error(`${response.status}: ${xml}`);
  return found[1]?.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity);
}
