import { BYTES, INTERNAL, JSON_TEXT } from './catalog.js';
import { literal, quoted, type ClickHouseEngine } from './engine.js';
import { WORK } from './key-tables.js';
import {
  type Holds,
  type Sample,
  type SampledPart,
  StoreSurvey,
  type SurveyedTable,
  WHOLE_TABLE,
} from '../store/store-survey.port.js';
import { valuesOf } from '../store/sampled-columns.js';

interface TableRow extends Record<string, unknown> {
  readonly schema: string;
  readonly table: string;
  readonly engine: string;
  readonly full: string;
  readonly uuid: string;
  readonly size: string | null;
}
interface ColumnRow extends Record<string, unknown> {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly comment: string;
  readonly kind: string;
}

/** Ids in the tables of WORK are there for the length of a call or until their mutation is done. */
const ENGINES_OWN = ['system', 'INFORMATION_SCHEMA', 'information_schema', WORK].map(literal).join(', ');
/** A queue loses what is read from it, and a table of another server is that server's to be read. */
const READABLE = /MergeTree$|^(Log|TinyLog|StripeLog|Memory|Distributed|MaterializedView)$/;
const TYPES: readonly [Holds, RegExp][] = [
  ['json', /^(JSON|Object|Map|Tuple|Nested)\b/],
  ['address', /^IPv[46]$/],
  ['text', /^(String|FixedString|UUID|Array)\b/],
  ['number', /^(U?Int|Decimal|Float|BFloat)/],
  ['time', /^(Date|Time)/],
];

/** What a ClickHouse server holds; in a cluster, the one its URL names. */
export class ClickHouseSurvey extends StoreSurvey {
  constructor(private readonly engine: ClickHouseEngine) {
    super();
  }

  get store(): string {
    return this.engine.store;
  }

  async identity(): Promise<string> {
    const [row] = await this.engine.query<{ id: string }>('SELECT toString(serverUUID()) AS id');
    return `clickhouse ${row?.id ?? this.store}`;
  }

  async tables(): Promise<SurveyedTable[]> {
    const [tables, columns] = [await this.tableRows(), await this.columnRows()];
    const names = new Set(tables.map(nameOf));
    const [fronts, kept] = [new Map<string, string[]>(), [] as TableRow[]];
    for (const row of tables) {
      const behind = tableBehind(row);
      if (behind !== null && names.has(behind)) fronts.set(behind, [...(fronts.get(behind) ?? []), nameOf(row)]);
      else if (row.engine !== 'MaterializedView' || innerNames(row).some((name) => names.has(name))) kept.push(row);
    }
    const inner = new Set(tables.filter(({ engine }) => engine === 'MaterializedView').flatMap(innerNames));
    return kept
      .filter((row) => !inner.has(nameOf(row)))
      .map((row) => ({
        schema: row.schema,
        table: row.table,
        kind:
          row.engine === 'MaterializedView'
            ? 'materialized view'
            : READABLE.test(row.engine)
              ? 'table'
              : 'foreign table',
        aliases: fronts.get(nameOf(row)) ?? [],
        columns: columns.get(nameOf(row)) ?? [],
        size: READABLE.test(row.engine) ? Number(row.size ?? 0) : null,
      }));
  }

  async sample(
    table: SurveyedTable,
    columns: readonly string[],
    rows: number,
    { project, letters, milliseconds }: SampledPart = WHOLE_TABLE,
  ): Promise<Sample> {
    const texts = columns.map(
      (column, at) => `substringUTF8(toString(${quoted(column)}), 1, ${String(letters)}) AS c${String(at)}`,
    );
    const from = `FROM ${quoted(table.schema)}.${quoted(table.table)}`;
    const whose = project === null ? '' : ofProject(project);
    const read = (where: string) =>
      this.engine.query<Record<string, string | null>>(
        `SELECT ${['1 AS one', ...texts].join(', ')} ${from} ${where} LIMIT ${String(rows)}`,
        {},
        { max_execution_time: Math.ceil(milliseconds / 1000) },
      );
    // Every n-th row of each part, of which the server reads the marks concerned alone; a part of few rows has its first.
    const step = Math.max(1, Math.floor((table.size ?? 0) / rows));
    const nth = `WHERE _part_offset % ${String(step)} = 0${whose === '' ? '' : ` AND ${whose}`}`;
    const spread = step > 1 && table.kind === 'table' ? await read(nth).catch(() => []) : [];
    const found = spread.length > 0 ? spread : await read(whose === '' ? '' : `WHERE ${whose}`);
    return { rows: found.length, values: valuesOf(found, columns) };
  }

  private async tableRows(): Promise<TableRow[]> {
    return this.engine.query<TableRow>(
      `SELECT database AS schema, name AS table, engine, engine_full AS full, toString(uuid) AS uuid,
         toString(total_rows) AS size FROM system.tables
       WHERE database NOT IN (${ENGINES_OWN}) AND NOT is_temporary AND engine NOT IN ('View', 'LiveView', 'WindowView', 'Null')
       ORDER BY database, name`,
    );
  }

  private async columnRows(): Promise<Map<string, { name: string; holds: Holds }[]>> {
    const rows = await this.engine.query<ColumnRow>(
      `SELECT database AS schema, table, name, type, comment, default_kind AS kind FROM system.columns
       WHERE database NOT IN (${ENGINES_OWN}) ORDER BY database, table, position`,
    );
    const columns = new Map<string, { name: string; holds: Holds }[]>();
    for (const row of rows) {
      columns.set(nameOf(row), [...(columns.get(nameOf(row)) ?? []), { name: row.name, holds: holdsOf(row) }]);
    }
    return columns;
  }
}

/** The table on this server that a Distributed or Buffer table passes reads and writes on to. */
function tableBehind({ engine, full }: TableRow): string | null {
  const given =
    /^\w+\((.*)\)/s
      .exec(full)?.[1]
      ?.split(',')
      .map((each) => each.trim().replace(/^'|'$/g, '')) ?? [];
  if (engine === 'Distributed') return `${given[1] ?? ''}.${given[2] ?? ''}`;
  return engine === 'Buffer' ? `${given[0] ?? ''}.${given[1] ?? ''}` : null;
}

/** Under which name a materialized view without `TO` keeps its rows. */
function innerNames({ schema, table, uuid }: TableRow): string[] {
  return [`${schema}..inner_id.${uuid}`, `${schema}..inner.${table}`];
}

function nameOf({ schema, table }: { readonly schema: string; readonly table: string }): string {
  return `${schema}.${table}`;
}

function ofProject({ column, id }: NonNullable<SampledPart['project']>): string {
  const name = quoted(column.name);
  return column.holds === 'number' ? `${name} = ${String(id)}` : `toString(${name}) = ${literal(String(id))}`;
}

function holdsOf({ type, comment, kind }: ColumnRow): Holds {
  if (comment === INTERNAL || comment === BYTES || kind === 'EPHEMERAL' || kind === 'ALIAS') return 'other';
  if (comment === JSON_TEXT) return 'json';
  let bare = type;
  for (let inner = inside(bare); inner !== null; inner = inside(bare)) bare = inner;
  return TYPES.find(([, types]) => types.test(bare))?.[0] ?? 'other';
}

function inside(type: string): string | null {
  return /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(type)?.[1] ?? null;
}
