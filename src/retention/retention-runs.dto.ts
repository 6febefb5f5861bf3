import { z } from 'zod';
import { givenDayOrMoment } from '../platform/index.js';

const moment = z.iso.datetime();

export const runIdSchema = z.uuid();

const organizationId = z.uuid().optional();

export const runsQuerySchema = z.strictObject({
  organizationId: organizationId.describe(
    'Of this organization alone; without it, of every one of which you handle requests.',
  ),
  cursor: z.uuid().optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RunsQuery = z.output<typeof runsQuerySchema>;

export const recordQuerySchema = z.strictObject({
  organizationId: organizationId.describe('Whose record; needed by those who belong to several.'),
});
export type RecordQuery = z.output<typeof recordQuerySchema>;

const run = {
  id: z.uuid(),
  dueAt: moment.describe('When it was to begin.'),
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  result: z
    .enum(['done', 'in-part'])
    .nullable()
    .describe('`in-part`: something of these projects could not be done, and is tried again by the next run.'),
  phase: z.string(),
  nextAttemptAt: moment.nullable().describe('When it goes on, where it waits: for what, its steps say.'),
  progress: z
    .object({ phase: z.string().describe('The collection that is worked on.'), done: z.int(), total: z.int() })
    .nullable(),
  rows: z.int().describe('Rows of these projects that went.'),
  spared: z.int().describe('Rows that stayed although they were old enough.'),
  dropped: z.int().describe('Months that went as a whole.'),
  orderedBy: z.string().nullable().describe('Who had it begin at once; null where the schedule did.'),
};

export const runsAnswer = z.object({
  results: z.array(z.object(run)),
  nextCursor: z.uuid().nullable(),
  nextRunAt: moment.describe('When the next one begins by the schedule (RETENTION_SCHEDULE).'),
  missedSince: moment
    .nullable()
    .describe('The time of the first run, since the last one that was done, that did not happen or ended in part.'),
});

const step = z.object({
  projectId: z.int(),
  collection: z.string(),
  title: z.string(),
  rule: z.string(),
  before: moment.nullable().describe('Rows dated before it go; null: all rows.'),
  found: z.int().nullable().describe('Rows that were to go, as they were counted before anything was done.'),
  sparedHeld: z.int().describe('Rows that stay since somebody is held.'),
  sparedRequested: z.int().describe('Rows that stay since somebody is named in a request that has not ended.'),
  sparedOther: z.int().describe('Rows that stay since rows of other tables refer to them.'),
  dropped: z.array(z.string()),
  remaining: z.int().nullable().describe('Rows that the last read-back found.'),
  countedAt: moment.nullable(),
  hiddenAt: moment.nullable(),
  erasedAt: moment.nullable(),
  verifiedAt: moment.nullable(),
  scrubbedAt: moment.nullable(),
  trouble: z.object({ code: z.string(), message: z.string() }).nullable(),
});

export const runAnswer = z.object({ ...run, steps: z.array(step) });

export const orderedAnswer = z.object({ id: z.uuid().describe('The run that begins at once, or is under way.') });

export const previewSchema = z
  .strictObject({
    eventMonths: z.int().min(1).max(1200).nullable().optional().describe('Null: what the rule says.'),
    profileUnseenDays: z.int().min(1).max(36_500).nullable().optional(),
    profileDaysAfterEnd: z.int().min(0).max(36_500).nullable().optional(),
    subscriptionEndsAt: givenDayOrMoment
      .nullable()
      .optional()
      .describe('Null: no end is known. A day ends by the time zone of the project.'),
  })
  .prefault({});
export type PreviewBody = z.output<typeof previewSchema>;

const counts = { rows: z.int(), spared: z.int(), referredTo: z.int() };

const previewed = {
  collection: z.string(),
  title: z.string(),
  rule: z.string(),
  before: moment.nullable(),
  ...counts,
  months: z.array(z.object({ month: z.string().nullable().describe('`YYYY-MM` in UTC.'), ...counts })),
};

export const previewAnswer = z.object({
  at: moment.describe('The moment by which it is told.'),
  nextRunAt: moment,
  collections: z.array(z.object(previewed)),
  later: z
    .array(z.object({ ...previewed, goesAt: moment.describe('It goes with the first run from then on.') }))
    .describe('All profiles, where the subscription ends after the next run: what is there of them now.'),
});
