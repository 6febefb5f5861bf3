import type { Pool } from 'pg';
import type { Collection } from '../../data-map/collection.js';
import { Engine, sqlStateOf, type Session } from '../engine.js';
import { nextTransaction, sessionsAreHidden, waitForHolders } from '../horizon.js';
import { unvacuumable } from '../purge.js';
import { Scrubber, type Scrubbed } from '../../store/scrubber.port.js';
import { turnLogOver } from './write-ahead-log.js';

export interface ScrubPatience {
  /** How long to wait for a lock, in milliseconds: everybody who wants the table waits behind it for as long. */
  readonly lock: number;
  /** How long to wait for older transactions to end by themselves, in milliseconds. */
  readonly horizon: number;
}

const PATIENCE: ScrubPatience = { lock: 5_000, horizon: 5_000 };
const NO_LOCK = /^(55P03|40P01)$/;
const STATISTICS = ['pg_catalog.pg_statistic', 'pg_catalog.pg_statistic_ext_data'];
const OWNS_DATABASE = `SELECT pg_has_role(datdba, 'USAGE') AS may FROM pg_database WHERE datname = current_database()`;

/** The index to write a table's rows by: the one it was ordered by already, else one that finds a subject ($2, or with $3). */
const ORDERING = `
  WITH named AS (SELECT attname, attnum FROM pg_attribute WHERE attrelid = $1::oid AND attname IN ($2::text, $3::text))
  SELECT format('%I', x.relname) AS index FROM pg_index i
  JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
  WHERE i.indrelid = $1::oid AND i.indisvalid AND i.indpred IS NULL AND m.amname = 'btree' AND (
    i.indisclustered OR i.indkey[0] = (SELECT attnum FROM named WHERE attname = $2)
    OR (i.indnkeyatts > 1 AND i.indkey[0] <> i.indkey[1]
      AND i.indkey[0] IN (SELECT attnum FROM named) AND i.indkey[1] IN (SELECT attnum FROM named)))
  ORDER BY i.indisclustered DESC, i.indisprimary DESC, i.indnatts LIMIT 1`;

interface Found extends Record<string, unknown> {
  readonly oid: string;
}

/** A PostgreSQL database (15 or later). */
export class PostgresScrubber extends Scrubber {
  private readonly engine: Engine;

  constructor(
    readonly name: string,
    pool: Pool,
    private readonly patience: ScrubPatience = PATIENCE,
  ) {
    super();
    this.engine = new Engine(name, pool);
  }

  /**
   * CLUSTER where there is an index to order by, so that the rows of a person lie side by side and the next export reads
   * fewer pages; VACUUM FULL where not. Both copy what somebody can still see, hence the wait for older transactions. The
   * VACUUM behind it marks the new pages as all visible.
   */
  async rewriteTable(relation: string, collection?: Collection): Promise<Scrubbed> {
    return this.engine.use(async (session) => {
      const [table] = await session.query<Found>(
        'SELECT to_regclass($1)::oid::text AS oid WHERE to_regclass($1) IS NOT NULL',
        [relation],
      );
      if (table === undefined) return { kind: 'done' };
      if ((await unvacuumable(session, [table])).length > 0)
        return { kind: 'refused', reason: `The right to rewrite ${relation} is missing: grant MAINTAIN, or own it.` };
      const [found] = await session.query<{ index: string }>(ORDERING, [
        table.oid,
        collection?.subjectColumn ?? null,
        collection?.projectColumn ?? null,
      ]);
      const rewrite = found === undefined ? `VACUUM (FULL) ${relation}` : `CLUSTER ${relation} USING ${found.index}`;
      return this.alone(session, relation, [rewrite, `VACUUM (ANALYZE) ${relation}`]);
    });
  }

  async rewriteStatistics(): Promise<Scrubbed> {
    return this.engine.use(async (session) => {
      const [row] = await session.query<{ may: boolean }>(OWNS_DATABASE);
      if (row?.may !== true)
        return { kind: 'refused', reason: 'Only the owner of the database or a superuser may rewrite its statistics.' };
      if (await sessionsAreHidden(session))
        return { kind: 'refused', reason: 'Sessions of others are hidden from this role: grant it pg_read_all_stats.' };
      return this.alone(
        session,
        'the statistics',
        STATISTICS.map((name) => `VACUUM (FULL) ${name}`),
      );
    });
  }

  async turnLogOver(): Promise<Scrubbed> {
    return this.engine.use(turnLogOver);
  }

  async tablesOf(schema: string): Promise<string[]> {
    const rows = await this.engine.use((session) =>
      session.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = $1 ORDER BY 1`,
        [schema],
      ),
    );
    return rows.map(({ name }) => name);
  }

  /** Nobody reads the table meanwhile; who waits for the lock no longer than that keeps nobody waiting longer either. */
  private async alone(session: Session, what: string, statements: readonly string[]): Promise<Scrubbed> {
    const holder = await waitForHolders(session, await nextTransaction(session), this.patience.horizon);
    if (holder !== null) return { kind: 'later', waitsFor: holder };
    await session.query(`SET lock_timeout = ${String(this.patience.lock)}`);
    try {
      for (const statement of statements) await session.query(statement);
      return { kind: 'done' };
    } catch (error) {
      if (!NO_LOCK.test(sqlStateOf(error) ?? '')) throw error;
      return { kind: 'later', waitsFor: `a lock on ${what}` };
    } finally {
      await session.query('RESET lock_timeout');
    }
  }
}
