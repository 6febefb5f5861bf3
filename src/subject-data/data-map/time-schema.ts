import { z } from 'zod';
import { isCalendarDay, periodIn } from '../../compliance/index.js';
import type { CollectionWindow, KeptUntil, Policy } from './collection.js';
import { isRegionalZone } from './local-time.js';

/** PostgreSQL cuts longer names off without a word. */
export const identifier = z
  .string()
  .min(1, 'must not be empty')
  .refine((name) => Buffer.byteLength(name) <= 63, 'may have 63 bytes at the most')
  .refine((name) => !name.includes('\0'), 'must not contain NUL');
export const words = z.string().trim().min(1, 'must not be empty');

const zone = z.string().refine(isRegionalZone, 'must be a time zone of the IANA database, such as Europe/Berlin');

/** `created_at`, or `{ column: created_at, zone: Asia/Tokyo }` where the column keeps local times. */
const dated = z.preprocess(
  (given) => (typeof given === 'string' ? { column: given } : given),
  z.strictObject(
    { column: identifier, zone: zone.exactOptional() },
    { error: (issue) => (issue.code === 'invalid_type' ? 'must be a column, or `{ column, zone }`' : undefined) },
  ),
);

const period = z.string().transform((text, context) => {
  const found = periodIn(text);
  if (found !== null) return found;
  const message =
    'must be a period of years, months, weeks or days, such as P10Y, P18M or P90D, of 200 years at the most';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const reckoned = z.strictObject({ column: identifier, zone: zone.exactOptional(), plus: period });
const sentenceOrDay = z
  .string('must be a sentence, a day such as 2031-12-31, or `{ column, plus: P10Y }`')
  .pipe(words)
  .transform((text, context): KeptUntil | string => {
    if (!/^\d{4}-\d\d-\d\d$/.test(text)) return text;
    if (isCalendarDay(text)) return { date: text };
    context.addIssue({ code: 'custom', message: 'is no day of the calendar' });
    return z.NEVER;
  });

/** A sentence, a day, or a period from the day that a column bears; what is wrong is told of the one that was meant. */
export const until = z.unknown().transform((given, context): KeptUntil | string | null => {
  if (given === undefined || given === null) return null;
  const isMapping = typeof given === 'object' && !Array.isArray(given);
  const parsed = isMapping ? reckoned.safeParse(withColumnApart(given)) : sentenceOrDay.safeParse(given);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: given } as z.core.$ZodRawIssue);
  return z.NEVER;
});

/** `{ column: { column, zone }, plus }`, as other columns are written, is `{ column, zone, plus }`. */
function withColumnApart(given: object): object {
  if (!('column' in given)) return given;
  const { column, ...others } = given;
  return typeof column === 'object' && column !== null && !Array.isArray(column) ? { ...column, ...others } : given;
}

export const timed = dated.nullable();

/** In words, and where they say a period, as one that can be reckoned. */
export const retention = z.preprocess(
  (given) => (typeof given === 'string' ? { text: given } : given),
  z
    .strictObject(
      {
        text: words,
        after: period.exactOptional(),
        from: dated.exactOptional(),
        do: z
          .union(
            [
              z.enum(['erase', 'anonymize']),
              z.strictObject({ anonymize: z.array(identifier).min(1, 'must name a column') }),
            ],
            'must be `erase`, `anonymize`, or `{ anonymize: [columns] }`',
          )
          .exactOptional(),
      },
      {
        error: (issue) =>
          issue.code === 'invalid_type' && issue.input !== undefined
            ? 'must be a sentence, or `{ text, after, from, do }`'
            : undefined,
      },
    )
    .refine(({ after, from }) => (after === undefined) === (from === undefined), {
      message: 'must say both `after`, a period, and `from`, the column of the day it begins on',
    })
    .refine((given) => given.do === undefined || given.after !== undefined, {
      path: ['do'],
      message: 'needs `after`, a period, and `from`, the column of the day it begins on',
    }),
);

/** The window that a retention says, of a collection of this policy; nothing where it says none. */
export function windowIn(
  { after, from, do: deed }: z.output<typeof retention>,
  policy: Policy,
): { window?: CollectionWindow } {
  if (after === undefined || from === undefined) return {};
  const named = typeof deed === 'object' ? deed.anonymize : policy.kind === 'anonymize' ? policy.columns : [];
  const does: CollectionWindow['does'] =
    deed === undefined ? null : deed === 'erase' ? { kind: 'rows' } : { kind: 'anonymize', columns: named };
  return { window: { after, ...from, does } };
}
