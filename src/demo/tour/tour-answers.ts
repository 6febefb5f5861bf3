import { z } from 'zod';

// What the tour reads of the answers it gets: a client of its own, which trusts no type of the server's.

const rows = z.int();
const moment = z.string().nullable();

export const wireOpened = z.object({ results: z.object({ tracking_id: z.string(), status: z.string() }) });
export const wirePolled = z.object({ results: z.object({ status: z.string(), results: z.string().optional() }) });
export const wireConflict = z.object({
  error: z.object({ conflicting_distinct_ids: z.array(z.string()), conflicting_task_ids: z.array(z.string()) }),
});

export const opened = z.object({ id: z.string(), subjectCount: z.int(), duplicateCount: z.int() });
export const ordered = z.object({ id: z.string(), followUp: z.object({ id: z.string() }) });
export const denied = z.object({ status: z.string(), denialCode: z.string().nullable() });
export const duties = z.object({
  results: z.array(z.object({ kind: z.string(), state: z.string(), dueAt: moment })),
});
export const holds = z.object({ results: z.array(z.object({ state: z.string(), basis: z.string() })) });

export const preview = z.object({
  rows,
  subjects: z.array(
    z.object({
      distinctId: z.string(),
      linkedIds: z.int(),
      ambiguousIds: z.int(),
      held: z.string().nullable(),
      rows,
    }),
  ),
  collections: z.array(z.object({ collection: z.string(), policy: z.string(), basis: z.string().nullable(), rows })),
});
export type Preview = z.output<typeof preview>;

export const detail = z.object({
  id: z.string(),
  status: z.string(),
  waitingFor: z.string().nullable(),
  receivedAt: z.string(),
  graceUntil: moment,
  progress: z.object({ phase: z.string(), done: z.number(), total: z.number() }).nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  window: z.object({ from: moment, until: moment }),
  hiddenAt: moment,
  erasedAt: moment,
  verifiedAt: moment,
  subjects: z.array(
    z.object({
      ordinal: z.int(),
      distinctId: z.string().nullable(),
      outcome: z.string().nullable(),
      outcomeDetail: z.string().nullable(),
      ambiguousIds: z.int(),
      tallies: z.array(z.object({ collection: z.string(), rows })),
    }),
  ),
  collections: z.array(
    z.object({
      collection: z.string(),
      policy: z.string().nullable(),
      rows,
      survivors: z.int().nullable(),
      erasedAt: moment,
    }),
  ),
  artifact: z.object({ sparedAt: moment }).nullable(),
});
export type Detail = z.output<typeof detail>;

export const manifest = z.object({
  rows: z.record(z.string(), rows),
  subjects: z.array(
    z.object({
      folder: z.string(),
      distinct_id: z.string().nullable().optional(),
      destroyedAt: z.string().optional(),
      files: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: z.string() })).default([]),
    }),
  ),
});
export type Manifest = z.output<typeof manifest>;

/** `<collection>.categories.json`; nothing but names, categories and counts may stand in it. */
export const categories = z.strictObject({
  collection: z.string(),
  title: z.string(),
  sourceCategory: z.string(),
  rows,
  headers: z.array(z.strictObject({ header: z.string(), category: z.string(), rows })),
});

/** `<collection>.sources.json` */
export const sources = z.object({
  rows,
  headers: z.array(z.object({ header: z.string(), value: z.string(), rows })),
});

/** A line of `events.jsonl`; `time` in seconds. */
export const event = z.object({
  event: z.string(),
  properties: z.looseObject({ time: z.number(), distinct_id: z.string() }),
});
export type TourEvent = z.output<typeof event>;

/** The signed statement of a finished request, as far as the tour reads it. */
export const record = z.object({
  format: z.string(),
  outcomes: z.array(z.object({ outcome: z.string(), detail: z.string().nullable(), subjects: z.int() })),
  kept: z.array(z.object({ collection: z.string(), basis: z.string(), rows })),
  held: z.array(z.object({ basis: z.string().nullable(), subjects: z.int() })),
  recipientsToNotify: z.array(z.object({ recipient: z.string() })),
});

/** An opt-out or an opt-in. */
export const chosen = z.object({ results: z.array(z.object({ covered: z.int() })) });

export const orderedRun = z.object({ id: z.uuid() });

/** A run of retention. */
export const run = z.object({ result: z.enum(['done', 'in-part']).nullable(), rows });
export type Run = z.output<typeof run>;
