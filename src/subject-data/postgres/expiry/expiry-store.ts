import { tableOf, type Table } from '../catalog.js';
import { hasAged, isSpared, noneOf, projectsOf, windowsOf } from './aged.js';
import { isBuiltIn } from '../../data-map/built-in-collections.js';
import { once, withKeys } from '../erase-steps.js';
import { Parameters, transact, type Engine, type Session } from '../engine.js';
import { expireRows } from './rows.js';
import { expiringMonths, projectOf } from './expiring-months.js';
import { writeKeys } from '../key-table.js';
import { isReferredTo, referringTo, type Referring } from './referring-keys.js';
import { judge, leavesByTime, type Leaf } from './ranges.js';
import { assertRoom, LOG_LIMITS, type LogLimits } from './pressure.js';
import { dropTies } from './ties.js';
import { dropWhole, type DropPatience } from './whole-partitions.js';
import type { Work } from './work.js';
import {
  ExpiryStore,
  type DroppedPartition,
  type Expiry,
  type ExpiryOptions,
  type ExpiringMonth,
} from '../../store/expiry/expiry.port.js';

const PATIENCE: DropPatience = { lock: 250, attempts: 8, pause: 400 };

/** What time does to collections in a PostgreSQL database. */
export class PostgresExpiryStore extends ExpiryStore {
  constructor(
    private readonly engine: Engine,
    private readonly patience: DropPatience = PATIENCE,
    private readonly limits: LogLimits = LOG_LIMITS,
  ) {
    super();
  }

  async preview(expiry: Expiry): Promise<ExpiringMonth[]> {
    if (windowsOf(expiry).length === 0) return [];
    return this.looking(expiry, (session, table, referring) => expiringMonths(session, table, expiry, referring));
  }

  async hide(expiry: Expiry, options: ExpiryOptions): Promise<readonly DroppedPartition[]> {
    if (windowsOf(expiry).length === 0) return [];
    const dropped: DroppedPartition[] = [];
    await withKeys(this.engine, expiry.spared, async (session) => {
      const { leaves, ...catalog } = await transact(session, 'REPEATABLE READ', () => laidOut(session, expiry));
      const room = () => assertRoom(session, this.engine.store, this.limits);
      const work: Work = { session, expiry, options, assertRoom: room, touching: once(options.onTouch), ...catalog };
      for (const leaf of leaves.filter((each) => isConcerned(expiry, each))) {
        if (isBuiltIn(expiry.collection) && (await dropWhole(work, leaf, this.patience))) {
          dropped.push({ relation: leaf.name });
          await options.onDropped?.({ relation: leaf.name });
        } else await expireRows(work, leaf);
      }
      for (const projectId of areRecordings(expiry) ? projectsOf(expiry, windowsOf(expiry)) : []) {
        await dropTies(work, projectId);
      }
    });
    return dropped;
  }

  async countExpired(expiry: Expiry): Promise<ReadonlyMap<number, number>> {
    if (windowsOf(expiry).length === 0) return new Map();
    return this.looking(expiry, async (session, table, referring) => {
      const parameters = new Parameters();
      const aged = hasAged(expiry, table, parameters);
      const staying = [...isSpared(expiry, table, parameters), ...isReferredTo(referring)];
      const rows = await session.query<{ project: string; rows: string }>(
        `SELECT ${projectOf(expiry, table)}::text AS project, count(*) AS rows FROM ${table.name} AS t
         WHERE ${aged} AND ${noneOf(staying)} GROUP BY 1 ORDER BY 1`,
        parameters.values,
      );
      return new Map(rows.map(({ project, rows: number }) => [Number(project), Number(number)]));
    });
  }

  /** One moment of the table, with the keys of whoever is spared. */
  private async looking<T>(
    expiry: Expiry,
    look: (session: Session, table: Table, referring: Referring) => Promise<T>,
  ): Promise<T> {
    return this.engine.transaction('REPEATABLE READ', async (session) => {
      await writeKeys(session, expiry.spared);
      await session.query('SET TRANSACTION READ ONLY');
      const table = await tableOf(session, expiry.collection);
      return look(session, table, await referringTo(session, table, expiry));
    });
  }
}

async function laidOut(session: Session, expiry: Expiry) {
  const table = await tableOf(session, expiry.collection);
  const referring = await referringTo(session, table, expiry);
  return { table, referring, leaves: await leavesByTime(session, table, expiry) };
}

function isConcerned(expiry: Expiry, leaf: Leaf): boolean {
  const { whole, partly } = judge(expiry, leaf);
  return whole.length + partly.length > 0;
}

function areRecordings({ collection, takes }: Expiry): boolean {
  return isBuiltIn(collection) && collection.name === 'session_replays' && takes.kind === 'rows';
}
