/** Makes what a schema of the document takes, and what it most likely does not. */
import fc, { type Arbitrary } from 'fast-check';

export interface Schema {
  $ref?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
}

/** By the names of fields: what there really is, so that a call gets beyond the door. */
export type Known = Readonly<Record<string, readonly unknown[]>>;

export function fitting(schema: Schema, known: Known, name = ''): Arbitrary<unknown> {
  const real = known[name];
  const made = invented(schema, known, name);
  return real?.length
    ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...real) }, { weight: 1, arbitrary: made })
    : made;
}

function invented(schema: Schema, known: Known, name: string): Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => invented(each, known, name)));
  switch (schema.type) {
    case 'string':
      return text(schema);
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 10_000 });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(fitting(schema.items ?? {}, known, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 4),
      });
    case 'object':
      return object(schema, known);
    default:
      return JUNK;
  }
}

function text({ format, pattern, minLength = 0, maxLength = 60 }: Schema): Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength, maxLength: Math.min(maxLength, 60), unit: 'grapheme' });
}

const object = ({ properties = {}, required = [] }: Schema, known: Known): Arbitrary<unknown> =>
  fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, fitting(field, known, name)])),
    { requiredKeys: required },
  );

/** What nobody should send. */
const JUNK: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, -1, 0, 1.5, 1e21, 2 ** 53, '', ' ', '०१२३', '１２３', '1e3', '-0'),
  fc.constantFrom<unknown>(
    '\u0000',
    '\ud800',
    'ব'.repeat(3_000),
    'x'.repeat(9_000),
    '<script>',
    "' or 1=1 --",
    '../..',
    '%',
  ),
  fc.constantFrom<unknown>([], [[]], {}, { a: { b: [{ c: null }] } }, { $gt: '' }, { $ne: null }, [{ $where: '1' }]),
  fc.constantFrom<unknown>(
    JSON.parse('{"__proto__":{"x":1}}'),
    { constructor: { prototype: 1 } },
    { toString: 1 },
    { length: -1 },
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** One field of it is missing, is something else, or is there too many. */
export function spoilt(whole: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc
    .tuple(whole, fc.nat(), JUNK, fc.constantFrom('leave out', 'replace', 'as text', 'in a list', 'whole'))
    .map(([value, nth, junk, how]) => {
      if (how === 'whole' || typeof value !== 'object' || value === null) return junk;
      const names = Object.keys(value);
      const name = names[nth % Math.max(1, names.length)] ?? 'surplus';
      const { [name]: field, ...others } = value as Record<string, unknown>;
      const changed = { replace: junk, 'as text': JSON.stringify(field), 'in a list': [field, field] };
      return how === 'leave out' ? others : { ...others, [name]: changed[how] };
    });
}
