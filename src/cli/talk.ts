/** A dialogue in the terminal with the running service, over HTTP: `npm run talk -- --number +919830012345`. */
import { createInterface, type Interface } from 'node:readline';
import { parseArgs } from 'node:util';
import { environment, readConfig } from '../config';

const HELP = `Write as the person would, or:
  /clock PT24H            move the service's time forward (PT1H, PT24H, P28D)
  /number +919830012345   write from another number
  /inbox                  what the service sent by itself
  /quit`;

interface Sms {
  text: string;
  encoding: string;
  segments: number;
}
interface Answer {
  replies: Sms[];
  expects: string;
  done: boolean;
}
interface Inbox {
  messages: (Sms & { at: string })[];
}

export interface Line {
  url: string;
  number: string;
  print: (text: string) => void;
}

/** Talks until the input ends or says `/quit`. What goes wrong is printed, and the talk goes on. */
export async function talk(line: Line, input: AsyncIterable<string>): Promise<void> {
  line.print(HELP);
  await attempt(line, async () => line.print(`${line.number}, ${await timeAt(line)}`));
  for await (const text of input) {
    if (text.trim() === '/quit') return;
    await attempt(line, () => obey(line, text.trim()));
  }
}

async function attempt(line: Line, act: () => Promise<void>): Promise<void> {
  await act().catch((error: unknown) => line.print(`! ${error instanceof Error ? error.message : String(error)}`));
}

async function obey(line: Line, text: string): Promise<void> {
  const [command, argument = ''] = text.split(/\s+(.*)/s);
  if (text === '') return;
  if (command === '/clock') return clock(line, argument);
  if (command === '/number') return turnTo(line, argument);
  if (command === '/inbox') return inbox(line);
  if (!text.startsWith('/')) return say(line, text);
  line.print(HELP);
}

async function say(line: Line, text: string): Promise<void> {
  const { replies, expects, done } = await ask<Answer>(line, 'messages', { channel: 'sms', from: line.number, text });
  for (const reply of replies) line.print(shown(reply));
  if (replies.length === 0) line.print('(no answer)');
  line.print(done ? '  (the talk is finished)' : `  (waits for ${expects})`);
}

async function clock(line: Line, advance: string): Promise<void> {
  if (advance !== '') await ask(line, 'clock', { advance });
  line.print(await timeAt(line));
}

async function turnTo(line: Line, number: string): Promise<void> {
  await inboxOf(line, number);
  line.number = number;
  line.print(`Now writing from ${number}.`);
}

async function inbox(line: Line): Promise<void> {
  const { messages } = await inboxOf(line, line.number);
  for (const message of messages) line.print(`${inIndia(message.at)}\n${shown(message)}`);
  if (messages.length === 0) line.print('(nothing yet)');
}

/** The service is also the one that knows what a number looks like. */
const inboxOf = (line: Line, number: string) => ask<Inbox>(line, `inbox?number=${encodeURIComponent(number)}`);

async function timeAt(line: Line): Promise<string> {
  return inIndia((await ask<{ now: string }>(line, 'clock')).now);
}

async function ask<T>({ url }: Line, path: string, body?: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const init = body && { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(new URL(`/phone/${path}`, url), init).catch(() => {
    throw new Error(`Nothing answers at ${url}: start it first: npm start`);
  });
  const answer = (await response.json().catch(() => ({}))) as T & { error?: string };
  if (response.ok) return answer;
  throw new Error(answer.error ?? `The service answered ${response.status} at ${response.url}.`);
}

function shown({ text, encoding, segments }: Sms): string {
  const indented = text.replace(/^/gm, '  ');
  return `${indented}\n  [${segments} SMS, ${encoding === 'ucs2' ? 'UCS-2' : 'GSM-7'}]`;
}

const inIndia = (at: string): string =>
  new Date(at).toLocaleString('en-IN', { timeZone: 'Asia/Kolkata', dateStyle: 'full', timeStyle: 'short' });

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: `http://localhost:${readConfig(environment()).port}` },
      number: { type: 'string', default: '+919830012345' },
    },
  });
  const input = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
  const print = (text: string) => process.stdout.write(`${text}\n`);
  await talk({ url: values.url, number: values.number, print }, prompted(input));
  input.close();
}

async function* prompted(input: Interface): AsyncGenerator<string> {
  // Listening starts before the first prompt, or piped lines are lost.
  const lines: AsyncIterator<string, undefined> = input[Symbol.asyncIterator]();
  for (;;) {
    input.prompt();
    const { value, done } = await lines.next();
    if (done) return;
    yield value;
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
