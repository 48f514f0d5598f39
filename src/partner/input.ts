/** What a call carries, read by its schemas. The first thing that is wrong is told, by the field it is in. */
import type { Request } from 'express';
import type { z } from 'zod';
import type { Endpoint, Refused } from './endpoint';
import { refusalIn } from './refusals';

interface Input {
  params: unknown;
  query: unknown;
  body: unknown;
}

export function readInput(one: Pick<Endpoint, 'params' | 'query' | 'body'>, request: Request): Input | Refused {
  const read: Record<keyof Input, unknown> = { params: {}, query: {}, body: {} };
  for (const part of ['params', 'query', 'body'] as const) {
    const outcome = one[part]?.safeParse(request[part] ?? {});
    if (outcome && !outcome.success) return refusedBy(outcome.error);
    read[part] = outcome?.data ?? {};
  }
  return read;
}

/** What is missing has the code of what it is; of anything else its place and what it should be are told, and not what it was. */
function refusedBy({ issues: [issue] }: z.ZodError): Refused {
  const refused = issue && refusalIn(issue.message);
  if (refused) return { refused };
  const field = issue?.path.join('.') ?? '';
  return { refused: 'malformed', error: [field, issue?.message ?? 'cannot be read'].filter(Boolean).join(': ') };
}
