import type { Pool } from 'pg';
import type { Collection } from '../../data-map/collection.js';
import { HABEAS_STORE } from '../../data-map/built-in-collections.js';
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
}

const PROJECT = 'project_id';
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Rows by the number of their project in PostgreSQL: partition by partition, in the order of the primary key. */
export class PostgresProjectRows extends ProjectRows {
  private readonly engine: Engine;

  constructor(pool: Pool) {
    super();
    this.engine = new Engine(HABEAS_STORE, pool);
  }

  async count({ schema, table }: Collection, projectId: number): Promise<number> {
    const sql = `SELECT count(*) AS rows FROM ${quoted(schema)}.${quoted(table)} WHERE ${PROJECT} = $1::int`;
    const [counted] = await this.engine.use((session) => session.query<{ rows: string }>(sql, [projectId]));
    return Number(counted?.rows ?? 0);
  }

  async copy(collection: Collection, from: number, to: number, whileMine: WhileMine): Promise<void> {
    const rows = await this.rowsOf(collection);
    for (const leaf of rows.leaves) {
      for (let last: readonly string[] | null = []; last !== null;) {
        const behind: readonly string[] = last;
        last = await whileMine(() =>
          this.engine.transaction('READ COMMITTED', (session) =>
            copyPortion(session, { leaf, ...rows, from, to }, behind),
          ),
        );
      }
    }
  }

  async missing(collection: Collection, from: number, to: number): Promise<number> {
    const { leaves, key } = await this.rowsOf(collection);
    const same = key.map(({ name }) => `there.${name} = here.${name}`).join(' AND ');
    let missing = 0;
    for (const leaf of leaves) {
      const sql = `
        SELECT count(*) AS rows FROM ${leaf} here
        WHERE here.${PROJECT} = $1::int
          AND NOT EXISTS (SELECT FROM ${leaf} there WHERE there.${PROJECT} = $2::int AND ${same})`;
      const [counted] = await this.engine.use((session) => session.query<{ rows: string }>(sql, [from, to]));
      missing += Number(counted?.rows ?? 0);
    }
    return missing;
  }

  private async rowsOf(collection: Collection): Promise<Rows> {
    return this.engine.use(async (session) => {
      const table = await tableOf(session, collection);
      const leaves = (await leavesOf(session, table)).map(({ name }) => name);
      const columns = [...table.columns.values()].filter(({ name }) => name !== PROJECT);
      return {
        leaves,
        key: columns.filter(({ primary }) => primary).map(({ name, type }) => ({ name: quoted(name), type })),
        others: columns.map(({ name }) => quoted(name)),
      };
    });
  }
}

interface Copying extends Rows {
  readonly leaf: string;
  readonly from: number;
  readonly to: number;
}

/** @param last key of the last row of the portion before; @returns that of this one, null where there is none any more */
async function copyPortion(
  session: Session,
  { leaf, key, others, from, to }: Copying,
  last: readonly string[],
): Promise<readonly string[] | null> {
  const names = key.map(({ name }) => name).join(', ');
  const values = key.map(({ type }, at) => `$${String(at + 3)}::text::${type}`).join(', ');
  const behind = last.length === 0 ? '' : `AND (${names}) > (${values})`;
  const rows = await session.texts(
    `WITH portion AS MATERIALIZED (
       SELECT * FROM ${leaf} WHERE ${PROJECT} = $1::int ${behind} ORDER BY ${names} LIMIT ${String(A_PORTION)}
     ), copied AS (
       INSERT INTO ${leaf} (${PROJECT}, ${others.join(', ')})
       SELECT $2::int, ${others.join(', ')} FROM portion ON CONFLICT DO NOTHING
     )
     SELECT ${key.map(({ name }) => `${name}::text`).join(', ')} FROM portion
     ORDER BY ${key.map(({ name }) => `portion.${name} DESC`).join(', ')} LIMIT 1`,
    [from, to, ...last],
  );
  const [row] = rows;
  return row === undefined ? null : row.map((cell) => cell ?? '');
}
