import { isObject, type JsonObject } from './well-formed.js';

const NAMES: readonly string[] = ['ip', '$ip'];

/**
 * The address whose place a record may have: its own, which wins over that of the request; or none, where it says so by a 0 or by
 * what is no address.
 * @param sent properties of an event, or an update
 * @param requests the address of the request where its place was asked for, else null
 */
export function addressOf(sent: JsonObject, requests: string | null): string | null {
  let own: string | null = null;
  for (const name of NAMES) {
    const value = Object.hasOwn(sent, name) ? sent[name] : null;
    if (value === undefined || value === null || value === '') continue;
    if (typeof value !== 'string' || value === '0') return null;
    own ??= value;
  }
  return own ?? requests;
}

/** A value without the addresses that lists and objects in it hold under those names; the same one where there are none. */
export function withoutAddresses(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(withoutAddresses);
    return items.every((item, at) => item === value[at]) ? value : items;
  }
  if (!isObject(value)) return value;
  const kept = Object.entries(value)
    .filter(([name]) => !NAMES.includes(name))
    .map(([name, each]) => [name, withoutAddresses(each)] as const);
  const isSame = kept.length === Object.keys(value).length && kept.every(([name, each]) => each === value[name]);
  return isSame ? value : Object.fromEntries(kept);
}
