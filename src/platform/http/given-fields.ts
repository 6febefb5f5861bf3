import { z } from 'zod';

/** The moments that a timestamp in four digits of year can say in UTC, as it is kept and given back. */
const [FIRST, LAST] = ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'].map((text) => Date.parse(text)) as [
  number,
  number,
];

export function isKeepable(milliseconds: number): boolean {
  return milliseconds >= FIRST && milliseconds <= LAST;
}

/** A time that a caller gives, with any offset: ISO 8601, in UTC within the years 1 to 9999. */
export const givenMoment = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-03-09T22:28:55Z' })
  .refine((text) => isKeepable(Date.parse(text)), 'must lie within the years 1 to 9999, in UTC');

export const DAY_OR_TIME =
  'must be a day such as 2026-03-09 or a time such as 2026-03-09T22:28:55Z, within the years 1 to 9999';

/** A day of the project's calendar, or a time with any offset. In every zone the day lies within the years that are kept. */
export const givenDayOrMoment = z.union(
  [z.iso.date().refine((day) => day > '0001-01-01' && day < '9999-12-31'), givenMoment],
  { error: DAY_OR_TIME },
);

/** What `givenDayOrMoment` let pass: a day as it is, a time as such. */
export function dayOrMoment(text: string): string | Date {
  return text.includes('T') ? new Date(text) : text;
}

export const ONE_LINE = 'must be one line of text';

/**
 * Text that fits on a line and that every database gives back.
 * @param most characters
 * @param missing what is said where there is none
 */
export const lineOfText = (most: number, missing?: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(most)
    .refine((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text), ONE_LINE);
