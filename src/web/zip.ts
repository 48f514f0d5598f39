/**
 * ZIP archives from strangers: what they say of their sizes is checked before anything is unpacked, and while it is.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
import { crc32, inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;
const MOST_COMMENT = 0xffff;
const MOST_FILES = 1_000;
const STORED = 0;
const DEFLATED = 8;
const IS_ENCRYPTED = 1;

interface Entry {
  name: string;
  method: number;
  packed: number;
  size: number;
  /** Where its local header begins. */
  at: number;
}

/**
 * The files whose names are wanted. `null`: this is no such archive, it is broken, or lies about what is in it.
 * `'tooLarge'`: together they would be more than `mostBytes`.
 */
export function unzip(
  bytes: Buffer,
  mostBytes: number,
  isWanted: (name: string) => boolean,
): Map<string, Buffer> | 'tooLarge' | null {
  try {
    const entries = entriesOf(bytes).filter(({ name }) => isWanted(name));
    if (entries.reduce((sum, { size }) => sum + size, 0) > mostBytes) return 'tooLarge';
    return new Map(entries.map((entry) => [entry.name, unpack(bytes, entry)]));
  } catch {
    return null;
  }
}

/** By the directory at its end; what is read beyond the bytes throws. */
function entriesOf(bytes: Buffer): Entry[] {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_FILES) throw new RangeError('more files than a workbook has');
  const entries: Entry[] = [];
  for (let index = 0, at = bytes.readUInt32LE(end + 16); index < count; index++) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new RangeError('no entry where one should be');
    const [nameSize, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    entries.push(entryAt(bytes, at, nameSize ?? 0));
    at += ENTRY_SIZE + (nameSize ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - END_SIZE; at >= Math.max(0, bytes.length - END_SIZE - MOST_COMMENT); at--) {
    if (bytes.readUInt32LE(at) === END) return at;
  }
  throw new RangeError('no directory');
}

function entryAt(bytes: Buffer, at: number, nameSize: number): Entry {
  if (bytes.readUInt16LE(at + 8) & IS_ENCRYPTED) throw new RangeError('encrypted');
  return {
    name: bytes.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + nameSize),
    method: bytes.readUInt16LE(at + 10),
    packed: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    at: bytes.readUInt32LE(at + 42),
  };
}

/** Throws where more comes out than was said. */
function unpack(bytes: Buffer, { method, packed, size, at }: Entry): Buffer {
  if (bytes.readUInt32LE(at) !== LOCAL) throw new RangeError('no file where one should be');
  const from = at + LOCAL_SIZE + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  if (from + packed > bytes.length) throw new RangeError('cut off');
  const content = bytes.subarray(from, from + packed);
  if (method === DEFLATED) return inflateRawSync(content, { maxOutputLength: Math.max(1, size) });
  if (method !== STORED || packed !== size) throw new RangeError('packed in an unusual way');
  return content;
}

/** An archive in which nothing is packed, so that another reader finds exactly what was looked at here. */
export function zipStored(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of files) {
    const [nameBytes, common] = [Buffer.from(name), commonHeader(name, content)];
    const local = Buffer.concat([uint32(LOCAL), common, nameBytes, content]);
    directory.push(uint32(ENTRY), Buffer.from([20, 0]), common, Buffer.alloc(10), uint32(at), nameBytes);
    parts.push(local);
    at += local.length;
  }
  const entries = Buffer.concat(directory);
  return Buffer.concat([...parts, entries, endRecord(files.size, entries.length, at)]);
}

/** Version 2.0, UTF-8 names, stored, no time; the same in the local header and in the directory. */
function commonHeader(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(0x0800, 2);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(content.length, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(Buffer.byteLength(name), 22);
  return header;
}

function endRecord(count: number, size: number, at: number): Buffer {
  const end = Buffer.alloc(END_SIZE);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return end;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
