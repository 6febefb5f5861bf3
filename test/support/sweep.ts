import { Sweep } from '../../src/deletions/index.js';
import { Clock } from '../../src/platform/index.js';
import { RetentionRun } from '../../src/retention/index.js';
import type { Collection, RemovalOptions, RemovalResult, SubjectStore } from '../../src/subject-data/index.js';
import type { TestApp } from './app.js';
import type { TestClock } from './test-clock.js';
import { until } from './until.js';

const HOUR = 3_600_000;
const ATTEMPTS = 9;
/** What a removal waits for that a suite beside this one may be the cause of. */
const NEIGHBOURS = ['older-snapshot', 'mutation'];

/** One run of the sweep, as the schedule would begin it. */
export const sweepOnce = (app: TestApp): Promise<void> => app.application.get(Sweep, { strict: false }).run();

/**
 * Sweeps until nothing waits for an older transaction or for the engine any more. A suite next to this one on the same server may have a
 * transaction under way, and a purge that meets it rightly says `older-snapshot` and is tried again an hour later; so is one that
 * ClickHouse has not come to the end of, on a machine that does much else (`mutation`).
 */
export async function sweepPastNeighbours(app: TestApp, clock: TestClock): Promise<void> {
  const where = { status: 'STARTED', waitingFor: { in: NEIGHBOURS } };
  await sweepOnce(app);
  for (let times = 0; times < ATTEMPTS && (await app.prisma.request.count({ where })) > 0; times += 1) {
    clock.forward(HOUR);
    await sweepOnce(app);
  }
}

/** Works on the run of retention that is due until nothing of it waits for neighbours any more, as `sweepPastNeighbours` does. */
export async function retainPastNeighbours({ application, prisma }: TestApp): Promise<void> {
  const run = application.get(RetentionRun, { strict: false });
  const clock = application.get(Clock, { strict: false });
  await until('a run of retention', async () => {
    await run.run();
    const where = { finishedAt: null, steps: { some: { troubleCode: { in: NEIGHBOURS } } } };
    const { count } = await prisma.retentionRun.updateMany({ where, data: { nextAttemptAt: clock.now() } });
    return count === 0 ? true : null;
  });
}

/**
 * Removes what is hidden, again from where the wait began while it waits for a neighbour's transaction. Any other answer is given
 * back as it is.
 */
export async function removePastNeighbours(
  store: Pick<SubjectStore, 'removeHidden'>,
  collection: Collection,
  course: RemovalOptions = {},
): Promise<RemovalResult> {
  let { since } = course;
  return until(`a removal in ${collection.name}`, async () => {
    const result = await store.removeHidden(collection, { ...course, since });
    if (result.erased || result.reason !== 'older-snapshot') return result;
    since = result.since;
    return null;
  });
}
