import type { Pool } from 'pg';
import { HabeasError, hasOwnSession, sessionShared } from '../../platform/index.js';
import type { Window } from '../../compliance/index.js';
import type { Ahead } from '../store/ahead.js';
import type { Bound } from './arrival.js';
import { databaseOf, tableOf } from './catalog.js';
import { checkTable } from './check.js';
import type { ExpiryStore } from '../store/expiry/expiry.port.js';
import { HABEAS_STORE } from '../data-map/built-in-collections.js';
import type { Collection } from '../data-map/collection.js';
import { Engine, type Session } from './engine.js';
import { keptRowsOf } from './keeping/kept.js';
import { writeKeys } from './key-table.js';
import { eraseFrom } from './erase.js';
import { alone, type Neighbours } from '../store/neighbours.js';
import { PostgresExpiryStore } from './expiry/expiry-store.js';
import { LOG_LIMITS, type LogLimits } from './expiry/pressure.js';
import { purgeTable, vacuumByTurns, type Patience } from './purge.js';
import { takenBy } from './foreign-keys/reach-rules.js';
import { readBackOf } from './read-back.js';
import { subjectColumnsOf } from '../data-map/collection.js';
import { summed } from '../store/summed.js';
import {
  SubjectStore,
  type CheckResult,
  type HideOptions,
  type Erasure,
  type KeptRows,
  type RemovalOptions,
  type RemovalResult,
  type ReadBack,
  type StoreView,
  type SubjectKey,
  type Tally,
  type PartitionClaims,
} from '../store/subject-store.port.js';
import { liveReach } from './foreign-keys/taken-along.js';
import { bondsAmong } from './foreign-keys/bonds.js';
import { circleOf } from './foreign-keys/erase-together.js';
import { orderOf } from './foreign-keys/order.js';
import { sayingWhoRefers } from './foreign-keys/who-refers.js';
import { erasesRows } from './foreign-keys/whole-rows.js';
import { PostgresView } from './view.js';

const PATIENCE: Patience = { horizon: 5_000, page: 60_000 };

/** Collections in a PostgreSQL database (15 or later). */
export class PostgresSubjectStore extends SubjectStore {
  readonly kind = 'postgres';
  readonly takesTurns = true;
  readonly expiry: ExpiryStore;
  private readonly engine: Engine;

  constructor(
    readonly name: string,
    private readonly pool: Pool,
    private readonly patience: Patience = PATIENCE,
    limits: LogLimits = LOG_LIMITS,
  ) {
    super();
    this.engine = new Engine(name, pool);
    this.expiry = new PostgresExpiryStore(this.engine, undefined, limits);
  }

  async now(): Promise<Date> {
    const [row] = await this.engine.use((session) => session.query<{ now: Date }>('SELECT clock_timestamp() AS now'));
    return (row as { now: Date }).now;
  }

  async check(collection: Collection, neighbours: Neighbours = alone(collection)): Promise<CheckResult> {
    return this.engine.transaction('READ COMMITTED', (session) => checkTable(session, collection, neighbours));
  }

  override async unfit(): Promise<string | null> {
    const { connectionString } = this.pool.options;
    // Where it does not answer, the check of its collections says so.
    const own = connectionString === undefined || (await hasOwnSession(connectionString).catch(() => true));
    return own ? null : sessionShared(this.name === HABEAS_STORE ? 'DATABASE_URL' : `stores.${this.name}.url`).message;
  }

  override async database(): Promise<string> {
    return this.engine.use((session) => databaseOf(session));
  }

  override async erasesRows(collection: Collection, neighbours: Neighbours): Promise<boolean> {
    return this.engine.transaction('REPEATABLE READ', (session) => erasesRows(session, collection, neighbours));
  }

