import { quoted } from '../catalog.js';
import { sqlStateOf, type Engine, type Session } from '../engine.js';
import type { MonthPartition } from './month-partitions.js';

/** Number of the advisory lock under which partitions are made, so that two writers do not make the same one. */
const LOCK = 8_031_971;
const NO_PARTITION = '23514';

/** Makes partitions before rows come to lie in them, and knows which there are. */
export class Partitions {
  private readonly known = new Set<string>();

  constructor(private readonly engine: Engine) {}

  /** Writes into the partitions; once more, where one of them was taken away since it was known. */
  async writing<T>(partitions: readonly MonthPartition[], write: () => Promise<T>): Promise<T> {
    await this.ensure(partitions);
    try {
      return await write();
    } catch (error) {
      if (sqlStateOf(error) !== NO_PARTITION) throw error;
      this.known.clear();
      await this.ensure(partitions);
      return write();
    }
  }

  async ensure(partitions: readonly MonthPartition[]): Promise<void> {
    const missing = new Map<string, MonthPartition>();
    for (const partition of partitions) if (!this.known.has(partition.table)) missing.set(partition.table, partition);
    if (missing.size === 0) return;
    await this.engine.retried(async (session) => {
      await session.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      for (const partition of await absent(session, [...missing.values()])) await make(session, partition);
    });
    for (const name of missing.keys()) this.known.add(name);
  }
}

async function absent(session: Session, partitions: readonly MonthPartition[]): Promise<MonthPartition[]> {
  const rows = await session.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent IN ('subject_data.events'::regclass, 'subject_data.session_replays'::regclass)
       AND c.relname = ANY ($1::text[])`,
    [partitions.map((partition) => partition.table)],
  );
  const attached = new Set(rows.map((row) => row.name));
  return partitions.filter((partition) => !attached.has(partition.table));
}

// Made apart and attached: PARTITION OF would lock out every reader of the table, ATTACH locks out none.
async function make(session: Session, { parent, table, from, until }: MonthPartition): Promise<void> {
  const name = `subject_data.${quoted(table)}`;
  const bound = (date: Date | null, open: string) => (date === null ? open : `'${date.toISOString()}'`);
  await session.query(`CREATE TABLE ${name} (LIKE subject_data.${parent} INCLUDING ALL)`);
  await session.query(
    `ALTER TABLE subject_data.${parent} ATTACH PARTITION ${name}
     FOR VALUES FROM (${bound(from, 'MINVALUE')}) TO (${bound(until, 'MAXVALUE')})`,
  );
}
