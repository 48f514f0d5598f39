/** Schemas as the document writes them: JSON Schema 2020-12; those with a name of their own are written once. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

export type Json = Readonly<Record<string, unknown>>;

export interface Schemas {
  /** What is taken in. */
  input: (schema: z.ZodType) => Json;
  /** What is given out. */
  output: (schema: z.ZodType) => Json;
  /** Those with names, as far as they were asked for. */
  named: Readonly<Record<string, Json>>;
}

export function createSchemas(): Schemas {
  const named: Record<string, Json> = {};
  const read = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
    for (const [name, one] of Object.entries($defs)) keep(named, name, inDocument(one) as Json);
    return inDocument(rest) as Json;
  };
  return { named, input: (schema) => read(schema, 'input'), output: (schema) => read(schema, 'output') };
}

function keep(named: Record<string, Json>, name: string, schema: Json): void {
  const known = (named[name] ??= schema);
  if (!isDeepStrictEqual(known, schema)) throw new Error(`two schemas are called ${name}`);
}

/** Where the document keeps what has a name, and examples as JSON Schema has them. */
function inDocument(value: unknown, isSchema = true): unknown {
  if (Array.isArray(value)) return value.map((each) => inDocument(each, isSchema));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => entryOf(key, inside, isSchema)));
}

function entryOf(key: string, value: unknown, isSchema: boolean): [string, unknown] {
  if (!isSchema) return [key, inDocument(value)];
  if (key === '$ref') return [key, String(value).replace('#/$defs/', '#/components/schemas/')];
  if (key === 'example') return ['examples', [value]];
  if (key === 'examples' || key === 'default' || key === 'enum' || key === 'const') return [key, value];
  // Its keys are fields, which may have any name.
  return [key, inDocument(value, key !== 'properties')];
}
