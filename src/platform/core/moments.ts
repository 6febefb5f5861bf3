/**
 * A moment as ISO 8601 text in UTC to the millisecond, as a Date writes it: `2026-03-09T22:28:55.999Z`. A year before 0 or after
 * 9999 has its sign and six digits or more: `-000043` is 44 BC. It goes as far as databases do, which is further than a Date.
 */
export type Moment = string;

/** @param year as astronomers count: 0 is 1 BC, -43 is 44 BC */
export function momentIn(year: number, monthAndDay: string, time = '00:00:00.000'): Moment {
  const digits = String(Math.abs(year));
  const text =
    year >= 0 && year <= 9999 ? digits.padStart(4, '0') : `${year < 0 ? '-' : '+'}${digits.padStart(6, '0')}`;
  return `${text}-${monthAndDay}T${time}Z`;
}

/** Null where there is none. */
export function earliestOf(moments: readonly (Moment | null)[]): Moment | null {
  return extreme(moments, (one, other) => isBefore(one, other));
}

export function latestOf(moments: readonly (Moment | null)[]): Moment | null {
  return extreme(moments, (one, other) => isBefore(other, one));
}

/** Year, as astronomers count, and month from 1 of what begins as a moment does. */
export function monthOf(moment: Moment): { readonly year: number; readonly month: number } {
  const [, year, month] = /^([+-]?\d+)-(\d\d)/.exec(moment) ?? [];
  return { year: Number(year), month: Number(month) };
}

function extreme(moments: readonly (Moment | null)[], isMore: (one: Moment, other: Moment) => boolean): Moment | null {
  return moments.reduce(
    (most, moment) => (moment !== null && (most === null || isMore(moment, most)) ? moment : most),
    null,
  );
}

function isBefore(one: Moment, other: Moment): boolean {
  const [oneYear, otherYear] = [monthOf(one).year, monthOf(other).year];
  return oneYear === otherYear ? one < other : oneYear < otherYear;
}
