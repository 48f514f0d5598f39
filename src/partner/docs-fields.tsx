/** What goes in or comes out, field by field, as the document's schemas have it. */
import type { ComponentChild } from 'preact';
import type { OpenApiDocument } from './openapi';
import type { Json } from './openapi-schemas';

interface Schema {
  $ref?: string;
  type?: string;
  description?: string;
  const?: unknown;
  enum?: readonly unknown[];
  examples?: readonly unknown[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
  maxItems?: number;
}

/** The schema itself where it is only referred to. */
export function resolved({ components }: OpenApiDocument, schema: Json): Schema {
  const { $ref, ...own } = schema as Schema;
  const named = $ref === undefined ? {} : (components['schemas']?.[$ref.split('/').at(-1) ?? ''] as Schema);
  return { ...named, ...own };
}

/** The fields of an object, or of the objects in a list. */
export function Fields({ document, schema }: { document: OpenApiDocument; schema: Json }): ComponentChild {
  const { properties, items, required = [] } = resolved(document, schema);
  if (items) return <Fields document={document} schema={items as Json} />;
  if (!properties) return null;
  return (
    <ul class="fields">
      {Object.entries(properties).map(([name, field]) => (
        <Field document={document} name={name} schema={field as Json} isRequired={required.includes(name)} />
      ))}
    </ul>
  );
}

interface FieldProps {
  document: OpenApiDocument;
  name: string;
  schema: Json;
  isRequired: boolean;
}

export function Field({ document, name, schema, isRequired }: FieldProps) {
  const { description, examples } = resolved(document, schema);
  return (
    <li>
      <code>{name}</code> <span class="kind">{kindOf(document, schema)}</span>
      {isRequired ? null : <span class="kind">, may be left out</span>}
      {description === undefined ? null : <span>: {worded(description)}</span>}
      {examples === undefined ? null : (
        <span class="example">
          {' '}
          such as <code>{JSON.stringify(examples[0])}</code>
        </span>
      )}
      <Fields document={document} schema={schema} />
    </li>
  );
}

/** What stands between `backticks` is as it is written in a program. */
export const worded = (text: string): ComponentChild[] =>
  text.split('`').map((part, nth) => (nth % 2 === 1 ? <code>{part}</code> : part));

/** `whole number or text`, `list of objects`, `"Y" or "N"` */
function kindOf(document: OpenApiDocument, schema: Json): string {
  const { type, items, anyOf, enum: values, const: only } = resolved(document, schema);
  if (only !== undefined) return JSON.stringify(only);
  if (values) return values.map((value) => JSON.stringify(value)).join(' or ');
  if (anyOf) return [...new Set(anyOf.map((each) => kindOf(document, each as Json)))].join(' or ');
  if (items)
    return `list of ${PLURAL[resolved(document, items as Json).type ?? ''] ?? kindOf(document, items as Json)}`;
  return KIND[type ?? ''] ?? 'anything';
}

const KIND: Readonly<Record<string, string>> = {
  ...{ string: 'text', integer: 'whole number', number: 'number', boolean: 'true or false', object: 'object' },
  null: 'null',
};
const PLURAL: Readonly<Record<string, string>> = {
  ...{ string: 'texts', integer: 'whole numbers', number: 'numbers', object: 'objects', array: 'lists' },
};

/** What may stand there: an example of each field that is needed. */
export function sampleOf(document: OpenApiDocument, schema: Json): unknown {
  const {
    examples,
    const: only,
    enum: values,
    anyOf,
    items,
    properties,
    required = [],
    type,
  } = resolved(document, schema);
  if (examples) return examples[0];
  if (only !== undefined) return only;
  if (values) return values[0];
  if (anyOf?.[0]) return sampleOf(document, anyOf[0] as Json);
  if (items) return [sampleOf(document, items as Json)];
  if (!properties) return type === 'integer' ? 1 : type === 'boolean' ? true : '…';
  const needed = Object.entries(properties).filter(([name]) => required.includes(name));
  return Object.fromEntries(needed.map(([name, field]) => [name, sampleOf(document, field as Json)]));
}
