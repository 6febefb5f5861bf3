import type { Collection } from '../../data-map/collection.js';
import { knownBy } from '../../store/project-rows/known-by.js';
import { ProjectRows, type WhileMine } from '../../store/project-rows/project-rows.port.js';
import type { ClickHouseEngine } from '../engine.js';
import { filledColumns, layoutOf, SUBJECT_DATABASE, type Layout } from '../layout.js';

const PROJECT = 'project_id';
/** What comes back is what was inserted once before: a cluster would take it for the same insert, sent again, and drop it. */
const ANEW = { insert_deduplicate: 0 };

/**
 * Rows by the number of their project in ClickHouse, where it is part of the sorting key: a row of another number is another row. A
 * month is a portion. Keys are compared with all versions of rows that stand there, those that say a row was removed among them.
 */
export class ClickHouseProjectRows extends ProjectRows {
  constructor(private readonly engine: ClickHouseEngine) {
    super();
  }

  async count({ table }: Collection, projectId: number): Promise<number> {
    return this.counted(`SELECT count() AS rows FROM ${of(table)} FINAL WHERE ${PROJECT} = ${String(projectId)}`);
  }

  async copy({ table }: Collection, from: number, to: number, whileMine: WhileMine): Promise<void> {
    const layout = layoutOf(table);
    const others = columnsOf(layout).filter((column) => column !== PROJECT);
    for (const month of await this.monthsOf(layout, from)) {
      const select = `SELECT ${String(to)} AS ${PROJECT}, ${others.join(', ')} FROM (${this.without(layout, from, to, month)})`;
      await whileMine(() => this.engine.insertSelected(of(table), [PROJECT, ...others], select, ANEW));
    }
  }

  async missing({ table }: Collection, from: number, to: number): Promise<number> {
    const layout = layoutOf(table);
    let missing = 0;
    for (const month of await this.monthsOf(layout, from))
      missing += await this.counted(`SELECT count() AS rows FROM (${this.without(layout, from, to, month)})`);
    return missing;
  }

  /** Rows of a month under the one number of which no version stands under the other. */
  private without(layout: Layout, from: number, to: number, month: number): string {
    const table = of(layout.table);
    const known = knownBy(layout.table);
    const key = (known ?? layout.order.split(', ').filter((column) => column !== PROJECT)).join(', ');
    const inMonth = `${monthOf(layout)} = ${String(month)}`;
    // What is known by less than its key may stand in another month.
    const there = `${PROJECT} = ${String(to)}${known === null ? ` AND ${inMonth}` : ''}`;
    const global = this.engine.cluster === null ? '' : 'GLOBAL ';
    return `SELECT ${columnsOf(layout).join(', ')} FROM ${table} FINAL WHERE ${PROJECT} = ${String(from)} AND ${inMonth}
      AND (${key}) ${global}NOT IN (SELECT ${key} FROM ${table} WHERE ${there})`;
  }

  private async monthsOf(layout: Layout, projectId: number): Promise<number[]> {
    const rows = await this.engine.query<{ month: number }>(
      `SELECT DISTINCT ${monthOf(layout)} AS month FROM ${of(layout.table)} WHERE ${PROJECT} = ${String(projectId)} ORDER BY month`,
    );
    return rows.map(({ month }) => Number(month));
  }

  private async counted(sql: string): Promise<number> {
    const [row] = await this.engine.query<{ rows: string }>(sql);
    return Number(row?.rows ?? 0);
  }
}

const of = (table: string): string => `${SUBJECT_DATABASE}.${table}`;

/** What an insert fills; that a row was removed is no row to copy. */
function columnsOf(layout: Layout): string[] {
  return filledColumns(layout).filter((column) => column !== 'is_deleted');
}

function monthOf({ partition }: Layout): string {
  return `toUInt32(${partition ?? '0'})`;
}
