import { monthOf, type Moment } from '../platform/index.js';

/** How a language says numbers and dates. */
export interface Manner {
  /** BCP 47, for the marks in numbers. */
  readonly numbers: string;
  readonly months: readonly string[];
  /** A day of the month, before its month with the year. */
  readonly day: (number: number, month: string) => string;
  readonly at: (day: string, time: string) => string;
  readonly period: (from: string, to: string) => string;
  readonly beforeChrist: (year: number) => string;
  /** One and more of them. */
  readonly units: Readonly<Record<'Y' | 'M' | 'D', readonly [string, string]>>;
  readonly after: (span: string, column: string) => string;
}

/** Numbers and dates as a page says them; times in UTC. */
export interface Words {
  /** 9 March 2026, 15 March 44 BC */
  readonly day: (date: Date | Moment) => string;
  /** 9 March 2026 at 10:00 */
  readonly minute: (moment: Moment) => string;
  /** One day where both are the same. */
  readonly period: (first: Date | Moment, last: Date | Moment) => string;
  /** `2026-03` → March 2026; a moment → its month. */
  readonly monthName: (of: string) => string;
  /** A year as astronomers count, as people do: 0 → 1 BC. */
  readonly yearName: (year: number) => string;
  readonly number: (count: number) => string;
  /** 1 record, 2 records. */
  readonly count: (count: number, one: string, other: string) => string;
  /** `P1Y6M` → 1 year, 6 months. */
  readonly span: (period: string) => string;
  /** Until when a policy keeps, as records write it: `invoiced_at + P10Y`, a day, or a sentence, which is left as it is. */
  readonly until: (text: string) => string;
  /** Bytes as a person reads them: 280 MB, 3.2 MB, 64 KB. */
  readonly megabytes: (bytes: number) => string;
}

export function wordsOf(manner: Manner): Words {
  // Made once: it takes 0.1 ms to make, and some 100 KB that the garbage collector does not see.
  const format = new Intl.NumberFormat(manner.numbers);
  const number = (count: number): string => format.format(count);
  const yearName = (year: number): string => (year > 0 ? String(year) : manner.beforeChrist(1 - year));
  const monthName = (of: string): string => {
    const { year, month } = monthOf(of);
    return `${manner.months[month - 1] ?? ''} ${yearName(year)}`;
  };
  const day = (date: Date | Moment): string => {
    const moment = typeof date === 'string' ? date : date.toISOString();
    const [, digits] = /^[+-]?\d+-\d\d-(\d\d)/.exec(moment) ?? [];
    return manner.day(Number(digits), monthName(moment));
  };
  const count = (of: number, one: string, other: string): string => `${number(of)} ${of === 1 ? one : other}`;
  const span = (period: string): string =>
    [...period.matchAll(/(\d{1,5})([YMD])/g)]
      .map(([, digits, unit]) => count(Number(digits), ...manner.units[unit as 'Y' | 'M' | 'D']))
      .join(', ');
  return {
    day,
    span,
    until: (text) => {
      if (/^\d{4}-\d\d-\d\d$/.test(text)) return day(text);
      const at = text.lastIndexOf(' + P');
      const period = text.slice(at + 3);
      if (at <= 0 || !/^P[\dYMD]+$/.test(period)) return text;
      return manner.after(span(period), text.slice(0, at));
    },
    minute: (moment) => manner.at(day(moment), /T(\d\d:\d\d)/.exec(moment)?.[1] ?? ''),
    period: (first, last) => {
      const [from, to] = [day(first), day(last)];
      return from === to ? from : manner.period(from, to);
    },
    monthName,
    yearName,
    number,
    count,
    megabytes: (bytes) => {
      if (bytes < 1_000_000) return `${number(Math.max(1, Math.round(bytes / 1000)))} KB`;
      const millions = bytes / 1_000_000;
      return `${number(millions < 10 ? Math.round(millions * 10) / 10 : Math.round(millions))} MB`;
    },
  };
}