  override async takenAlong(collection: Collection, erasure: Erasure, neighbours: Neighbours): Promise<Collection[]> {
    return this.engine.transaction('REPEATABLE READ', async (session) => {
      const table = await tableOf(session, collection);
      const reach = await liveReach(session, collection, table, erasure, neighbours);
      const referred = reach.known.keys.length > 0;
      const circle = referred ? await circleOf(session, collection, erasure, neighbours) : [];
      const others = circle.map((member) => member.collection).filter(({ name }) => name !== collection.name);
      return [...new Set([...takenBy(reach), ...others])];
    });
  }

  override async eraseOrder({ collections }: Neighbours): Promise<ReadonlyMap<string, readonly string[]>> {
    const bonds = await this.engine.transaction('REPEATABLE READ', (session) => bondsAmong(session, collections, true));
    return orderOf(
      collections.map(({ name }) => name),
      bonds,
    );
  }

  // The key table must be made before the transaction becomes read-only; the snapshot is older than both.
  async read<T>(
    keys: readonly SubjectKey[],
    work: (view: StoreView) => Promise<T>,
    ahead: Ahead | null = null,
  ): Promise<T> {
    return this.reading(keys, ahead, (session, bound) => work(new PostgresView(session, bound)));
  }

  private async reading<T>(
    keys: readonly SubjectKey[],
    ahead: Ahead | null,
    work: (session: Session, bound: Bound) => Promise<T>,
  ): Promise<T> {
    return this.engine.transaction('REPEATABLE READ', async (session) => {
      await writeKeys(session, keys);
      await session.query('SET TRANSACTION READ ONLY');
      const [clock] = await session.query<{ now: string }>('SELECT quote_literal(clock_timestamp()) AS now');
      return work(session, { now: `${clock?.now ?? 'NULL'}::timestamptz`, ahead });
    });
  }

  async tally(
    keys: readonly SubjectKey[],
    collection: Collection,
    window: Window,
    ahead: Ahead | null = null,
  ): Promise<Tally[]> {
    return this.read(keys, (view) => view.count(collection, window), ahead);
  }

  async keptOf(
    keys: readonly SubjectKey[],
    collection: Collection,
    moment: Date,
    ahead: Ahead | null = null,
  ): Promise<KeptRows[]> {
    if (keys.length === 0) return [];
    return this.reading(keys, ahead, (session, bound) => keptRowsOf(session, collection, moment, bound));
  }

  async hide(
    collection: Collection,
    keys: readonly SubjectKey[],
    erasure: Erasure,
    course: HideOptions = {},
  ): Promise<void> {
    if (collection.policy.kind === 'keep') throw kept(collection);
    if (keys.length === 0) return;
    for (const side of subjectColumnsOf(collection))
      await sayingWhoRefers(this.engine, side, course.neighbours ?? alone(side), () =>
        eraseFrom(this.engine, { collection: side, keys, erasure, course }),
      );
  }

  async removeHidden(collection: Collection, course: RemovalOptions = {}): Promise<RemovalResult> {
    return purgeTable(this.engine, { collection, patience: this.patience, ...course });
  }

  override async helpRemoval(turns: PartitionClaims): Promise<void> {
    await vacuumByTurns(this.engine, turns);
  }

  async filesDropped(): Promise<boolean> {
    return false;
  }

  async countRemaining(
    collection: Collection,
    keys: readonly SubjectKey[],
    erasure: Erasure,
    ahead: Ahead | null = null,
  ): Promise<ReadBack[]> {
    if (collection.policy.kind === 'keep' || keys.length === 0) return [];
    return this.engine.transaction('READ COMMITTED', async (session) => {
      await writeKeys(session, keys);
      const found: ReadBack[] = [];
      for (const side of subjectColumnsOf(collection)) found.push(...(await readBackOf(session, side, erasure, ahead)));
      return summed(found);
    });
  }
}

function kept(collection: Collection): HabeasError {
  const message = `Collection "${collection.name}" is kept on a legal basis and is not erased.`;
  return new HabeasError('unprocessable', 'collection-kept', message);
}
