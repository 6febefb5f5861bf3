import { z } from 'zod';

export const policyAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('erase'), rows: z.boolean().describe('Whether rows go where they could be cleared.') }),
  z.object({ kind: z.literal('anonymize'), columns: z.array(z.string()).readonly() }),
  z.object({
    kind: z.literal('keep'),
    basis: z.string(),
    until: z
      .string()
      .nullable()
      .describe(
        'A sentence, a day (`2031-12-31`), or a period from the day that a column bears (`invoiced_at + P10Y`).',
      ),
    isReckoned: z.boolean().describe('Whether rows are erased by a sweep once they are kept no longer.'),
  }),
]);

export const windowAnswer = z
  .object({
    after: z.string().describe('ISO 8601, such as `P6Y`.'),
    from: z.string().describe('The column of the day it begins on.'),
    zone: z.string().nullable().describe('By whose calendar its days are counted; null: UTC.'),
    does: z.enum(['erase', 'anonymize', 'nothing']).describe('What becomes of older rows by itself.'),
    columns: z.array(z.string()).readonly().describe('What is cleared of them.'),
  })
  .nullable()
  .describe('The retention as a period that can be reckoned; null where nobody has said one.');

export const collectionAnswer = z.object({
  name: z.string(),
  title: z.string(),
  builtIn: z.boolean(),
  store: z.string(),
  engine: z.enum(['postgres', 'clickhouse']),
  table: z.string().describe('`schema.table`'),
  projects: z.array(z.int()).nullable().describe('The projects whose subjects it holds; null: all of them.'),
  projectColumn: z.string().nullable(),
  subjectColumns: z
    .array(z.string())
    .describe('The columns in which its rows name subjects; the first is whose they are.'),
  timeColumn: z.string().nullable(),
  arrivalColumn: z.string().nullable().describe('Null: no watermark can bound an erasure.'),
  propertiesColumn: z.string().nullable(),
  policy: policyAnswer,
  erasedAfter: z
    .array(z.string())
    .describe('Collections whose rows refer to its rows by foreign keys: they are erased before it.'),
  headers: z.array(
    z.object({ name: z.string(), category: z.string(), source: z.boolean(), withhold: z.boolean(), keep: z.boolean() }),
  ),
  purpose: z.string(),
  recipients: z.array(z.string()).readonly().nullable().describe('Null: the company has not said.'),
  sourceCategory: z.string(),
  retention: z.string(),
  window: windowAnswer,
  errors: z.array(z.string()).describe('What of its table, as it is now, contradicts the map.'),
  warnings: z.array(z.string()),
});
export type CollectionView = z.output<typeof collectionAnswer>;

export const dataMapAnswer = z.object({
  collections: z.array(collectionAnswer),
  exempt: z.array(
    z.object({
      store: z.string(),
      table: z.string().describe('`schema.table`; `*` stands for any letters.'),
      columns: z.array(z.string()).readonly().nullable().describe('Null: the whole table.'),
      reason: z.string(),
    }),
  ),
  errors: z.array(z.string()).describe('What is wrong with a store as a whole.'),
});
export type DataMapView = z.output<typeof dataMapAnswer>;

export const coverageAnswer = z.object({
  passed: z.boolean().describe('No finding and no error.'),
  findings: z
    .array(
      z.object({
        store: z.string(),
        table: z.string(),
        column: z.string(),
        looksLike: z.string(),
        because: z.string().describe('What says so; never a value.'),
        advice: z.string(),
      }),
    )
    .readonly()
    .describe('Columns that look like subject data, in tables that are neither mapped nor exempt.'),
  errors: z.array(z.string()).readonly(),
  warnings: z.array(z.string()).readonly(),
  tables: z.object({ mapped: z.int(), exempt: z.int(), unsuspicious: z.int(), uncovered: z.int() }),
  checkedAt: z.iso.datetime(),
});
export type CoverageView = z.output<typeof coverageAnswer>;
