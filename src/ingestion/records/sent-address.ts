import type { JsonObject } from './well-formed.js';

const NAMES = ['ip', '$ip'];

/**
 * The address whose place a record may have: its own, which wins over that of the request; or none, where it says so by a 0 or by
 * what is no address.
 * @param sent properties of an event, or an update
 * @param requests the address of the request where its place was asked for, else null
 */
export function addressOf(sent: JsonObject, requests: string | null): string | null {
  const own = NAMES.flatMap((name) => (Object.hasOwn(sent, name) ? [sent[name]] : [])).filter(
    (value) => value !== undefined && value !== null && value !== '',
  );
  if (own.length === 0) return requests;
  return own.every((value) => typeof value === 'string' && value !== '0') ? (own[0] as string) : null;
}
