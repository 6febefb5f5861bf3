/** A `where`, as it was read. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'now' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not' | 'minus'; readonly of: Expression }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };

export const FUNCTIONS = [
  'boolean',
  'ceil',
  'datetime',
  'defined',
  'floor',
  'list',
  'number',
  'round',
  'string',
] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

export const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=', 'in'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const ARITHMETIC = ['+', '-', '*', '/', '%'] as const;
export type Arithmetic = (typeof ARITHMETIC)[number];

export type BinaryOperator = Comparison | Arithmetic;

/** What it is made of, without itself. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'list':
      return expression.items;
    case 'and':
    case 'or':
      return expression.parts;
    case 'not':
    case 'minus':
    case 'call':
      return [expression.of];
    case 'binary':
      return [expression.left, expression.right];
    default:
      return [];
  }
}

/** The properties it names, each once. */
export function propertiesOf(expression: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (each: Expression): void => {
    if (each.kind === 'property') names.add(each.name);
    partsOf(each).forEach(look);
  };
  look(expression);
  return names;
}

/**
 * Whether it says something of whoever is asked about. A text, a number or a list does not, and would be true of everybody:
 * `properties["email"] == "a" or "b"` means something else than it says.
 */
export function isCondition(expression: Expression): boolean {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.parts.every(isCondition);
    case 'not':
      return isCondition(expression.of);
    case 'literal':
      return typeof expression.value === 'boolean';
    case 'binary':
      return COMPARISONS.some((each) => each === expression.operator);
    case 'call':
      return expression.name === 'boolean' || expression.name === 'defined';
    case 'property':
      return true;
    default:
      return false;
  }
}
