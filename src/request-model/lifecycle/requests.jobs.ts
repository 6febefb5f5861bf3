import type { Ring } from '../../platform/index.js';

/** The job catalogue: which queue carries which kind. A payload is `{ id }`: a request's UUID, or the name of a task. */
export const EXPORTS_QUEUE = 'exports';
export const DELETIONS_QUEUE = 'deletions';
export const QUEUES = [EXPORTS_QUEUE, DELETIONS_QUEUE] as const;

export const runExport = (requestId: string): Ring => ({ queue: EXPORTS_QUEUE, kind: 'export', id: requestId });
export const stageDeletion = (requestId: string): Ring => ({ queue: DELETIONS_QUEUE, kind: 'stage', id: requestId });
export const sweepDue = (): Ring => ({ queue: DELETIONS_QUEUE, kind: 'sweep', id: 'due' });
/** One collection of a sweep under way, for whichever worker is free. */
export const sweepPart = (sweepId: string, collection: string): Ring => ({
  queue: DELETIONS_QUEUE,
  kind: 'sweep-part',
  id: `${sweepId}/${collection}`,
});
export const scrubDue = (): Ring => ({ queue: EXPORTS_QUEUE, kind: 'scrub', id: 'due' });
export const tidy = (): Ring => ({ queue: EXPORTS_QUEUE, kind: 'tidy', id: 'expired' });
