import type { Pool } from 'pg';
import { EVERYTHING } from '../compliance/index.js';
import { HabeasError } from '../platform/index.js';
import { databaseOf, tableOf } from './catalog.postgres.js';
import { checkTable } from './check.postgres.js';
import { clearings } from './clearing.postgres.js';
import type { Collection } from './collection.js';
import { Engine, Parameters, writeKeys, type Session } from './engine.postgres.js';
import { eraseFrom } from './erase.postgres.js';
import { alone, type Neighbours } from './neighbours.js';
import { purgeTable, vacuumByTurns, type Patience } from './purge.postgres.js';
import { takenBy } from './reach-rules.js';
import { sidesOf, summed } from './sides.js';
import {
  SubjectStore,
  type CheckResult,
  type Course,
  type Erasure,
  type PurgeCourse,
  type PurgeResult,
  type StoreView,
  type SubjectKey,
  type Tally,
  type Turns,
} from './subject-store.port.js';
import { liveReach } from './taken-along.postgres.js';
import { countWhere, PostgresView } from './view.postgres.js';

const PATIENCE: Patience = { horizon: 5_000, page: 60_000 };

/** Collections in a PostgreSQL database (15 or later). */
export class PostgresSubjectStore extends SubjectStore {
  readonly takesTurns = true;
  private readonly engine: Engine;

  constructor(
    readonly name: string,
    pool: Pool,
    private readonly patience: Patience = PATIENCE,
  ) {
    super();
    this.engine = new Engine(name, pool);
  }

  async check(collection: Collection, neighbours: Neighbours = alone(collection)): Promise<CheckResult> {
    return this.engine.transaction('READ COMMITTED', (session) => checkTable(session, collection, neighbours));
  }

  override async database(): Promise<string> {
    return this.engine.use((session) => databaseOf(session));
  }

  override async takenAlong(collection: Collection, erasure: Erasure, neighbours: Neighbours): Promise<Collection[]> {
    return this.engine.transaction('REPEATABLE READ', async (session) => {
      const table = await tableOf(session, collection);
      return takenBy(await liveReach(session, collection, table, erasure, neighbours));
    });
  }

  // The key table must be made before the transaction becomes read-only; the snapshot is older than both.
  async read<T>(keys: readonly SubjectKey[], work: (view: StoreView) => Promise<T>): Promise<T> {
    return this.engine.transaction('REPEATABLE READ', async (session) => {
      await writeKeys(session, keys);
      await session.query('SET TRANSACTION READ ONLY');
      return work(new PostgresView(session));
    });
  }

  async erase(
    collection: Collection,
    keys: readonly SubjectKey[],
    erasure: Erasure,
    course: Course = {},
  ): Promise<void> {
    if (collection.policy.kind === 'keep') throw kept(collection);
    if (keys.length === 0) return;
    for (const side of sidesOf(collection)) await eraseFrom(this.engine, { collection: side, keys, erasure, course });
  }

  async purge(collection: Collection, course: PurgeCourse = {}): Promise<PurgeResult> {
    return purgeTable(this.engine, { collection, patience: this.patience, ...course });
  }

  override async helpPurge(turns: Turns): Promise<void> {
    await vacuumByTurns(this.engine, turns);
  }

  async filesDropped(): Promise<boolean> {
    return false;
  }

  async survivors(collection: Collection, keys: readonly SubjectKey[], erasure: Erasure): Promise<Tally[]> {
    if (collection.policy.kind === 'keep' || keys.length === 0) return [];
    return this.engine.transaction('READ COMMITTED', async (session) => {
      await writeKeys(session, keys);
      const survivors: Tally[] = [];
      for (const side of sidesOf(collection)) survivors.push(...(await survivorsOf(session, side, erasure)));
      return summed(survivors);
    });
  }
}

async function survivorsOf(session: Session, collection: Collection, erasure: Erasure): Promise<Tally[]> {
  const table = await tableOf(session, collection);
  const parameters = new Parameters();
  const cleared = clearings(collection, table, erasure, parameters);
  if (cleared === null) return countWhere(session, collection, table, EVERYTHING);
  if (cleared.length === 0) return [];
  const condition = cleared.map((each) => each.holds).join(' OR ');
  return countWhere(session, collection, table, EVERYTHING, parameters, condition);
}

function kept(collection: Collection): HabeasError {
  const message = `Collection "${collection.name}" is kept on a legal basis and is not erased.`;
  return new HabeasError('unprocessable', 'collection-kept', message);
}
