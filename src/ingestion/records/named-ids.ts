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
  // Nearly every record names nobody but those that were found.
  const others: string[] = [];
  const name = (id: string | null): void => {
    if (id !== null && !found.includes(id)) others.push(id);
  };
  for (const key of NAMING) {
    const sent = sentAt(record, key);
    if (sent !== undefined && sent !== found[0]) name(idOf(sent));
  }
  const device = sentAt(record, DEVICE);
  if (device !== undefined) name(deviceOf(device));
  const merged = sentAt(record, MERGED);
  if (Array.isArray(merged)) for (const each of merged as unknown[]) name(idOf(each));
  return others.length === 0 ? found : [...new Set([...found, ...others])];
}

function sentAt(record: JsonObject, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function idOf(value: unknown): string | null {
  const outcome = readId(value);
  return 'id' in outcome ? outcome.id : null;
}

function deviceOf(value: unknown): string | null {
  const id = idOf(value);
  return id === null ? null : deviceSubject(id);
}
