import { z } from 'zod';
import type { JobOrder } from '../../platform/index.js';

export const EXPORTS_QUEUE = 'exports';
export const DELETIONS_QUEUE = 'deletions';
export const QUEUES = [EXPORTS_QUEUE, DELETIONS_QUEUE] as const;

/**
 * Who comes back to a job that failed; the queue itself tries nothing twice. `dispatcher`: what is still due in the database is
 * rung for again. `leader`: who leads the sweep does what nobody took up.
 */
export type RetriedBy = 'dispatcher' | 'leader';

interface JobRow {
  readonly queue: (typeof QUEUES)[number];
  readonly payload: z.ZodType<{ id: string }>;
  readonly retriedBy: RetriedBy;
}

const aboutRequest = z.strictObject({ id: z.guid() });
const aboutPart = z.strictObject({ id: z.string().regex(/^[0-9a-f-]{36}\/[^/]+$/) });
const task = <Name extends string>(name: Name) => z.strictObject({ id: z.literal(name) });

/** The job catalogue: in which queue a job waits, what it carries, who retries it. What does it stands in `jobs/`. */
export const JOBS = {
  export: { queue: EXPORTS_QUEUE, payload: aboutRequest, retriedBy: 'dispatcher' },
  scrub: { queue: EXPORTS_QUEUE, payload: task('due'), retriedBy: 'dispatcher' },
  retention: { queue: EXPORTS_QUEUE, payload: task('due'), retriedBy: 'dispatcher' },
  tidy: { queue: EXPORTS_QUEUE, payload: task('expired'), retriedBy: 'dispatcher' },
  stage: { queue: DELETIONS_QUEUE, payload: aboutRequest, retriedBy: 'dispatcher' },
  sweep: { queue: DELETIONS_QUEUE, payload: task('due'), retriedBy: 'dispatcher' },
  /** `id`: `<sweep>/<collection>`. */
  'sweep-part': { queue: DELETIONS_QUEUE, payload: aboutPart, retriedBy: 'leader' },
} as const satisfies Record<string, JobRow>;

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.output<(typeof JOBS)[Name]['payload']>;
export type JobsOf<Queue> = { [Name in JobName]: (typeof JOBS)[Name]['queue'] extends Queue ? Name : never }[JobName];

const ring = <Name extends JobName>(kind: Name, { id }: JobPayload<Name>): JobOrder => ({
  queue: JOBS[kind].queue,
  kind,
  id,
});

export const runExport = (requestId: string): JobOrder => ring('export', { id: requestId });
export const stageDeletion = (requestId: string): JobOrder => ring('stage', { id: requestId });
export const sweepDue = (): JobOrder => ring('sweep', { id: 'due' });
/** One collection of a sweep under way, for whichever worker is free. */
export const sweepPart = (sweepId: string, collection: string): JobOrder =>
  ring('sweep-part', { id: `${sweepId}/${collection}` });
export const scrubDue = (): JobOrder => ring('scrub', { id: 'due' });
export const retentionDue = (): JobOrder => ring('retention', { id: 'due' });
export const tidy = (): JobOrder => ring('tidy', { id: 'expired' });
