import { momentIn, type Moment } from '../../platform/index.js';

/** A time or a date as PostgreSQL (in ISO style) and ClickHouse write it, in UTC: `0044-03-15 10:00:00.5+00 BC`, `2299-12-31`. */
const WRITTEN = /^(\d{4,7})-(\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|\+00)?)?( BC)?$/;

/** The moment a database wrote, to the millisecond; null where it says none, as `infinity` does. */
export function momentOf(written: string | null): Moment | null {
  const parts = written === null ? null : WRITTEN.exec(written);
  if (parts === null) return null;
  const [, year = '', monthAndDay = '', time = '00:00:00', fraction = '', beforeChrist] = parts;
  const astronomical = beforeChrist === undefined ? Number(year) : 1 - Number(year);
  return momentIn(astronomical, monthAndDay, `${time}.${fraction.padEnd(3, '0').slice(0, 3)}`);
}
