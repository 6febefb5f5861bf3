import type { Collection, Expiry, ExpiryOptions } from '../../src/subject-data/index.js';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { ClickHouseSubjectStore } from '../../src/subject-data/clickhouse/subject-store.js';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import { expectEqual } from '../harness.js';
import { NAMES, numbers, propertiesOf, STRIDE, VARIANTS } from '../population.js';
import type { Reporter } from '../reporter.js';
import { settle } from './load.clickhouse.js';
import type { Months } from './retention.postgres.js';

/** Events of one person. */
const PER_SUBJECT = 20;
const FIRST_YEAR = 2015;
const [OURS, OTHERS] = [1, 2] as const;
const EVENTS = BUILT_IN_COLLECTIONS.find(({ name }) => name === 'events') as Collection;

interface Month {
  readonly partition: string;
  readonly from: Date;
  readonly until: Date;
}

/** Months that grow old one after the other, each taken once, by Habeas or by hand. */
export class ClickHouseMonths {
  private taken = 0;
  private readonly store: ClickHouseSubjectStore;

  constructor(
    private readonly out: Reporter,
    private readonly engine: ClickHouseEngine,
    private readonly months: Months,
  ) {
    this.store = new ClickHouseSubjectStore(engine);
  }

  /** As a nightly run asks the store, the lock of each portion apart: until the rows are removed and it is proven. */
  async byHabeas(): Promise<number> {
    const month = await this.next();
    const expiry: Expiry = {
      collection: EVENTS,
      agedBy: { kind: 'column', column: 'time' },
      windows: [{ projectId: OURS, before: month.until }],
      takes: { kind: 'rows' },
      spared: [],
    };
    const start = performance.now();
    const dropped = await this.store.expiry.hide(expiry, UNGUARDED);
    expectEqual('Removed', (await this.store.removeHidden(EVENTS)).erased, true);
    expectEqual('Counted', (await this.store.expiry.countExpired(expiry)).size, 0);
    const total = performance.now() - start;
    this.out.measured(total);
    expectEqual('Dropped months', dropped.length, this.months.shared ? 0 : 1);
    await this.expectRest(month);
    return total;
  }

  /** One mutation that deletes the same rows, and a count. */
  async byHand(): Promise<number> {
    const month = await this.next();
    const where = `project_id = ${String(OURS)} AND time < ${moment(month.until)}`;
    const start = performance.now();
    await this.engine.command(`ALTER TABLE subject_data.events DELETE WHERE ${where}`, { mutations_sync: 1 });
    await this.engine.query(`SELECT count() AS n FROM subject_data.events WHERE ${where}`);
    const total = performance.now() - start;
    this.out.measured(total);
    await this.expectRest(month);
    return total;
  }

  /** One more month than is taken, so that the table is never empty. */
  async load(): Promise<void> {
    const { engine } = this;
    await this.clear();
    await engine.command('CREATE DATABASE IF NOT EXISTS bench');
    await engine.command('CREATE OR REPLACE TABLE bench.bodies (n UInt64, body String) ENGINE = Memory');
    await engine.insert(
      'bench.bodies',
      ['n', 'body'],
      numbers(0, VARIANTS).map((n) => [n, propertiesOf(n)]),
    );
    for (const month of numbers(0, this.months.count + 1)) await this.loadMonth(monthOf(month));
    await engine.command('OPTIMIZE TABLE subject_data.events FINAL');
  }

  /** Leaves the table to whoever measures next. */
  async clear(): Promise<void> {
    await this.engine.command('TRUNCATE TABLE subject_data.events');
  }

  private async loadMonth({ from, until }: Month): Promise<void> {
    const { rows, shared } = this.months;
    const step = (until.getTime() - from.getTime()) / rows;
    const subjects = Math.max(1, Math.floor(rows / PER_SUBJECT));
    const names = `[${NAMES.map((name) => `'${name}'`).join(', ')}]`;
    await this.engine.command(
      `INSERT INTO subject_data.events (project_id, distinct_id, time, event, insert_id, properties, received_at)
       SELECT ${shared ? `${String(OURS)} + t % 2` : String(OURS)}, concat('u-', substring(lower(hex(MD5(toString(t * ${String(STRIDE)} % ${String(subjects)})))), 1, 20)),
         at, ${names}[1 + t % ${String(NAMES.length)}], lower(hex(MD5(toString(t)))), v.body, at + INTERVAL 2 SECOND
       FROM (SELECT number AS t, (t * 31) % ${String(VARIANTS)} AS n,
               fromUnixTimestamp64Milli(toInt64(${String(from.getTime())} + floor(t * ${String(step)})), 'UTC') AS at
             FROM numbers(${String(rows)})) AS e
       JOIN bench.bodies AS v ON v.n = e.n`,
    );
  }

  private async next(): Promise<Month> {
    const month = monthOf(this.taken);
    this.taken += 1;
    if (this.taken > this.months.count) throw new Error('There are too few months.');
    await settle(this.engine);
    return month;
  }

  /** What is left of the month is another project's; it is out of the way of the next one. */
  private async expectRest({ partition, until }: Month): Promise<void> {
    const [row] = await this.engine.query<{ ours: string; others: string }>(
      `SELECT countIf(project_id = ${String(OURS)}) AS ours, countIf(project_id = ${String(OTHERS)}) AS others
       FROM subject_data.events WHERE time < ${moment(until)}`,
    );
    expectEqual('Old rows', Number(row?.ours), 0);
    expectEqual('Rows of the others', Number(row?.others), this.months.shared ? this.months.rows / 2 : 0);
    await this.engine.command(`ALTER TABLE subject_data.events DROP PARTITION ID '${partition}'`);
  }
}

const UNGUARDED: ExpiryOptions = {
  onTouch: async () => undefined,
  whileSettled: (_projectIds, _mode, portion) => portion(),
  pace: async () => undefined,
  mayArrive: () => [],
};

function monthOf(number: number): Month {
  const [from, until] = [new Date(Date.UTC(FIRST_YEAR, number)), new Date(Date.UTC(FIRST_YEAR, number + 1))];
  return { partition: from.toISOString().slice(0, 7).replace('-', ''), from, until };
}

function moment(date: Date): string {
  return `fromUnixTimestamp64Milli(${String(date.getTime())}, 'UTC')`;
}
