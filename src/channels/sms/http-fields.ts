/** Finds a message in whatever an aggregator sends: JSON, a form or a query, under whatever names. */
import { createHash } from 'node:crypto';

/** Where the parts of a message stand: a name, or a path such as `message.from` or `results.0.from`. */
export interface HttpFields {
  sender: string;
  text: string;
  /** Empty: the aggregator gives none, and one is made of sender, time and text. */
  id: string;
  /** Only needed for that. */
  time: string;
}

export interface HttpMessage {
  sender: string;
  text: string;
  id: string;
}

type Tree = Readonly<Record<string, unknown>>;

const LONGEST_ID = 200;

/** What cannot be read is answered with a sentence about it. */
export function readMessage(tree: Tree, fields: HttpFields): HttpMessage | string {
  const sender = valueAt(tree, fields.sender);
  if (!sender) return `"${fields.sender}" is missing`;
  const text = valueAt(tree, fields.text);
  if (text === undefined) return `"${fields.text}" is missing`;
  const key = fields.id || fields.time;
  const known = valueAt(tree, key);
  if (!known) return `"${key}" is missing`;
  if (known.length > LONGEST_ID) return `"${key}" is too long`;
  return { sender, text, id: fields.id ? known : madeId(sender, known, text) };
}

const madeId = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/** A body where there is one, else the query. Undefined: neither JSON nor a form. Their types are often named wrongly. */
export function treeOf(body: Buffer | undefined, query: Tree): Tree | undefined {
  if (!body?.length) return query;
  const text = body.toString('utf8').trim();
  return /^[{[]/.test(text)
    ? (parseJson(quoted(text)) as Tree | undefined)
    : Object.fromEntries(new URLSearchParams(text));
}

/** As a number an id of 17 digits is not the same any more: `3314200000000000001` → `"3314200000000000001"`. */
const quoted = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"|(?<![\w.+-])\d{16,}(?![\w.])/g, (part) =>
    part.startsWith('"') ? part : `"${part}"`,
  );

/** Undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A name that contains a dot itself goes before the path that it could be. */
export function valueAt(tree: Tree, path: string): string | undefined {
  const value = Object.hasOwn(tree, path) ? tree[path] : path.split('.').reduce<unknown>(step, tree);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

const step = (tree: unknown, name: string): unknown =>
  typeof tree === 'object' && tree !== null && Object.hasOwn(tree, name) ? (tree as Tree)[name] : undefined;
