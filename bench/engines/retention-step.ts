import { randomUUID } from 'node:crypto';
import { Clock, Leases } from '../../src/platform/index.js';
import { GivingWay, type CollectionWindows } from '../../src/retention/index.js';
import { RetentionCollection } from '../../src/retention/run/retention-collection.service.js';
import { RetentionSteps } from '../../src/retention/run/retention-steps.service.js';
import { SubjectData, type Collection } from '../../src/subject-data/index.js';
import { expectEqual } from '../harness.js';
import type { Habeas } from '../habeas.js';

/** Longer than any step takes: nobody else waits for a turn. */
const TURN = 3_600_000;

/** What a step has recorded of itself: milliseconds from its beginning, rows and months. */
export interface StepTimes {
  /** When it began, in milliseconds since 1970. */
  readonly begun: number;
  readonly counted: number;
  readonly hidden: number;
  readonly verified: number;
  readonly found: number;
  readonly dropped: number;
}

/** The step of a nightly run that takes a project's events from before a moment, by the very service that takes it at night. */
export async function takeEvents({ app, prisma }: Habeas, projectId: number, before: Date): Promise<StepTimes> {
  const { application } = app;
  const [clock, leases, steps] = [application.get(Clock), application.get(Leases), application.get(RetentionSteps)];
  const collections = application.get(SubjectData).collections();
  const order: CollectionWindows = {
    collection: collections.find(({ name }) => name === 'events') as Collection,
    rule: 'events',
    agedBy: { kind: 'column', column: 'time' },
    windows: [{ projectId, before }],
    takes: { kind: 'rows' },
  };
  const group = { runId: randomUUID(), collection: 'events', rule: 'events' };
  const lease = await leases.acquire('sweep', 'bench');
  if (lease === null) throw new Error('Somebody else leads.');
  try {
    const at = clock.now();
    await prisma.retentionRun.create({
      data: { id: group.runId, dueAt: at, startedAt: at, fence: lease.fence, phase: 'working', nextAttemptAt: at },
    });
    await prisma.$transaction((transaction) => steps.plan(transaction, group.runId, [order]));
    const begun = clock.now().getTime();
    const stint = application.get(GivingWay).begin(TURN);
    await application.get(RetentionCollection).work({ group, lease, stint, at, fresh: async () => order });
    const step = await prisma.retentionStep.findFirstOrThrow({ where: { runId: group.runId } });
    expectEqual('Trouble of the step', step.troubleCode, null);
    await prisma.retentionRun.update({ where: { id: group.runId }, data: { finishedAt: clock.now(), result: 'done' } });
    const after = (moment: Date | null) => (moment?.getTime() ?? NaN) - begun;
    return {
      begun,
      counted: after(step.countedAt),
      hidden: after(step.hiddenAt),
      verified: after(step.verifiedAt),
      found: Number(step.found),
      dropped: step.dropped.length,
    };
  } finally {
    await lease.release();
  }
}
