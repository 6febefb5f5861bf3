import { Sweep } from '../../src/deletions/index.js';
import type { TestApp } from './app.js';
import type { TestClock } from './test-clock.js';

const HOUR = 3_600_000;
const ATTEMPTS = 9;

/** One run of the sweep, as the schedule would begin it. */
export const sweepOnce = (app: TestApp): Promise<void> => app.application.get(Sweep, { strict: false }).run();

/**
 * Sweeps until nothing waits for an older transaction any more. A suite next to this one on the same server may have a
 * transaction under way, and a purge that meets it rightly says `older-snapshot` and is tried again an hour later.
 */
export async function sweepPastNeighbours(app: TestApp, clock: TestClock): Promise<void> {
  const where = { status: 'STARTED', waitingFor: 'older-snapshot' } as const;
  await sweepOnce(app);
  for (let times = 0; times < ATTEMPTS && (await app.prisma.request.count({ where })) > 0; times += 1) {
    clock.forward(HOUR);
    await sweepOnce(app);
  }
}
