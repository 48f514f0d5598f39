/** A real Kannel, configured by deploy/kannel.conf: bearerbox, smsbox, and fakesmsc in place of an operator and its phones. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '../../src/root';

const BEARERBOX = '/usr/sbin/bearerbox';
const SMSBOX = '/usr/sbin/smsbox';
const FAKESMSC = '/usr/lib/kannel/test/fakesmsc';

/** As `describe`, where there is a Kannel. Elsewhere it says so once, and in CI it fails. */
export function describeWithKannel(name: string, tests: () => void): void {
  const missing = [BEARERBOX, SMSBOX, FAKESMSC].filter((program) => !existsSync(program));
  if (missing.length === 0 || process.env['CI']) {
    describe(name, tests);
    return;
  }
  console.warn(`"${name}" is not tested, because Kannel is not installed: apt-get install kannel kannel-extras.`);
  describe.skip(name, tests);
}

/** A text as it stands on a phone, put together from its parts. */
export interface Shown {
  to: string;
  text: string;
  encoding: 'gsm7' | 'ucs2';
  /** How many have come, and how many there are. */
  parts: number;
  of: number;
}

interface Ports {
  admin: number;
  smsbox: number;
  smsc: number;
  sendsms: number;
}

const PATIENCE_MS = 15_000;
const POLL_MS = 30;

export class Kannel {
  static readonly USERNAME = 'tikasetu';
  static readonly PASSWORD = 'CHANGE-ME-password';
  private readonly boxes: ChildProcess[] = [];
  private said = '';

  private constructor(
    private readonly folder: string,
    private readonly ports: Ports,
  ) {}

