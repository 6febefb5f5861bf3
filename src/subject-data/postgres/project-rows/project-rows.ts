import type { Pool } from 'pg';
import type { Collection } from '../../data-map/collection.js';
import { HABEAS_STORE } from '../../data-map/built-in-collections.js';
import { knownBy } from '../../store/project-rows/known-by.js';
import { ProjectRows, type WhileMine } from '../../store/project-rows/project-rows.port.js';
import { leavesOf, tableOf } from '../catalog.js';
import { Engine, type Session } from '../engine.js';

/** Rows of a portion: some tenths of a second. */
const A_PORTION = 10_000;

/** The tables that hold the rows of a collection, and what a row is known by in each of them. */
interface Rows {
  readonly leaves: readonly string[];
  /** Quoted names, without the project. */
  readonly key: readonly { readonly name: string; readonly type: string }[];
  /** Quoted names of all others. */
  readonly others: readonly string[];
  /** Where it is looked whether a row stands there already, and by which columns: in its own leaf and by its key, unless it says so. */
  readonly known: { readonly table: string; readonly columns: readonly string[] } | null;
}

const PROJECT = 'project_id';
/** Of a number it has never met the planner expects one row, and would compare each row with each. */
const BY_HASH = 'SET LOCAL enable_nestloop = off';
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const wholeOf = ({ schema, table }: Collection): string => `${quoted(schema)}.${quoted(table)}`;

/** Rows by the number of their project in PostgreSQL: partition by partition, in the order of the primary key. */
export class PostgresProjectRows extends ProjectRows {
  private readonly engine: Engine;

  constructor(pool: Pool) {
    super();
    this.engine = new Engine(HABEAS_STORE, pool);
  }

  async count(collection: Collection, projectId: number): Promise<number> {
    const sql = `SELECT count(*) AS rows FROM ${wholeOf(collection)} WHERE ${PROJECT} = $1::int`;
    const [counted] = await this.engine.use((session) => session.query<{ rows: string }>(sql, [projectId]));
    return Number(counted?.rows ?? 0);
  }

  async copy(collection: Collection, from: number, to: number, whileMine: WhileMine): Promise<void> {
    const rows = await this.rowsOf(collection);
    for (const leaf of rows.leaves) {
      // What was copied before a call that was broken off is not gone through again.
      if ((await this.missingIn(rows, leaf, from, to, 1)) === 0) continue;
      for (let last: readonly string[] | null = []; last !== null;) {
        const behind: readonly string[] = last;
        last = await whileMine(() =>
          this.engine.transaction('READ COMMITTED', async (session) => {
            if (rows.known !== null) await session.query(BY_HASH);
            return copyPortion(session, { leaf, ...rows, from, to }, behind);
          }),
        );
      }
    }
  }

  async missing(collection: Collection, from: number, to: number): Promise<number> {
    const rows = await this.rowsOf(collection);
    let missing = 0;
    for (const leaf of rows.leaves) missing += await this.missingIn(rows, leaf, from, to);
    return missing;
  }

  /** @param most of so many it is enough to know */
  private async missingIn(rows: Rows, leaf: string, from: number, to: number, most?: number): Promise<number> {
    const limit = most === undefined ? '' : `LIMIT ${String(most)}`;
    const sql = `
      SELECT count(*) AS rows FROM (
        SELECT FROM ${leaf} here WHERE here.${PROJECT} = $1::int AND ${standsNot(rows, leaf)} ${limit}
      ) missing`;
    const [counted] = await this.engine.transaction('READ COMMITTED', async (session) => {
      await session.query(BY_HASH);
      return session.query<{ rows: string }>(sql, [from, to]);
    });
    return Number(counted?.rows ?? 0);
  }

  private async rowsOf(collection: Collection): Promise<Rows> {
    return this.engine.use(async (session) => {
      const table = await tableOf(session, collection);
      const leaves = (await leavesOf(session, table)).map(({ name }) => name);
      const columns = [...table.columns.values()].filter(({ name }) => name !== PROJECT);
      const known = knownBy(collection.table);
      return {
        leaves,
        key: columns.filter(({ primary }) => primary).map(({ name, type }) => ({ name: quoted(name), type })),
        others: columns.map(({ name }) => quoted(name)),
        known: known === null ? null : { table: wholeOf(collection), columns: known.map(quoted) },
      };
    });
  }
}

/** Of the row `here`: that none of the second number stands there. */
function standsNot({ key, known }: Rows, leaf: string): string {
  const columns = known?.columns ?? key.map(({ name }) => name);
  const same = columns.map((name) => `there.${name} = here.${name}`).join(' AND ');
  return `NOT EXISTS (SELECT FROM ${known?.table ?? leaf} there WHERE there.${PROJECT} = $2::int AND ${same})`;
}

interface Copying extends Rows {
  readonly leaf: string;
  readonly from: number;
  readonly to: number;
}

/** @param last key of the last row of the portion before; @returns that of this one, null where there is none any more */
async function copyPortion(
  session: Session,
  { leaf, from, to, ...rows }: Copying,
  last: readonly string[],
): Promise<readonly string[] | null> {
  const { key, others } = rows;
  const names = key.map(({ name }) => name).join(', ');
  // A key is told by its index.
  const isNew = rows.known === null ? '' : `WHERE ${standsNot(rows, leaf)}`;
  const values = key.map(({ type }, at) => `$${String(at + 3)}::text::${type}`).join(', ');
  const behind = last.length === 0 ? '' : `AND (${names}) > (${values})`;
  const [row] = await session.texts(
    `WITH portion AS MATERIALIZED (
       SELECT * FROM ${leaf} WHERE ${PROJECT} = $1::int ${behind} ORDER BY ${names} LIMIT ${String(A_PORTION)}
     ), copied AS (
       INSERT INTO ${leaf} (${PROJECT}, ${others.join(', ')})
       SELECT $2::int, ${others.join(', ')} FROM portion here ${isNew} ON CONFLICT DO NOTHING
     )
     SELECT ${key.map(({ name }) => `${name}::text`).join(', ')} FROM portion
     ORDER BY ${key.map(({ name }) => `portion.${name} DESC`).join(', ')} LIMIT 1`,
    [from, to, ...last],
  );
  return row === undefined ? null : row.map((cell) => cell ?? '');
}
