import { deviceSubject, readId } from './subject-id.js';
import type { JsonObject } from './well-formed.js';

/** Where any record may name somebody; an alias is a name in its own event alone, whose links have it. */
const NAMING = [
  'distinct_id',
  '$distinct_id',
  '$user_id',
  '$anon_distinct_id',
  '$anon_id',
  '$identified_id',
  '$distinct_id_before_identity',
] as const;
const DEVICE = '$device_id';
const MERGED = '$distinct_ids';

/**
 * Every id a record names, each once: those that were found in it, and those that decide nothing about whose it is but may be refused.
 * What is no id names nobody.
 */
export function namedIds(record: JsonObject, found: readonly string[]): readonly string[] {
  const device = idAt(record, DEVICE);
  const named = [
    ...NAMING.map((key) => idAt(record, key)),
    ...mergedIn(record),
    device === null ? null : deviceSubject(device),
  ];
  // Nearly every record names nobody but those that were found.
  const others = named.flatMap((id) => (id === null || found.includes(id) ? [] : id));
  return others.length === 0 ? found : [...new Set([...found, ...others])];
}

function mergedIn(record: JsonObject): string[] {
  const merged: unknown = Object.hasOwn(record, MERGED) ? record[MERGED] : null;
  return Array.isArray(merged) ? merged.flatMap((value) => idOf(value) ?? []) : [];
}

function idAt(record: JsonObject, key: string): string | null {
  return Object.hasOwn(record, key) ? idOf(record[key]) : null;
}

function idOf(value: unknown): string | null {
  const outcome = readId(value);
  return 'id' in outcome ? outcome.id : null;
}
