/**
 * What the API calls things, which have other ids of their own here. Nothing of it is stored: a number follows from the id of its
 * centre, and the id of a vaccination session holds its centre, its day and a check that nobody without the key can write.
 */
import { createHash } from 'node:crypto';
import type { Vault } from '../store/vault';

/** Numbers below 2^31 that follow from ids. */
export interface Numbers {
  numberOf: (id: string) => number;
  idOf: (number: number) => string | undefined;
}

export interface Ids {
  /** Of a centre. */
  numberOf: (centre: string) => number;
  centreOf: (number: number) => string | undefined;
  /** @param session `<centre>:<day>`, with `:<n>` for further ones of that day */
  sessionUuid: (session: string) => string;
  /** Null where it was not given out by us, or its centre is no more. */
  sessionOf: (uuid: string) => string | null;
  /** @param id of an appointment, or of the group of a family */
  appointmentUuid: (id: string) => string;
}

const BELOW = 2 ** 31;

/** Of two with the same number the second one, in the order of the ids, has the next. */
export function numbersOf(ids: readonly string[], own = ownNumber): Numbers {
  const byNumber = new Map<number, string>();
  const byId = new Map<string, number>();
  for (const id of [...ids].sort()) {
    let number = own(id);
    while (byNumber.has(number)) number = (number + 1) % BELOW;
    byNumber.set(number, id);
    byId.set(id, number);
  }
  // One that is not known here yet has the number it has where it was made.
  return { numberOf: (id) => byId.get(id) ?? own(id), idOf: (number) => byNumber.get(number) };
}

const ownNumber = (id: string): number => createHash('sha256').update(id).digest().readUInt32BE(0) >>> 1;

const MOST_REMEMBERED = 50_000;

export function createIds(vault: Pick<Vault, 'idOf'>, centres: Numbers): Ids {
  const remembered = new Map<string, string>();
  const sessionUuid = (session: string): string => {
    const known = remembered.get(session);
    if (known !== undefined) return known;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    const uuid = writeSession(vault, partsOf(session, centres));
    remembered.set(session, uuid);
    return uuid;
  };
  return {
    numberOf: centres.numberOf,
    centreOf: centres.idOf,
    sessionUuid,
    sessionOf: (uuid) => {
      const { center, day, nth } = readSession(uuid);
      const centre = centres.idOf(center);
      if (centre === undefined || nth === 0) return null;
      const session = `${centre}:${dayAfter(day)}${nth === 1 ? '' : `:${nth}`}`;
      return sessionUuid(session) === uuid.toLowerCase() ? session : null;
    },
    appointmentUuid: (id) => written(checkOf(vault, `appointment ${id}`, 16)),
  };
}

interface Parts {
  center: number;
  /** Days after the first one. */
  day: number;
  nth: number;
}

const FIRST_DAY = Date.parse('2000-01-01T00:00:00Z');
const DAY_MS = 86_400_000;
const dayAfter = (days: number): string => new Date(FIRST_DAY + days * DAY_MS).toISOString().slice(0, 10);

function partsOf(session: string, { numberOf }: Numbers): Parts {
  const [, centre, day, nth] = /^(.+):(\d{4}-\d\d-\d\d)(?::(\d+))?$/.exec(session) ?? [];
  if (centre === undefined || day === undefined) throw new Error(`"${session}" is not the id of a vaccination session`);
  return {
    center: numberOf(centre),
    day: (Date.parse(`${day}T00:00:00Z`) - FIRST_DAY) / DAY_MS,
    nth: Number(nth ?? 1),
  };
}

/** Version 8 (RFC 9562): 32 bits of the centre, 16 of the day, 12 of which one of that day, 62 of the check. */
function writeSession(vault: Pick<Vault, 'idOf'>, { center, day, nth }: Parts): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32BE(center, 0);
  bytes.writeUInt16BE(day, 4);
  bytes.writeUInt16BE(nth & 0xfff, 6);
  checkOf(vault, `session ${center} ${day} ${nth}`, 8).copy(bytes, 8);
  return written(bytes);
}

function readSession(uuid: string): Parts {
  const bytes = Buffer.alloc(16);
  bytes.write(uuid.replace(/-/g, ''), 'hex');
  return { center: bytes.readUInt32BE(0), day: bytes.readUInt16BE(4), nth: bytes.readUInt16BE(6) & 0xfff };
}

const checkOf = (vault: Pick<Vault, 'idOf'>, key: string, length: number): Buffer =>
  Buffer.from(vault.idOf(`api ${key}`), 'base64url').subarray(0, length);

function written(bytes: Buffer): string {
  const hex = Buffer.from(bytes);
  hex.writeUInt8((hex.readUInt8(6) & 0x0f) | 0x80, 6);
  hex.writeUInt8((hex.readUInt8(8) & 0x3f) | 0x80, 8);
  return hex.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
