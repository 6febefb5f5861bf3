import type { BoundTable } from '../catalog.js';
import type { EndedBefore } from '../keeping/dated.js';
import { literal, type ClickHouseEngine } from '../engine.js';
import { copied, WORK } from '../key-tables.js';
import type { Pass, Step } from '../passes.js';

interface JournalRow extends Record<string, unknown> {
  uid: string;
  kind: Pass['kind'] | typeof ENDED;
  bound: string;
  columns: string[];
  one_project: number;
  step: number;
}

/** A pass over rows that bear a day before one: column, zone and day stand where others have the columns of their fingerprint. */
const ENDED = 'ended';

/**
 * Which passes have begun and not ended, on the server itself: what `removeHidden` works from, in whatever process it is called.
 * It names no person.
 */
export class Journal {
  private ready: Promise<void> | null = null;

  constructor(private readonly engine: ClickHouseEngine) {}

  /** Makes the work database and the journal's table, where they are not there yet. */
  async prepare(): Promise<void> {
    this.ready ??= this.create().catch((error: unknown) => {
      this.ready = null;
      throw error;
    });
    return this.ready;
  }

  async record({ collection, table }: BoundTable, pass: Pass, step: Step): Promise<void> {
    const columns = ['uid', 'database', 'table', 'subject', 'kind', 'bound', 'columns', 'one_project', 'step'];
    const row = [
      pass.uid,
      table.database,
      table.local,
      collection.subjectColumn,
      pass.endedBefore === undefined ? pass.kind : ENDED,
      pass.bound,
      pass.endedBefore === undefined ? pass.columns : writtenOf(pass.endedBefore),
      pass.ofOneProject === true ? 1 : 0,
      step,
    ];
    await this.engine.insert(`${WORK}.erasures`, columns, [row]);
  }

  /** Passes over the table by the collection's subject column that are recorded and not removed, the oldest first. */
  async open({ collection, table }: BoundTable): Promise<Pass[]> {
    await this.prepare();
    const rows = await this.engine.query<JournalRow>(
      `SELECT e.uid AS uid, any(e.kind) AS kind, any(e.bound) AS bound, any(e.columns) AS columns,
         min(e.one_project) AS one_project, max(e.step) AS step
       FROM ${WORK}.erasures AS e
       WHERE e.database = ${literal(table.database)} AND e.table = ${literal(table.local)}
         AND e.subject = ${literal(collection.subjectColumn)}
       GROUP BY uid HAVING step < 3 ORDER BY min(e.at), uid`,
    );
    return rows.map(({ kind, columns, one_project: one, ...row }) => ({
      ...row,
      step: Number(row.step) as Step,
      ofOneProject: Number(one) === 1,
      ...(kind === ENDED ? { kind: 'rows' as const, columns: [], endedBefore: readOf(columns) } : { kind, columns }),
    }));
  }

  /** Uids of all passes that are not removed, whatever their table. */
  async needed(): Promise<string[]> {
    await this.prepare();
    const rows = await this.engine.query<{ uid: string }>(
      `SELECT uid FROM ${WORK}.erasures GROUP BY uid HAVING max(step) < 3`,
    );
    return rows.map(({ uid }) => uid);
  }

  private async create(): Promise<void> {
    const { engine } = this;
    await engine.command(`CREATE DATABASE IF NOT EXISTS ${WORK}${engine.onCluster}`);
    await engine.command(
      `CREATE TABLE IF NOT EXISTS ${WORK}.erasures${engine.onCluster} (
         uid String, database String, \`table\` String, subject String, kind LowCardinality(String), bound String, columns Array(String),
         step UInt8, at DateTime64(6, 'UTC') DEFAULT now64(6)
       ) ENGINE = ${copied(engine, 'erasures')} ORDER BY (database, \`table\`, uid, step)`,
    );
    await engine.command(
      `ALTER TABLE ${WORK}.erasures${engine.onCluster} ADD COLUMN IF NOT EXISTS one_project UInt8 AFTER columns`,
    );
  }
}

function writtenOf({ column, zone, day }: EndedBefore): string[] {
  return [column, zone ?? '', day];
}

function readOf([column = '', zone = '', day = '']: readonly string[]): EndedBefore {
  return { column, day, ...(zone === '' ? {} : { zone }) };
}
