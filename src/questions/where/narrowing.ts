import { isStorable } from '../../platform/index.js';
import type { IdForm, Scalar, Wanted } from '../../subject-data/index.js';
import type { Expression } from './expression.js';

/** By these names the profile's id is asked for, and no property. */
export const ID_NAMES: ReadonlySet<string> = new Set(['$distinct_id', 'distinct_id']);

/** Digits that every double keeps: numbers with more are not looked for by an index, which would compare them exactly. */
const SURE_DIGITS = 15;

/**
 * What a store can find by an index of those of whom a `where` is true: nobody else can be among them, though not all of these need
 * be. Null: nothing of it can be found so.
 */
export function narrowed(where: Expression): readonly Wanted[] | null {
  switch (where.kind) {
    case 'or':
      return allOf(where.parts.map(narrowed));
    case 'and':
      return narrowestOf(where.parts.map(narrowed));
    case 'binary':
      if (where.operator === '==') return equal(where.left, [where.right]) ?? equal(where.right, [where.left]);
      return where.operator === 'in' && where.right.kind === 'list' ? equal(where.left, where.right.items) : null;
    default:
      return null;
  }
}

/** The same with ids as they are stored, where they are compared with the profile's id as they were named. */
export function withForm(where: Expression, form: IdForm): Expression {
  switch (where.kind) {
    case 'and':
    case 'or':
      return { ...where, parts: where.parts.map((part) => withForm(part, form)) };
    case 'not':
    case 'minus':
    case 'call':
      return { ...where, of: withForm(where.of, form) };
    case 'list':
      return { ...where, items: where.items.map((item) => withForm(item, form)) };
    case 'binary':
      if (isId(where.left)) return { ...where, right: idsIn(where.right, form) };
      if (isId(where.right)) return { ...where, left: idsIn(where.left, form) };
      return { ...where, left: withForm(where.left, form), right: withForm(where.right, form) };
    default:
      return where;
  }
}

function idsIn(expression: Expression, form: IdForm): Expression {
  if (expression.kind === 'list') return { ...expression, items: expression.items.map((item) => idsIn(item, form)) };
  const isText = expression.kind === 'literal' && typeof expression.value === 'string';
  return isText ? { ...expression, value: form(String(expression.value)) } : expression;
}

function isId(expression: Expression): boolean {
  return expression.kind === 'property' && ID_NAMES.has(expression.name);
}

function allOf(parts: readonly (readonly Wanted[] | null)[]): readonly Wanted[] | null {
  const known = parts.filter((part) => part !== null);
  return known.length === parts.length ? known.flat() : null;
}

/** Those that are fewest by how they are asked for: ids before properties, few before many. */
function narrowestOf(parts: readonly (readonly Wanted[] | null)[]): readonly Wanted[] | null {
  const breadth = (wanted: readonly Wanted[]) =>
    wanted.filter(({ kind }) => kind !== 'ids').length * 1000 + wanted.length;
  const [first] = parts.filter((part) => part !== null).sort((one, other) => breadth(one) - breadth(other));
  return first ?? null;
}

/** A property that is one of some values of JSON. */
function equal(property: Expression, values: readonly Expression[]): readonly Wanted[] | null {
  if (property.kind !== 'property') return null;
  const literals = values.map((value) => (value.kind === 'literal' ? value.value : null));
  if (ID_NAMES.has(property.name)) {
    // What is no text is nobody's id.
    return literals.includes(null) ? null : [{ kind: 'ids', ids: literals.filter(isStorableText) }];
  }
  const scalars = literals.map(scalarOf);
  if (!isStorable(property.name) || !scalars.every((scalar) => scalar !== null)) return null;
  // A text that no store holds is nobody's.
  const held = scalars.filter((scalar) => scalar.kind !== 'text' || isStorable(scalar.text));
  return held.length === 0 ? [] : [{ kind: 'value', property: property.name, scalars: held }];
}

function isStorableText(value: string | number | boolean | null): value is string {
  return typeof value === 'string' && isStorable(value);
}

function scalarOf(value: string | number | boolean | null): Scalar | null {
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'boolean') return { kind: 'flag', is: value };
  return value === null ? null : numberOf(value);
}

function numberOf(value: number): Scalar | null {
  const digits = String(value === 0 ? 0 : value);
  return digits.replace(/\D/g, '').length <= SURE_DIGITS && !digits.includes('e') ? { kind: 'number', digits } : null;
}
