import type { Arithmetic, Comparison, Expression, FunctionName } from './expression.js';
import { bounded, Instant, instantFrom, textOf } from './moments.js';

/** Of a text that is put together: as long as a profile may be. */
const MOST_CHARACTERS = 1_048_576;

/** Of whom or what a `where` is asked. */
export interface Asked {
  /** What a property says, as `JSON.parse` has it; null and undefined are the same. */
  readonly property: (name: string) => unknown;
  readonly now: Date;
  /** Of times that name no zone. */
  readonly timeZone: string;
}

/** Whether a `where` is true of what is asked. */
export function holds(expression: Expression, asked: Asked): boolean {
  return isTrue(valueOf(expression, asked));
}

/** Booleans, numbers, texts, instants, lists, and objects of JSON; undefined for what is not there or cannot be said. */
export function valueOf(expression: Expression, asked: Asked): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'list':
      return expression.items.map((item) => valueOf(item, asked));
    case 'property':
      return asked.property(expression.name) ?? undefined;
    case 'now':
      return new Instant(asked.now.getTime());
    case 'and':
      return expression.parts.every((part) => holds(part, asked));
    case 'or':
      return expression.parts.some((part) => holds(part, asked));
    case 'not':
      return !holds(expression.of, asked);
    case 'minus':
      return arithmetic('-', 0, valueOf(expression.of, asked));
    case 'call':
      return called(expression.name, valueOf(expression.of, asked), asked.timeZone);
    case 'binary': {
      const { operator } = expression;
      const [left, right] = [valueOf(expression.left, asked), valueOf(expression.right, asked)];
      return isComparison(operator) ? compared(operator, left, right, asked) : arithmetic(operator, left, right);
    }
  }
}

function isComparison(operator: Comparison | Arithmetic): operator is Comparison {
  return !'+-*/%'.includes(operator);
}

/** What is undefined, zero or empty is false. */
function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function compared(operator: Comparison, left: unknown, right: unknown, { timeZone }: Asked): boolean | undefined {
  if (operator === 'in') return isIn(left, right, timeZone);
  if (operator === '==') return isEqual(left, right, timeZone);
  if (operator === '!=') return !isEqual(left, right, timeZone);
  const order = orderOf(left, right, timeZone);
  if (order === undefined) return undefined;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

/** Negative, zero or positive; undefined where the two are of different types. Texts are compared as texts, which ISO times rely on. */
function orderOf(left: unknown, right: unknown, timeZone: string): number | undefined {
  if (left instanceof Instant || right instanceof Instant) {
    const [one, other] = [instantFrom(left, timeZone), instantFrom(right, timeZone)];
    return one && other ? one.milliseconds - other.milliseconds : undefined;
  }
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  return left === right ? 0 : left < right ? -1 : 1;
}

function isEqual(left: unknown, right: unknown, timeZone: string): boolean {
  if (left instanceof Instant || right instanceof Instant) return orderOf(left, right, timeZone) === 0;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((each, at) => isEqual(each, right[at], timeZone));
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key], timeZone))
    );
  }
  return left !== undefined && left === right;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Instant);
}

/** A text in a text is a part of it, a value in a list one of its members. */
function isIn(left: unknown, right: unknown, timeZone: string): boolean | undefined {
  if (left === undefined) return undefined;
  if (Array.isArray(right)) return right.some((member) => isEqual(left, member, timeZone));
  return typeof left === 'string' && typeof right === 'string' ? right.includes(left) : undefined;
}

/** Seconds are added to an instant and taken from it; between two instants there are seconds. `+` puts texts together. */
function arithmetic(operator: Arithmetic, left: unknown, right: unknown): unknown {
  if (left instanceof Instant) return shifted(operator, left, right);
  if (operator === '+' && right instanceof Instant) return shifted(operator, right, left);
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return together(left, right);
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const result = calculated(operator, left, right);
  return Number.isFinite(result) ? result : undefined;
}

function together(left: string, right: string): string | undefined {
  return left.length + right.length <= MOST_CHARACTERS ? left + right : undefined;
}

function shifted(operator: Arithmetic, instant: Instant, other: unknown): unknown {
  if (operator === '-' && other instanceof Instant) return (instant.milliseconds - other.milliseconds) / 1000;
  if (typeof other !== 'number' || (operator !== '+' && operator !== '-')) return undefined;
  return bounded(instant.milliseconds + (operator === '+' ? other : -other) * 1000);
}

function calculated(operator: Arithmetic, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
  }
}

const ROUNDINGS = { floor: Math.floor, round: Math.round, ceil: Math.ceil } as const;

function called(name: FunctionName, value: unknown, timeZone: string): unknown {
  switch (name) {
    case 'defined':
      return value !== undefined;
    case 'boolean':
      return isTrue(value);
    case 'datetime':
      return instantFrom(value, timeZone);
    case 'list':
      return value === undefined || Array.isArray(value) ? value : [value];
    case 'number':
      return numberFrom(value);
    case 'string':
      return textFrom(value, timeZone);
    default:
      return typeof value === 'number' ? ROUNDINGS[name](value) : undefined;
  }
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

function numberFrom(value: unknown): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Instant) return value.milliseconds / 1000;
  const number = typeof value === 'string' && DECIMAL.test(value.trim()) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function textFrom(value: unknown, timeZone: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  return value instanceof Instant ? textOf(value, timeZone) : JSON.stringify(value);
}
