import { createHash } from 'node:crypto';

/** JSON as it is sent. */
export interface Ready {
  ready: Buffer;
  etag: string;
}

export function ready(json: object): Ready {
  const bytes = Buffer.from(JSON.stringify(json));
  return { ready: bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}
