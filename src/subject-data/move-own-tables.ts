import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { HabeasError, type Lease, type Leases } from '../platform/index.js';
import type { ClickHouseEngine } from './clickhouse/engine.js';
import { isAnythingToMove, moveTables } from './clickhouse/moves/move-tables.js';

/** Milliseconds between two attempts to lead. */
const STEP = 1_000;

/**
 * Brings collections that an earlier version laid out in ClickHouse into the layout of this one, before anything works with them. One
 * process does it, under the lease of a sweep, so that nothing is erased in the meantime; the others wait.
 */
export async function moveOwnTables(engine: ClickHouseEngine, leases: Leases): Promise<void> {
  const logger = new Logger('subject-data');
  for (;;) {
    if (!(await isAnythingToMove(engine))) return;
    const lease = await leases.acquire('sweep', `process:${process.pid}`);
    if (lease !== null) {
      try {
        await moveTables(engine, { assertStillMine: () => assertHeld(leases, lease), say: (line) => logger.log(line) });
      } finally {
        await lease.release();
      }
      return;
    }
    logger.log('Waiting until another process has moved tables of ClickHouse, or has ended its sweep');
    await pause(STEP);
  }
}

async function assertHeld(leases: Leases, lease: Lease): Promise<void> {
  lease.lost.throwIfAborted();
  if (await leases.renew(lease)) return;
  throw new HabeasError('unavailable', 'lease-lost', 'Another process moves the tables now.');
}
