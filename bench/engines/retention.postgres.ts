import { setTimeout } from 'node:timers/promises';
import type { Client } from 'pg';
import { partitionOf } from '../../src/subject-data/postgres/ingest/month-partitions.js';
import type { Dataset } from '../dataset.js';
import { expectEqual } from '../harness.js';
import { Habeas } from '../habeas.js';
import { NAMES, STRIDE, VARIANTS } from '../population.js';
import type { Reporter } from '../reporter.js';
import { loadVariants } from './load.postgres.js';
import { connected, statement } from './postgres.js';
import { takeEvents } from './retention-step.js';

/** Milliseconds. */
export interface Aged {
  /** From when the rows are counted until no reader sees them. */
  readonly unseen: number;
  /** From when the rows are counted until it stands in the database that no reader sees them. */
  readonly hidden: number;
  /** The same from the beginning of the step, with the count. */
  readonly withCount: number;
  /** Until they are off the table and it is proven. */
  readonly total: number;
}

/** Events of one person. */
const PER_SUBJECT = 20;
const FIRST_YEAR = 2015;
/** What a run takes where nobody has it wait. */
const UNPACED = { RETENTION_ROWS_PER_SECOND: '0' };

/** Months that grow old one after the other, each taken once, by Habeas or by hand. */
export class PostgresMonths {
  private taken = 0;

  private constructor(
    private readonly out: Reporter,
    private readonly url: string,
    private readonly habeas: Habeas,
    private readonly projectId: number,
    private readonly months: Months,
  ) {}

  static async open(out: Reporter, dataset: Dataset, url: string, months: Months): Promise<PostgresMonths> {
    const habeas = await Habeas.start(url, dataset.project, UNPACED);
    return new PostgresMonths(out, url, habeas, dataset.project.projectId, months);
  }

  /** A step of a nightly run, whole. */
  async byHabeas(): Promise<Aged> {
    const month = await this.next();
    const [step, unseenAt] = await Promise.all([
      takeEvents(this.habeas, this.projectId, month.until),
      // Whoever looks for rows that go portion by portion walks past those that are gone, and takes the time from both sides.
      this.months.shared ? null : this.unseenAt(month),
    ]);
    const { begun, counted, hidden, verified, found, dropped } = step;
    this.out.measured(verified);
    expectEqual('Rows of the record', found, this.months.shared ? this.months.rows / 2 : this.months.rows);
    expectEqual('Dropped months', dropped, this.months.shared ? 0 : 1);
    await this.expectRest(month);
    const unseen = (unseenAt === null ? hidden : unseenAt - begun) - counted;
    return { unseen, hidden: hidden - counted, withCount: hidden, total: verified };
  }

  /** One DELETE of the same rows, a VACUUM of the month, a count. */
  async byHand(): Promise<Aged> {
    const month = await this.next();
    const where = this.rowsOf(month);
    const measured = await connected(this.url, async (client) => {
      const start = performance.now();
      await client.query(`DELETE FROM subject_data.events WHERE ${where}`);
      const hidden = performance.now() - start;
      await client.query(`VACUUM (INDEX_CLEANUP ON, ANALYZE) ${month.table}`);
      await client.query('ANALYZE subject_data.events');
      await client.query(`SELECT count(*) FROM subject_data.events WHERE ${where}`);
      return { unseen: hidden, hidden, withCount: hidden, total: performance.now() - start };
    });
    this.out.measured(measured.total);
    await this.expectRest(month);
    return measured;
  }

  async close(): Promise<void> {
    await this.habeas.stop();
  }

  /** When a reader who looks again and again has found none of the rows for the first time, in milliseconds since 1970. */
  private async unseenAt(month: Month): Promise<number> {
    return connected(this.url, async (client) => {
      for (;;) {
        const { rows } = await client.query<{ seen: boolean }>(
          `SELECT EXISTS (SELECT FROM subject_data.events WHERE ${this.rowsOf(month)}) AS seen`,
        );
        if (rows[0]?.seen !== true) return Date.now();
        await setTimeout(1);
      }
    });
  }

