import { z } from 'zod';
import { DISCLOSURES, disclosureOf, REGIMES, regimeOf, type Disclosure, type Regime } from '../compliance/index.js';
import { DISTINCT_ID_CHARACTERS } from '../subject-data/index.js';
import { STATUSES } from '../request-model/index.js';

const id = { type: 'string', minLength: 1, maxLength: DISTINCT_ID_CHARACTERS } as const;

/** A word in any letter case; null and absent take the default. */
const wordOf = <Word extends string>(
  words: readonly Word[],
  meaning: (word: string) => Word | null,
  standard: Word,
) => {
  const error = `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return z
    .string({ error })
    .refine((word) => meaning(word) !== null, { error })
    .nullish()
    .transform((word) => (word == null ? standard : (meaning(word) ?? standard)))
    .meta({ description: `${words.join(', ')}, any letter case; default ${standard}.` });
};

const terms = {
  compliance_type: wordOf<Regime>(REGIMES, regimeOf, 'GDPR'),
  disclosure_type: wordOf<Disclosure>(DISCLOSURES, disclosureOf, 'Data'),
};
const mustBeArray = { error: 'must be an array of strings' };

/** The body of an order; keys that are not known are ignored. The entries are checked by `readDistinctIds`. */
export const wireBody = z.object(
  { ...terms, distinct_ids: z.array(z.unknown(), mustBeArray).meta({ items: id }) },
  { error: 'The body must be a JSON object.' },
);
/** Whose deletions are cancelled. */
export const wireIds = wireBody.pick({ distinct_ids: true });
/** v2.0 of an export names one id. */
export const wireSingleBody = z.object({ ...terms, distinct_id: z.string({ error: 'must be a string' }) });

export const wireOpened = z.strictObject({
  status: z.literal('ok'),
  results: z.strictObject({
    task_id: z.string(),
    tracking_id: z.string().describe('The same as task_id.'),
    status: z.literal('PENDING'),
    disclosure_type: z.enum(['DATA', 'CATEGORIES', 'SOURCES']),
    date_requested: z.string().describe('UTC, with microseconds.'),
    project_id: z.int(),
    compliance_type: z.enum(['gdpr', 'ccpa']),
    destination_url: z.null(),
    requesting_user: z.string(),
    distinct_id_count: z.int(),
  }),
});
export type WireOpened = z.output<typeof wireOpened>;

const status = z.enum([...STATUSES, 'NOT_FOUND', 'UNKNOWN']).exclude(['DENIED']);
export type WireStatus = z.output<typeof status>;

export const wireExport = z.strictObject({
  status: z.literal('ok'),
  results: z.strictObject({
    status,
    results: z.string().describe('The link to the ZIP, minted anew at every poll; empty until SUCCESS.'),
    result: z.string().describe('The same link.'),
    distinct_ids: z.array(z.string()),
  }),
});
export type WireExport = z.output<typeof wireExport>;

export const wireDeletion = z.strictObject({
  status: z.literal('ok'),
  results: z.strictObject({
    tracking_id: z.string(),
    status,
    requesting_user: z.string(),
    compliance_type: z.string(),
    project_id: z.int(),
    date_requested: z.string().describe('UTC, YYYY-MM-DDTHH:MM:SS.'),
    distinct_ids: z.array(z.string()),
  }),
});
export type WireDeletion = z.output<typeof wireDeletion>;

export const wireError = z.strictObject({
  status: z.literal('error'),
  error: z.union([
    z.string(),
    z.strictObject({
      conflicting_distinct_ids: z.array(z.string()),
      conflicting_task_ids: z.array(z.string()),
      error: z.string(),
    }),
  ]),
});
export type WireError = z.output<typeof wireError>;
