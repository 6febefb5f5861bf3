import { monthOf, type Moment } from '../core/moments.js';

// Made once: it takes 0.1 ms to make, and some 100 KB that the garbage collector does not see.
const NUMBER = new Intl.NumberFormat('en-US');
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** Numbers and dates as a page says them; times in UTC: 9 March 2026, 15 March 44 BC. */
export function day(date: Date | Moment): string {
  const moment = typeof date === 'string' ? date : date.toISOString();
  const [, number] = /^[+-]?\d+-\d\d-(\d\d)/.exec(moment) ?? [];
  return `${Number(number)} ${monthName(moment)}`;
}

/** 9 March 2026 at 10:00 */
export function minute(moment: Moment): string {
  return `${day(moment)} at ${/T(\d\d:\d\d)/.exec(moment)?.[1] ?? ''}`;
}

export function period(first: Date | Moment, last: Date | Moment): string {
  const [from, to] = [day(first), day(last)];
  return from === to ? from : `${from} to ${to}`;
}

/** `2026-03` → March 2026; a moment → its month. */
export function monthName(of: string): string {
  const { year, month } = monthOf(of);
  return `${MONTHS[month - 1] ?? ''} ${yearName(year)}`;
}

/** A year as astronomers count, as people do: 0 → 1 BC. */
export function yearName(year: number): string {
  return year > 0 ? String(year) : `${1 - year} BC`;
}

export function number(count: number): string {
  return NUMBER.format(count);
}

/** 1 record, 2 records. */
export function plural(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
}

export function list(names: readonly string[], none: string): string {
  return names.length === 0 ? none : names.join('; ');
}

/** Bytes as a person reads them: 280 MB, 3.2 MB, 64 KB. */
export function megabytes(bytes: number): string {
  if (bytes < 1_000_000) return `${number(Math.max(1, Math.round(bytes / 1000)))} KB`;
  const millions = bytes / 1_000_000;
  return `${number(millions < 10 ? Math.round(millions * 10) / 10 : Math.round(millions))} MB`;
}
