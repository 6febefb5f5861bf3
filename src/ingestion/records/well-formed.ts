/// <reference lib="es2024.string" />
import { ExactNumber } from '../../platform/index.js';

/** Characters of a number that no double holds: a database gives back that many of them. */
const MOST_DIGITS = 1000;
const BEYOND = 'must not be a number beyond the range of a double';

/** Levels of objects and arrays a property value may nest. */
export const MOST_NESTING = 16;

/** Keys an object may have, at every level. */
export const MOST_KEYS = 255;

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/** What no database and no export file could give back byte for byte; null when there is nothing of the kind. */
export function textFault(text: string): string | null {
  if (text.includes('\0')) return 'must not contain a NUL character';
  if (!text.isWellFormed()) return 'must not contain half a surrogate pair';
  return null;
}

/** Why a property's value cannot be kept as it is, as the end of a sentence; null when it can. */
export function valueFault(value: unknown, level = 0): string | null {
  if (typeof value === 'string') return textFault(value);
  if (typeof value === 'number') return Number.isFinite(value) ? null : BEYOND;
  if (typeof value !== 'object' || value === null) return null;
  if (value instanceof ExactNumber) return numberFault(value);
  if (level >= MOST_NESTING) return `must not nest deeper than ${MOST_NESTING} levels`;
  if (Array.isArray(value)) return firstFault(value, level);
  const keys = Object.keys(value);
  if (keys.length > MOST_KEYS) return `must not have more than ${MOST_KEYS} keys in one object`;
  for (const key of keys) {
    const fault = textFault(key);
    if (fault !== null) return `has a key that ${fault}`;
  }
  return firstFault(Object.values(value), level);
}

/** Of what a double does not hold: too large or too near to zero for any, or longer than anybody counts. */
function numberFault({ digits }: ExactNumber): string | null {
  const nearest = Number(digits);
  if (!Number.isFinite(nearest) || nearest === 0) return BEYOND;
  return digits.length > MOST_DIGITS ? `must not be a number of more than ${MOST_DIGITS} digits` : null;
}

function firstFault(values: readonly unknown[], level: number): string | null {
  for (const value of values) {
    const fault = valueFault(value, level + 1);
    if (fault !== null) return fault;
  }
  return null;
}
