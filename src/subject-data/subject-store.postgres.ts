import type { Pool } from 'pg';
import { EVERYTHING } from '../compliance/index.js';
import { HabeasError } from '../platform/index.js';
import { leavesOf, tableOf, type Table } from './catalog.postgres.js';
import { checkTable } from './check.postgres.js';
import { clearings } from './clearing.postgres.js';
import type { Collection } from './collection.js';
import { Engine, Parameters, writeKeys, type Session } from './engine.postgres.js';
import { belongs } from './predicate.postgres.js';
import { purgeTable, type Patience } from './purge.postgres.js';
import {
  SubjectStore,
  type CheckResult,
  type Erasure,
  type PurgeResult,
  type StoreView,
  type SubjectKey,
  type Tally,
} from './subject-store.port.js';
import { countWhere, PostgresView } from './view.postgres.js';

const PATIENCE: Patience = { horizon: 5_000, page: 60_000 };

/** Has the dead rows counted at once, so that they are not counted after the VACUUM that removes them. */
const REPORT = 'SELECT pg_stat_force_next_flush()';

/** Collections in a PostgreSQL database (15 or later). */
export class PostgresSubjectStore extends SubjectStore {
  private readonly engine: Engine;

  constructor(
    readonly name: string,
    pool: Pool,
    private readonly patience: Patience = PATIENCE,
  ) {
    super();
    this.engine = new Engine(name, pool);
  }

  async check(collection: Collection): Promise<CheckResult> {
    return this.engine.transaction('READ COMMITTED', (session) => checkTable(session, collection));
  }

  // The key table must be made before the transaction becomes read-only; the snapshot is older than both.
  async read<T>(keys: readonly SubjectKey[], work: (view: StoreView) => Promise<T>): Promise<T> {
    return this.engine.transaction('REPEATABLE READ', async (session) => {
      await writeKeys(session, keys);
      await session.query('SET TRANSACTION READ ONLY');
      return work(new PostgresView(session));
    });
  }

  /** Rows are deleted partition by partition, each in its own transaction, so that a crash loses little work. */
  async erase(collection: Collection, keys: readonly SubjectKey[], erasure: Erasure): Promise<void> {
    if (collection.policy.kind === 'keep') throw kept(collection);
    if (keys.length === 0) return;
    const table = await this.engine.use((session) => tableOf(session, collection));
    if (clearings(collection, table, erasure, new Parameters()) !== null) {
      await this.engine.retried((session) => clear(session, collection, table, keys, erasure));
      return;
    }
    for (const leaf of await this.engine.use((session) => leavesOf(session, table))) {
      await this.engine.retried((session) => remove(session, collection, { ...table, name: leaf.name }, keys));
    }
  }

  async purge(collection: Collection, since?: string): Promise<PurgeResult> {
    return purgeTable(this.engine, collection, this.patience, since);
  }

  async survivors(collection: Collection, keys: readonly SubjectKey[], erasure: Erasure): Promise<Tally[]> {
    if (collection.policy.kind === 'keep' || keys.length === 0) return [];
    return this.engine.transaction('READ COMMITTED', async (session) => {
      await writeKeys(session, keys);
      const table = await tableOf(session, collection);
      const parameters = new Parameters();
      const cleared = clearings(collection, table, erasure, parameters);
      if (cleared === null) return countWhere(session, collection, table, EVERYTHING);
      if (cleared.length === 0) return [];
      const condition = cleared.map((each) => each.holds).join(' OR ');
      return countWhere(session, collection, table, EVERYTHING, parameters, condition);
    });
  }
}

async function remove(
  session: Session,
  collection: Collection,
  table: Table,
  keys: readonly SubjectKey[],
): Promise<void> {
  await writeKeys(session, keys);
  const parameters = new Parameters();
  await session.query(
    `DELETE FROM ${table.name} AS t USING pg_temp.subject_keys AS k WHERE ${belongs(collection, table, parameters)}`,
    parameters.values,
  );
  await session.query(REPORT);
}

async function clear(
  session: Session,
  collection: Collection,
  table: Table,
  keys: readonly SubjectKey[],
  erasure: Erasure,
): Promise<void> {
  const parameters = new Parameters();
  const cleared = clearings(collection, table, erasure, parameters) ?? [];
  if (cleared.length === 0) return;
  await writeKeys(session, keys);
  const assignments = cleared.map((each) => each.assignment).join(', ');
  const stillHolds = cleared.map((each) => each.holds).join(' OR ');
  await session.query(
    `UPDATE ${table.name} AS t SET ${assignments} FROM pg_temp.subject_keys AS k
     WHERE ${belongs(collection, table, parameters)} AND (${stillHolds})`,
    parameters.values,
  );
  await session.query(REPORT);
}

function kept(collection: Collection): HabeasError {
  const message = `Collection "${collection.name}" is kept on a legal basis and is not erased.`;
  return new HabeasError('unprocessable', 'collection-kept', message);
}
