/** What pages are made of. Everything that is put into them is escaped by the renderer. */
import { randomUUID } from 'node:crypto';
import type { ComponentChild, ComponentChildren, InputHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';
import type { Visit } from './route';

interface FormProps {
  visit: Pick<Visit, 'csrf'>;
  action: string;
  /** Files come with it. */
  uploads?: boolean;
  /** Of the part that takes the place of `target`, where htmx sends it. */
  swaps?: string;
  class?: string;
  children: ComponentChildren;
}

/** Sent once however often it is clicked; what was typed survives a lost session or connection (keep.js). */
export function Form({ visit, action, uploads = false, swaps, children, ...rest }: FormProps) {
  return (
    <form
      method="post"
      action={action}
      data-keep
      {...(uploads ? { enctype: 'multipart/form-data' } : {})}
      {...(swaps ? { 'hx-post': action, 'hx-target': swaps, 'hx-swap': 'outerHTML' } : {})}
      {...rest}
    >
      <input type="hidden" name="csrf" value={visit.csrf} />
      <input type="hidden" name="once" value={randomUUID()} />
      {children}
    </form>
  );
}

interface Labelled {
  label: string;
  name: string;
  value?: string | undefined;
  hint?: string | undefined;
  /** What is wrong with it, and what to do. */
  error?: string | undefined;
  required?: boolean;
}

type FieldProps = Labelled &
  Pick<
    InputHTMLAttributes,
    'type' | 'inputmode' | 'autocomplete' | 'autofocus' | 'lang' | 'accept' | 'min' | 'max' | 'maxlength' | 'pattern'
  >;

export function Field({ label, hint, error, ...input }: FieldProps) {
  const id = useId();
  // The library's types tell inputs apart by their kind, which is only known to whoever calls.
  const attributes = { id, ...input, ...described(id, hint, error) } as InputHTMLAttributes;
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <input {...attributes} />
    </Around>
  );
}

type AreaProps = Labelled & { rows?: number; autofocus?: boolean };

export function Area({ label, hint, error, value = '', rows = 6, ...area }: AreaProps) {
  const id = useId();
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <textarea id={id} rows={rows} {...area} {...described(id, hint, error)}>
        {value}
      </textarea>
    </Around>
  );
}

export interface Option {
  value: string;
  label: string;
}

export function Choose({ label, hint, error, value, options, ...select }: Labelled & { options: readonly Option[] }) {
  const id = useId();
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <select id={id} {...select} {...described(id, hint, error)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Around>
  );
}

/** A yes or no that is sent as `on`. */
export function Tick({ label, name, checked = false }: { label: string; name: string; checked?: boolean }) {
  const id = useId();
  return (
    <p class="tick">
      <input id={id} type="checkbox" name={name} checked={checked} /> <label for={id}>{label}</label>
    </p>
  );
}

interface AroundProps {
  id: string;
  label: string;
  hint: string | undefined;
  error: string | undefined;
  children: ComponentChildren;
}

function Around({ id, label, hint, error, children }: AroundProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children}
      {error && (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

function described(id: string, hint: string | undefined, error: string | undefined) {
  const by = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return { ...(by ? { 'aria-describedby': by } : {}), ...(error ? { 'aria-invalid': true } : {}) };
}

interface SubmitProps {
  children: ComponentChildren;
  /** Something cannot be taken back. */
  danger?: boolean;
  /** Beside the one that is meant first. */
  second?: boolean;
  name?: string;
  value?: string;
}

export function Submit({ children, danger = false, second = false, ...rest }: SubmitProps) {
  return (
    <button type="submit" class={danger ? 'danger' : second ? 'second' : 'first'} {...rest}>
      {children}
    </button>
  );
}

interface TableProps {
  caption: string;
  head: readonly ComponentChild[];
  rows: readonly (readonly ComponentChild[])[];
  /** Columns, from 0, that hold numbers. */
  numbers?: readonly number[];
}

/** On a narrow screen it scrolls by itself, also by keyboard. */
export function Table({ caption, head, rows, numbers = [] }: TableProps) {
  const kind = (column: number) => (numbers.includes(column) ? { class: 'number' } : {});
  return (
    <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th scope="col" {...kind(column)}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr>
              {cells.map((cell, column) => (
                <td {...kind(column)}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export interface Tile {
  to: string;
  title: string;
  text: string;
}

/** Where one begins: each tile a way on. */
export const Tiles = ({ tiles }: { tiles: readonly Tile[] }) => (
  <ul class="tiles">
    {tiles.map(({ to, title, text }, index) => (
      <li>
        <a href={to} autofocus={index === 0}>
          <b>{title}</b>
          <span>{text}</span>
        </a>
      </li>
    ))}
  </ul>
);

export function Notice({ kind, children }: { kind: 'good' | 'bad' | 'info'; children: ComponentChildren }) {
  return (
    <div class={`notice ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

export function Panel({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="panel">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export const Link = ({ to, children }: { to: string; children: ComponentChildren }) => <a href={to}>{children}</a>;
