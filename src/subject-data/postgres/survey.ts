import type { Pool } from 'pg';
import { databaseOf, quoted } from './catalog.js';
import { Engine } from './engine.js';
import { columns } from './foreign-keys/foreign-keys.js';
import {
  type Holds,
  StoreSurvey,
  type Sample,
  type SampledPart,
  type SurveyedTable,
  type TableReference,
  WHOLE_TABLE,
} from '../store/store-survey.port.js';
import { valuesOf } from '../store/sampled-columns.js';

interface CatalogRow extends Record<string, unknown> {
  readonly schema: string;
  readonly table: string;
  readonly kind: string;
  readonly pages: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly category: string }[];
}

/** An inherited table without columns of its own is erased with its parent, as a partition is. */
const CATALOG = `
  SELECT n.nspname AS schema, c.relname AS table, c.relkind::text AS kind,
    CASE c.relkind WHEN 'f' THEN 0 WHEN 'p' THEN (SELECT coalesce(sum(pg_relation_size(p.relid)), 0) FROM pg_partition_tree(c.oid) p)
      ELSE pg_relation_size(c.oid) END / current_setting('block_size')::bigint AS pages,
    coalesce((SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(CASE WHEN t.typtype = 'd' THEN t.typbasetype
      ELSE t.oid END, NULL), 'category', t.typcategory::text) ORDER BY a.attnum)
      FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS columns
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm', 'f') AND NOT c.relispartition AND c.relpersistence <> 't'
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    AND NOT (EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid)
      AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attislocal AND NOT a.attisdropped))
  ORDER BY 1, 2`;
const REFERENCES = `
  SELECT f.conname AS key, cn.nspname || '.' || c.relname AS child, pn.nspname || '.' || p.relname AS parent,
    ${columns('f.conrelid', 'f.conkey')} AS "childColumns", ${columns('f.confrelid', 'f.confkey')} AS "parentColumns",
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = f.conrelid AND i.indisunique AND i.indpred IS NULL
      AND (i.indkey::int2[])[0:i.indnkeyatts - 1] <@ f.conkey) AS "oneToOne"
  FROM pg_constraint f
  JOIN pg_class c ON c.oid = coalesce(pg_partition_root(f.conrelid)::oid, f.conrelid) JOIN pg_namespace cn ON cn.oid = c.relnamespace
  JOIN pg_class p ON p.oid = coalesce(pg_partition_root(f.confrelid)::oid, f.confrelid) JOIN pg_namespace pn ON pn.oid = p.relnamespace
  WHERE f.contype = 'f' AND f.conparentid = 0
  ORDER BY 2, 1`;
/** So many pages of a large table are looked at, all over it. */
const PAGES = 64;
const KINDS = { m: 'materialized view', f: 'foreign table' } as const;
const TYPES: readonly [Holds, RegExp][] = [
  ['json', /^jsonb?$|^hstore$/],
  ['address', /^(inet|cidr)$/],
  ['text', /^(uuid|bytea|xml|citext)$/],
];

/** What a PostgreSQL database holds. */
export class PostgresSurvey extends StoreSurvey {
  private readonly engine: Engine;

  constructor(
    readonly store: string,
    pool: Pool,
  ) {
    super();
    this.engine = new Engine(store, pool);
  }

  async identity(): Promise<string> {
    return this.engine.use((session) => databaseOf(session));
  }

  async tables(): Promise<SurveyedTable[]> {
    const rows = await this.engine.use((session) => session.query<CatalogRow>(CATALOG));
    return rows.map(({ schema, table, kind, pages, columns }) => ({
      schema,
      table,
      kind: KINDS[kind as keyof typeof KINDS] ?? 'table',
      aliases: [],
      columns: columns.map(({ name, type, category }) => ({ name, holds: holdsOf(type, category) })),
      size: Number(pages),
    }));
  }

  override async references(): Promise<TableReference[]> {
    return this.engine.use((session) => session.query<TableReference & Record<string, unknown>>(REFERENCES));
  }

  async sample(
    table: SurveyedTable,
    columns: readonly string[],
    rows: number,
    { project, letters, milliseconds }: SampledPart = WHOLE_TABLE,
  ): Promise<Sample> {
    const name = `${quoted(table.schema)}.${quoted(table.table)}`;
    const share = Math.min(100, (100 * PAGES) / Math.max(1, table.size ?? 0));
    // A value of many megabytes is not written out to look at its beginning.
    const texts = columns.map((column, at) => {
      const value = `t.${quoted(column)}`;
      return `left(CASE WHEN pg_column_size(${value}) < 1048576 THEN ${value}::text END, ${String(letters)}) AS c${String(at)}`;
    });
    const where = project === null ? '' : `WHERE ${quoted(project.column.name)} = $1`;
    const read = await this.engine.transaction('READ COMMITTED', async (session) => {
      await session.query(`SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = ${String(milliseconds)}`);
      const rowsOf = (some: string) =>
        session.query<Record<string, string | null>>(
          `SELECT ${['1 AS one', ...texts].join(', ')} FROM (SELECT * FROM ${name} ${some} LIMIT ${String(rows)}) AS t`,
          project === null ? [] : [String(project.id)],
        );
      if (table.kind === 'foreign table') return rowsOf(where);
      const found = await rowsOf(`TABLESAMPLE SYSTEM (${String(share)}) ${where} ORDER BY random()`);
      // Of a project that is a small part of its table no page may be among those that are looked at.
      return project === null || found.length === rows || share === 100 ? found : rowsOf(where);
    });
    return { rows: read.length, values: valuesOf(read, columns) };
  }
}

function holdsOf(type: string, category: string): Holds {
  const found = TYPES.find(([, types]) => types.test(type.replace(/\[\]$/, '')));
  if (found !== undefined) return found[0];
  if (category === 'S' || category === 'A') return 'text';
  return category === 'N' ? 'number' : category === 'D' ? 'time' : 'other';
}