  private rowsOf({ until }: Month): string {
    return `project_id = ${String(this.projectId)} AND time < '${until.toISOString()}'`;
  }

  private async next(): Promise<Month> {
    const month = monthOf(this.taken);
    this.taken += 1;
    if (this.taken > this.months.count) throw new Error('There are too few months.');
    await statement(this.url, 'CHECKPOINT');
    return month;
  }

  /** What is left of the month is another project's; it is out of the way of the next one. */
  private async expectRest({ table, until }: Month): Promise<void> {
    const { rows } = await statement(
      this.url,
      `SELECT count(*) FILTER (WHERE project_id = ${String(this.projectId)})::int AS ours, count(*)::int AS old
       FROM subject_data.events WHERE time < '${until.toISOString()}'`,
    );
    expectEqual('Old rows', rows[0]?.['ours'], 0);
    expectEqual('Rows of the others', rows[0]?.['old'], this.months.shared ? this.months.rows / 2 : 0);
    await statement(this.url, `DROP TABLE IF EXISTS ${table}`);
  }
}

/** What months there are; every second row of a shared one is of another project. */
export interface Months {
  readonly count: number;
  readonly rows: number;
  readonly shared: boolean;
}

interface Month {
  readonly table: string;
  readonly from: Date;
  readonly until: Date;
}

/** One more month than is taken, so that the table is never empty. */
export async function loadMonths(url: string, projectId: number, months: Months): Promise<void> {
  await connected(url, async (client) => {
    await loadVariants(client);
    for (let month = 0; month <= months.count; month += 1) await loadMonth(client, projectId, months, monthOf(month));
    await client.query('DROP TABLE bench_variants');
  });
}

function monthOf(number: number): Month {
  const { table, from, until } = partitionOf('events', new Date(Date.UTC(FIRST_YEAR, number, 1)));
  if (from === null || until === null) throw new Error('The month has no bounds.');
  return { table: `subject_data.${table}`, from, until };
}

/** Rows lie in the order they happened in; the key is made when they are there, as anywhere else in the bench. */
async function loadMonth(client: Client, projectId: number, { rows, shared }: Months, month: Month): Promise<void> {
  const { table, from, until } = month;
  const step = (until.getTime() - from.getTime()) / rows;
  const subjects = Math.max(1, Math.floor(rows / PER_SUBJECT));
  await client.query(`SET maintenance_work_mem = '512MB'; SET work_mem = '64MB'`);
  await client.query(`CREATE TABLE ${table} (LIKE subject_data.events INCLUDING DEFAULTS)`);
  await client.query(
    `INSERT INTO ${table} (project_id, distinct_id, time, event, insert_id, properties, received_at)
     SELECT ${String(projectId)} + ${shared ? 't % 2' : '0'}, 'u-' || left(md5((t * ${String(STRIDE)} % ${String(subjects)})::text), 20),
       at, (ARRAY[${NAMES.map((name) => `'${name}'`).join(', ')}])[(1 + t % ${String(NAMES.length)})::int], md5(t::text), v.body,
       at + interval '2 seconds'
     FROM (SELECT t, to_timestamp(${String(from.getTime() / 1000)} + trunc(t * ${String(step)}) / 1000) AS at
           FROM generate_series(0::bigint, ${String(rows - 1)}::bigint) AS t) AS e
     JOIN bench_variants v ON v.n = (t * 31) % ${String(VARIANTS)}`,
  );
  await client.query(`ALTER TABLE ${table} ADD PRIMARY KEY (project_id, distinct_id, time, event, insert_id)`);
  await client.query(
    `ALTER TABLE subject_data.events ATTACH PARTITION ${table} FOR VALUES FROM ('${from.toISOString()}') TO ('${until.toISOString()}')`,
  );
}
