/**
 * `npm run openapi`: writes the types of the partners' client anew, from what the API says of itself. It needs no database, but
 * the packages of development.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiDeps } from '../partner/deps';
import type { Endpoint } from '../partner/endpoint';
import { endpointsOf } from '../partner/endpoints';
import { openApiOf } from '../partner/openapi';
import { ROOT } from '../root';

export const CLIENT_TYPES = join(ROOT, 'deploy/partners/client/schema.d.ts');
const HEAD = '/** Written by `npm run openapi`: not to be changed by hand. */';

/** Stands for all that calls are carried out with: none is. */
const nothing: unknown = new Proxy(() => nothing, { get: () => nothing });
/** Those of the sandbox among them. */
export const everyEndpoint = (): Endpoint[] => endpointsOf(nothing as ApiDeps);

interface Types {
  default: (document: string) => Promise<unknown>;
  astToString: (types: unknown) => string;
}
interface Prettier {
  format: (text: string, options: object) => Promise<string>;
  resolveConfig: (file: string) => Promise<object | null>;
}

/** @param load loads a package that only Node itself can */
export async function clientTypes(load: (name: string) => Promise<unknown> = (name) => import(name)): Promise<string> {
  const { default: generate, astToString } = (await load('openapi-typescript')) as Types;
  const { format, resolveConfig } = (await load('prettier')) as Prettier;
  const document = openApiOf(everyEndpoint());
  const types = astToString(await generate(JSON.stringify(document)));
  return format(`${HEAD}\n\n${types}`, { ...(await resolveConfig(CLIENT_TYPES)), parser: 'typescript' });
}

async function writeTypes(): Promise<void> {
  writeFileSync(CLIENT_TYPES, await clientTypes());
  console.log(`Written: ${CLIENT_TYPES}`);
}

if (require.main === module) void writeTypes();
