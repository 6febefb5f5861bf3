import { ExactNumber } from '../../platform/index.js';

/**
 * About the bytes of a value's JSON as a database may write it: `1e308` with its 309 digits, and each entry with a comma. Counts
 * no further than just beyond `most`.
 */
export function jsonBytes(value: unknown, most = Number.POSITIVE_INFINITY): number {
  if (typeof value === 'string') return Buffer.byteLength(JSON.stringify(value));
  if (typeof value === 'number') return numberBytes(String(value));
  if (value instanceof ExactNumber) return numberBytes(value.digits);
  if (typeof value !== 'object' || value === null) return String(value).length;
  let bytes = 2;
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) {
      bytes += entryBytes(null, jsonBytes(item, most - bytes));
      if (bytes > most) return bytes;
    }
    return bytes;
  }
  for (const [key, inner] of Object.entries(value)) {
    bytes += entryBytes(key, jsonBytes(inner, most - bytes));
    if (bytes > most) return bytes;
  }
  return bytes;
}

/** Bytes an entry takes in its list, or under its key in its object. */
export function entryBytes(key: string | null, valueBytes: number): number {
  return (key === null ? 0 : Buffer.byteLength(JSON.stringify(key)) + 1) + valueBytes + 1;
}

function numberBytes(text: string): number {
  const exponent = text.search(/e/i);
  return exponent < 0 ? text.length : exponent + Math.abs(Number(text.slice(exponent + 1)));
}
