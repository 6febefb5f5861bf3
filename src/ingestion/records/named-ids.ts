import { deviceSubject, readId } from './subject-id.js';
import type { JsonObject } from './well-formed.js';

/** Where any record may name somebody; an alias is a name in its own event alone, whose links have it. */
const NAMING = ['distinct_id', '$distinct_id', '$user_id', '$anon_distinct_id'] as const;
const DEVICE = '$device_id';

/**
 * Every id a record names, each once: those that were found in it, and those that decide nothing about whose it is but may be refused.
 * What is no id names nobody.
 */
export function namedIds(record: JsonObject, found: readonly string[]): readonly string[] {
  const device = idAt(record, DEVICE);
  const others = NAMING.flatMap((key) => idAt(record, key) ?? []);
  const all = new Set([...found, ...others, ...(device === null ? [] : [deviceSubject(device)])]);
  return all.size === found.length ? found : [...all];
}

function idAt(record: JsonObject, key: string): string | null {
  if (!Object.hasOwn(record, key)) return null;
  const outcome = readId(record[key]);
  return 'id' in outcome ? outcome.id : null;
}
