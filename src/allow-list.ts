/** The addresses a gateway may call from. */
import { BlockList, isIP } from 'node:net';

export interface AllowList {
  has: (address: string) => boolean;
}

/**
 * @param text `127.0.0.1, 10.0.0.0/8, ::1`
 * @returns undefined where it is no such list
 */
export function readAllowList(text: string): AllowList | undefined {
  const list = new BlockList();
  try {
    for (const entry of text.split(',').map((each) => each.trim())) add(list, entry);
  } catch {
    return undefined;
  }
  return { has: (address) => check(list, address) };
}

/** Throws where it is neither an address nor a network: `10.0.0.0/` read as `/0` would let everybody in. */
function add(list: BlockList, entry: string): void {
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const family = familyOf(address);
  if (prefix === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(prefix), family);
}

/** A socket that listens for both families shows `127.0.0.1` as `::ffff:127.0.0.1`. */
function check(list: BlockList, address: string): boolean {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/, '');
  return isIP(plain) !== 0 && list.check(plain, familyOf(plain));
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
