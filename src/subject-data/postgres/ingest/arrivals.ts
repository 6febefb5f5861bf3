import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { Arrivals } from '../../store/arrivals.port.js';
import { HABEAS_STORE } from '../../data-map/built-in-collections.js';
import { Engine, type Session } from '../engine.js';

/** First key of the advisory locks, so that they are nobody else's. */
const LOCKS = 8_031_972;
/** Names share this many locks: a batch of any size holds no more. */
const STRIPES = 1024;

/** Clock and locks of the database that holds the requests. */
export class PostgresArrivals extends Arrivals {
  private readonly engine: Engine;

  constructor(pool: Pool) {
    super();
    this.engine = new Engine(HABEAS_STORE, pool);
  }

  async now(): Promise<Date> {
    return this.engine.use(timeOf);
  }

  // Locks are taken in their order, so that two that want the same ones do not wait for each other.
  async alone<T>(projectId: number, names: readonly string[], work: (now: Date) => Promise<T>): Promise<T> {
    const stripes = [...new Set(names.map((name) => stripeOf(projectId, name)))].sort((one, other) => one - other);
    return this.engine.transaction('READ COMMITTED', async (session) => {
      await session.query('SELECT pg_advisory_xact_lock($1, stripe) FROM unnest($2::int[]) AS stripe', [
        LOCKS,
        stripes,
      ]);
      return work(await timeOf(session));
    });
  }
}

async function timeOf(session: Session): Promise<Date> {
  const rows = await session.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return (rows[0] as { now: Date }).now;
}

function stripeOf(projectId: number, name: string): number {
  return (
    createHash('sha256')
      .update(`${String(projectId)} ${name}`)
      .digest()
      .readUInt32BE(0) % STRIPES
  );
}
