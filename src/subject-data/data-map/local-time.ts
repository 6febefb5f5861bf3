import { isTimeZone } from '../../compliance/index.js';

/**
 * By region and city, or UTC: PostgreSQL takes a bare `CET` for an offset without summer time, and reads the sign of `+09:00`
 * the other way round.
 */
const REGIONAL = /^(UTC|[A-Z][A-Za-z_]*(\/[A-Za-z0-9_+-]+){1,2})$/;

/** Clocks are set back by an hour as a rule, and by less than this many hours always: what they show then, they have shown before. */
export const FOLD_HOURS = 3;

/** Whether the name is one of the IANA database that every store understands alike, such as `Europe/Berlin`. */
export function isRegionalZone(name: string): boolean {
  return REGIONAL.test(name) && isTimeZone(name);
}