  /** @param door `http://127.0.0.1:1234/sms/kannel?token=…`, where smsbox asks for answers */
  static async start(door: string): Promise<Kannel> {
    const folder = mkdtempSync(join(tmpdir(), 'tikasetu-kannel-'));
    const [admin = 0, smsbox = 0, smsc = 0, sendsms = 0] = await freePorts(4);
    const kannel = new Kannel(folder, { admin, smsbox, smsc, sendsms });
    for (const name of ['store', 'dlr']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'kannel.conf'), configured(folder, kannel.ports, door));
    kannel.run(BEARERBOX);
    await kannel.until('bearerbox', /Status: running/);
    kannel.run(SMSBOX);
    await kannel.until('smsbox', /smsbox:.*on-line/);
    return kannel;
  }

  /** As KANNEL_URL. */
  get url(): string {
    return `http://127.0.0.1:${this.ports.sendsms}`;
  }

  /**
   * Connects the operator, lets it hand over one message (or none), and listens until what has come is all.
   *
   * @param message `919830012345 56767 ucs2 %09%86`: sender, receiver, kind, and what of it; see `fakesmsc --help`
   */
  async exchange(message: string | undefined, isAll: (shown: readonly Shown[]) => boolean): Promise<Shown[]> {
    const often = ['-m', message === undefined ? '0' : '1', message ?? '0 0 text none'];
    const operator = spawn(FAKESMSC, [
      '-v',
      '0',
      '-H',
      '127.0.0.1',
      '-r',
      String(this.ports.smsc),
      '-i',
      '0',
      ...often,
    ]);
    let log = '';
    operator.stderr.setEncoding('utf8').on('data', (piece: string) => (log += piece));
    try {
      const isSaid = (): boolean => message === undefined || log.includes('sent message 1');
      const shown = await patiently(() => (isSaid() && isAll(shownIn(log)) ? shownIn(log) : undefined));
      if (!shown) throw new Error(`this is not all:\n${log}\n${this.said}`);
      return shown;
    } finally {
      await end(operator);
    }
  }

  /** What Kannel noted of what it has received and sent, a line each. */
  accessLog(): string {
    return readFileSync(join(this.folder, 'access.log'), 'utf8');
  }

  async stop(): Promise<void> {
    await Promise.all(this.boxes.map(end));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(program: string): void {
    const box = spawn(program, ['-v', '2', 'kannel.conf'], { cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'] });
    box.stderr.setEncoding('utf8').on('data', (piece: string) => (this.said += piece));
    this.boxes.push(box);
  }

  private async until(box: string, status: RegExp): Promise<void> {
    const url = `http://127.0.0.1:${this.ports.admin}/status.txt?password=CHANGE-ME-status`;
    const isUp = async (): Promise<boolean> => status.test(await (await fetch(url)).text());
    if (await patiently(() => isUp().catch(() => false))) return;
    await this.stop();
    throw new Error(`${box} did not start:\n${this.said}`);
  }
}

/** The example as it is, but for ports, folders, and an operator of this machine in place of the SMPP account. */
function configured(folder: string, ports: Ports, door: string): string {
  const example = readFileSync(join(ROOT, 'deploy/kannel.conf'), 'utf8');
  const operator = `group = smsc\nsmsc = fake\nsmsc-id = aggregator\nport = ${ports.smsc}\nconnect-allow-ip = 127.0.0.1\n\n`;
  const changes: [RegExp, string][] = [
    [/^group = smsc\n[^]*?\n\n/m, operator],
    [/^admin-port = .*/m, `admin-port = ${ports.admin}\naccess-log = "${folder}/access.log"`],
    [/^smsbox-port = .*/m, `smsbox-port = ${ports.smsbox}`],
    [/^sendsms-port = .*/m, `sendsms-port = ${ports.sendsms}`],
    [/\/var\/spool\/kannel/g, folder],
    [/^log-.*\n/gm, ''],
    [/^http-queue-delay = .*/m, 'http-queue-delay = 1'],
    [/http:\/\/127\.0\.0\.1:3000\/sms\/kannel\?token=CHANGE-ME-token/, door],
  ];
  return changes.reduce((text, [what, change]) => {
    if (text.search(what) === -1) throw new Error(`deploy/kannel.conf has no ${what.source}`);
    return text.replace(what, change);
  }, example);
}

/**
 * fakesmsc's log, where each line of a text is a message of its own, and everything else is escaped:
 *
 *   … Got message 1: <56767 +919830012345 ucs-2 %09%86>
 *   … Got message 1: <56767 +919830012345 udh %05%00%03%01%02%01 data %09%86>
 */
function shownIn(log: string): Shown[] {
  const shown: Shown[] = [];
  for (const [, line = ''] of log.matchAll(/Got message \d+: <(.*)>$/gm)) {
    const [, to, kind, rest = ''] = /^\S+ (\+?\d+) (text|ucs-2|udh) (.*)$/.exec(line) ?? [];
    const last = shown.at(-1);
    if (to === undefined) Object.assign(last ?? {}, { text: `${last?.text ?? ''}\n${line}` });
    else if (kind === 'udh') addPart(shown, to, rest);
    else if (kind === 'text') shown.push({ to, text: rest, encoding: 'gsm7', parts: 1, of: 1 });
    else shown.push({ to, text: utf16(bytesOf(rest)), encoding: 'ucs2', parts: 1, of: 1 });
  }
  return shown;
}

/** 05 00 03, a number that the parts share, how many there are, which one it is. https://www.3gpp.org/dynareport/23040.htm */
function addPart(shown: Shown[], to: string, rest: string): void {
  const [header = '', data = ''] = rest.split(' data ');
  const [of = 0, which = 0] = bytesOf(header).subarray(4);
  const bytes = bytesOf(data);
  // No letter of GSM-7 that we use is 0, and no part of a Bengali text is without a space or a line end.
  const encoding = bytes.includes(0) ? 'ucs2' : 'gsm7';
  const text = encoding === 'ucs2' ? utf16(bytes) : bytes.toString('utf8');
  const last = shown.at(-1);
  if (which === 1 || !last) shown.push({ to, text, encoding, parts: 1, of });
  else Object.assign(last, { text: last.text + text, parts: which });
}

const utf16 = (bytes: Buffer): string => new TextDecoder('utf-16be').decode(bytes);

const bytesOf = (escaped: string): Buffer =>
  Buffer.from(
    escaped
      .replaceAll('+', ' ')
      .replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16))),
    'latin1',
  );

/** UTF-16BE with every byte escaped, as fakesmsc wants UCS-2. */
export const ucs2 = (text: string): string =>
  (Buffer.from(text, 'utf16le').swap16().toString('hex').match(/../g) ?? []).map((byte) => `%${byte}`).join('');

/** Asks again and again; undefined where the answer stays away. */
export async function patiently<T>(ask: () => T | Promise<T>): Promise<T | undefined> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const answer = await ask();
    if (answer) return answer;
    await pause(POLL_MS);
  }
  return undefined;
}

/** Below the range that the system gives out by itself, so that nobody is given one before Kannel takes it. */
async function freePorts(count: number): Promise<number[]> {
  const servers = new Map<number, Server>();
  while (servers.size < count) {
    const [port, server] = [10_000 + Math.floor(Math.random() * 20_000), createServer()];
    const isFree = await once(server.listen(port, '127.0.0.1'), 'listening').then(
      () => true,
      () => false,
    );
    if (isFree) servers.set(port, server);
  }
  await Promise.all(Array.from(servers.values(), (server) => once(server.close(), 'close')));
  return [...servers.keys()];
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const gone = once(program, 'exit');
  program.kill('SIGKILL');
  await gone;
}
