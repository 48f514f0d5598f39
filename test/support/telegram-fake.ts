/** A Bot API of our own on a real socket: keeps what it was asked, and answers as a test tells it. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';

export interface Call {
  method: string;
  payload: Record<string, unknown>;
}

/** `cut`: the connection breaks. `never`: nothing comes. Else the error Telegram answers with. */
export type Fate = 'ok' | 'cut' | 'never' | { code: number; description?: string; retryAfter?: number };

export const TOKEN = '123456:AAE-example-of-a-token-of-no-bot';
export const USERNAME = 'TikaSetuExampleBot';

export class FakeTelegram {
  /** Everything asked, taken or not. */
  calls: Call[] = [];
  private fates = new Map<string, { next: Fate[]; always: Fate }>();
  private heard: (() => void)[] = [];
  private messages = 0;

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => void this.answer(request, response));
  }

  static async open(): Promise<FakeTelegram> {
    const fake = new FakeTelegram(createServer());
    await once(fake.server.listen(0, '127.0.0.1'), 'listening');
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** Breaks every connection, also of calls that wait for their answer. */
  hangUp(): void {
    this.server.closeAllConnections();
  }

  /** As after opening. */
  forget(): void {
    this.calls = [];
    this.fates.clear();
  }

  /** What becomes of the next calls of a method, one after the other. */
  next(method: string, ...fates: Fate[]): void {
    this.fateOf(method).next.push(...fates);
  }

  always(method: string, fate: Fate): void {
    this.fateOf(method).always = fate;
  }

  of(method: string): Record<string, unknown>[] {
    return this.calls.filter((call) => call.method === method).map(({ payload }) => payload);
  }

  /** Resolves with the calls of a method once there are so many. */
  async until(method: string, count: number): Promise<Record<string, unknown>[]> {
    while (this.of(method).length < count) await new Promise<void>((resolve) => this.heard.push(resolve));
    return this.of(method);
  }

  private fateOf(method: string): { next: Fate[]; always: Fate } {
    const fate = this.fates.get(method) ?? { next: [], always: 'ok' };
    this.fates.set(method, fate);
    return fate;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    const payload = await payloadOf(request);
    this.calls.push({ method, payload });
    const fate = this.fateOf(method);
    const now = token === TOKEN ? (fate.next.shift() ?? fate.always) : { code: 401 };
    if (now === 'cut') request.socket.destroy();
    else if (now !== 'never') this.send(response, now, method, payload);
    for (const resolve of this.heard.splice(0)) resolve();
  }

  private send(response: ServerResponse, fate: Exclude<Fate, 'cut' | 'never'>, method: string, payload: object): void {
    const status = fate === 'ok' ? 200 : fate.code;
    const body = fate === 'ok' ? { ok: true, result: this.resultOf(method, payload) } : errorOf(fate);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  private resultOf(method: string, payload: object): unknown {
    if (method === 'getMe') return { id: 123456, is_bot: true, first_name: 'TikaSetu', username: USERNAME };
    return method === 'sendMessage' || method === 'sendDocument'
      ? { message_id: ++this.messages, date: 0, ...payload }
      : true;
  }
}

/** Files come as a form, everything else as JSON. */
async function payloadOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) return JSON.parse((await text(request)) || '{}') as Record<string, unknown>;
  const boundary = /boundary=([^;]+)/.exec(type)?.[1] ?? '';
  const parts = (await buffer(request)).toString('latin1').split(`--${boundary}`).slice(1, -1);
  return Object.fromEntries(parts.map(fieldOf));
}

/** As grammY writes it, which is more than a strict parser reads. */
function fieldOf(part: string): [string, unknown] {
  const end = part.indexOf('\r\n\r\n');
  const [head, bytes] = [part.slice(0, end), Buffer.from(part.slice(end + 4, -2), 'latin1')];
  const [, name = ''] = /[; ]name="([^"]*)"/.exec(head) ?? [];
  const file = /filename="?([^"\r\n;]+)/.exec(head)?.[1];
  return [name, file === undefined ? bytes.toString() : { name: file, bytes }];
}

const errorOf = ({ code, description = 'as the test wants it', retryAfter }: Exclude<Fate, string>): object => ({
  ok: false,
  error_code: code,
  description,
  ...(retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }),
});
