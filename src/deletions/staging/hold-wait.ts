import { isAtRisk } from '../../compliance/index.js';
import type { Held } from '../../holds/index.js';

/**
 * Until when a deletion waits for holds to end: it does where each of its subjects is held and five days of its deadline are left
 * when the last of them is free. Null where it goes on, and the held are told so now.
 */
export function waitsUntil(
  persons: readonly { readonly ordinal: number }[],
  held: ReadonlyMap<number, Held>,
  dueAt: Date,
): Date | null {
  if (persons.some(({ ordinal }) => !held.has(ordinal))) return null;
  const last = new Date(Math.max(...[...held.values()].map(({ until }) => until.getTime())));
  return isAtRisk(dueAt, last) ? null : last;
}
