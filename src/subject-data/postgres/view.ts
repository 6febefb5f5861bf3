import type { Window } from '../../compliance/index.js';
import { aheadIn } from '../store/ahead.js';
import { aheadSpan, type Bound } from './arrival.js';
import { columnOf, tableOf, type Column, type Table } from './catalog.js';
import { holds } from './clearing.js';
import { headerOf, type Collection, type Header } from '../data-map/collection.js';
import { Parameters, type Session } from './engine.js';
import { selection, span } from './predicate.js';
import { t } from './instants.js';
import { momentOf } from '../store/moments.js';
import { heldIn, isWide, rowQuery, written, type Held } from './row-query.js';
import { rowReader, type RowReader } from './stored-row.js';
import { CELL_LIMITS, isTooLarge, TooLarge, type CellLimits } from '../store/cell-limits.js';
import { SHORT_NAME, SHORT_VALUE } from '../store/shortened.js';
import {
  WITHHELD,
  type HeaderTally,
  type HeaderValueTally,
  type StoredRow,
  type StoreView,
  type Tally,
} from '../store/subject-store.port.js';

interface CountedRow extends Record<string, unknown> {
  ordinal: number;
  rows: string;
}
type SpannedRow = CountedRow & { earliest: string | null; latest: string | null; wholes?: string };
interface AheadRow extends Record<string, unknown> {
  ahead_from: Date | null;
  ahead_until: Date | null;
}

/**
 * What one snapshot shows of the keys in the session's key table. The clock of `bound` stands still, at the moment when the snapshot
 * was taken or a little later.
 */
export class PostgresView implements StoreView {
  constructor(
    private readonly session: Session,
    private readonly bound: Bound,
  ) {}

  async count(collection: Collection, window: Window): Promise<Tally[]> {
    const table = await tableOf(this.session, collection);
    const parameters = new Parameters();
    const rows = await this.session.query<SpannedRow & AheadRow>(
      `SELECT k.ordinal, count(*) AS rows, ${span(collection, table)}${wholes(collection)}, ${aheadSpan(collection, table, this.bound.now)}
       ${this.select(collection, table, window, parameters)} GROUP BY k.ordinal ORDER BY k.ordinal`,
      parameters.values,
    );
    return rows.map((row) => ({ ...tallyOf(row), ...aheadIn(row.ahead_from, row.ahead_until) }));
  }

  async *rows(collection: Collection, window: Window, limits: CellLimits = CELL_LIMITS): AsyncGenerator<StoredRow> {
    const table = await tableOf(this.session, collection);
    const reader = rowReader(collection, table);
    const parameters = new Parameters();
    const columns = [...table.columns.values()];
    // Ends with the primary key, so that two exports of the same rows are the same to the byte.
    const keys = columns.filter(({ primary }) => primary).map(({ name }) => name);
    const order = [...byParts(collection), ...byTime(collection, columns), ...keys.map((name) => t({ name }))];
    const from = this.select(collection, table, window, parameters);
    const sql = rowQuery(columns, { from, order, instant: reader.instant });
    for await (const batch of this.session.stream(sql, parameters.values)) {
      for (const cells of batch) {
        const held = cells.at(-1) ?? null;
        const row = reader.read(cells);
        yield held === null ? row : await this.filled(table, reader, row, heldIn(held), limits);
      }
    }
  }

  async headers(collection: Collection, window: Window): Promise<HeaderTally[]> {
    const table = await tableOf(this.session, collection);
    const ofColumns = await this.columnHeaders(collection, table, window);
    return [...ofColumns, ...(await this.propertyHeaders(collection, table, window))];
  }

  async sources(collection: Collection, window: Window): Promise<HeaderValueTally[]> {
    const table = await tableOf(this.session, collection);
    const tallies: HeaderValueTally[] = [];
    for (const header of collection.headers.filter((each) => each.source)) {
      const column = table.columns.get(header.name);
      if (column !== undefined) tallies.push(...(await this.columnValues(collection, table, window, column, header)));
    }
    return [...tallies, ...(await this.propertyValues(collection, table, window))];
  }

  private async columnHeaders(collection: Collection, table: Table, window: Window): Promise<HeaderTally[]> {
    const columns = [...table.columns.values()].filter((column) => isHeader(collection, column));
    const parameters = new Parameters();
    const counts = columns.map((column, at) => `count(*) FILTER (WHERE ${holds(column)}) AS n${String(at)}`);
    const rows = await this.session.query<Record<string, string>>(
      `SELECT ${['k.ordinal', ...counts].join(', ')} ${this.select(collection, table, window, parameters)} GROUP BY k.ordinal`,
      parameters.values,
    );
    return rows.flatMap((row) =>
      columns.flatMap(({ name }, at) => {
        const count = Number(row[`n${String(at)}`]);
        return count > 0 ? [{ ordinal: Number(row['ordinal']), header: name, rows: count }] : [];
      }),
    );
  }

  private async propertyHeaders(collection: Collection, table: Table, window: Window): Promise<HeaderTally[]> {
    if (collection.propertiesColumn === null) return [];
    const parameters = new Parameters();
    const rows = await this.session.query<CountedRow & { header: string }>(
      `SELECT s.ordinal, ${shortened('p.key', SHORT_NAME)} AS header, count(*) AS rows
       FROM (SELECT k.ordinal, ${propertiesOf(collection, table)} AS properties ${this.select(collection, table, window, parameters)}) AS s
       CROSS JOIN LATERAL jsonb_each(s.properties) AS p
       WHERE p.value <> 'null'::jsonb GROUP BY 1, 2 ORDER BY 1, 2`,
      parameters.values,
    );
    return rows.map(({ ordinal, header, rows: count }) => ({ ordinal, header, rows: Number(count) }));
  }

  /** The row with the values that were held back: fetched where they are not too large. The row lies still in its snapshot. */
  private async filled(
    table: Table,
    reader: RowReader,
    row: StoredRow,
    { relation, place, sizes }: Held,
    limits: CellLimits,
  ): Promise<StoredRow> {
    const wide = [...table.columns.values()].filter(isWide).map((column, at) => ({ column, bytes: sizes[at] ?? 0 }));
    const rowBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
    const large = wide.filter(({ bytes }) => isTooLarge(bytes, rowBytes, limits));
    const wanted = wide.filter(
      (each) => row.columns[each.column.name] === null && each.bytes > 0 && !large.includes(each),
    );
    const columns = Object.assign(Object.create(null) as Record<string, unknown>, row.columns);
    for (const { column, bytes } of large) columns[column.name] = new TooLarge(bytes);
    if (wanted.length > 0) {
      const [cells = []] = await this.session.texts(
        `SELECT ${wanted.map(({ column }) => written(column)).join(', ')} FROM ${table.name} AS t
         WHERE t.tableoid = $1::oid AND t.ctid = $2::tid`,
        [relation, place],
      );
      for (const [at, { column }] of wanted.entries()) {
        const text = cells[at] ?? null;
        columns[column.name] = text === null ? null : reader.value(column.name, text);
      }
    }
    return { ...row, columns, ...(large.length === 0 ? {} : { tooLarge: large.map(({ column }) => column.name) }) };
  }

  private select(collection: Collection, table: Table, window: Window, parameters: Parameters): string {
    return selection(collection, table, window, parameters, this.bound);
  }

  private async columnValues(
    collection: Collection,
    table: Table,
    window: Window,
    column: Column,
    header: Header,
  ): Promise<HeaderValueTally[]> {
    const parameters = new Parameters();
    const value = header.withhold ? `'${WITHHELD}'` : shortened(`${t(column)}::text`, SHORT_VALUE);
    const rows = await this.session.query<SpannedRow & { value: string }>(
      `SELECT k.ordinal, ${value} AS value, count(*) AS rows, ${span(collection, table)}
       ${this.select(collection, table, window, parameters)} AND ${holds(column)} GROUP BY 1, 2 ORDER BY 1, 2`,
      parameters.values,
    );
    return rows.map((row) => ({ ...tallyOf(row), header: column.name, value: row.value }));
  }

  private async propertyValues(collection: Collection, table: Table, window: Window): Promise<HeaderValueTally[]> {
    const sources = collection.headers.filter((header) => header.source);
    if (collection.propertiesColumn === null || sources.length === 0) return [];
    const parameters = new Parameters();
    const names = parameters.add(
      sources.map((header) => header.name),
      'text[]',
    );
    const withheld = parameters.add(
      sources.map((header) => header.withhold),
      'bool[]',
    );
    const time = collection.timeColumn === null ? '' : `, ${t({ name: collection.timeColumn })}`;
    const from = this.select(collection, table, window, parameters);
    const rows = await this.session.query<SpannedRow & { header: string; value: string }>(
      `SELECT t.ordinal, h.name AS header, CASE WHEN h.withheld THEN '${WITHHELD}' ELSE ${shortened("p.value #>> '{}'", SHORT_VALUE)} END AS value,
         count(*) AS rows, ${span(collection, table)}
       FROM (SELECT k.ordinal, ${propertiesOf(collection, table)} AS members${time} ${from}) AS t
       CROSS JOIN LATERAL jsonb_each(t.members) AS p
       JOIN unnest(${names}, ${withheld}) AS h (name, withheld) ON h.name = p.key
       WHERE p.value <> 'null'::jsonb GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      parameters.values,
    );
    return rows.map((row) => ({ ...tallyOf(row), header: row.header, value: row.value }));
  }
}

function byParts({ partsOf }: Collection): string[] {
  return partsOf === undefined ? [] : [t({ name: partsOf.whole }), t({ name: partsOf.number })];
}

/** Of how many things the rows are parts, to be selected. */
function wholes({ partsOf }: Collection): string {
  return partsOf === undefined ? '' : `, count(DISTINCT ${t({ name: partsOf.whole })}) AS wholes`;
}

/** Rows without a time come first; a column that cannot be NULL is sorted as its indexes are. */
function byTime({ timeColumn }: Collection, columns: readonly Column[]): string[] {
  if (timeColumn === null) return [];
  const column = columns.find(({ name }) => name === timeColumn);
  return [`${t({ name: timeColumn })}${column?.notNull === true ? '' : ' NULLS FIRST'}`];
}

function tallyOf({ ordinal, rows, earliest, latest, wholes: things }: SpannedRow): Tally {
  const tally = { ordinal, rows: Number(rows), earliest: momentOf(earliest), latest: momentOf(latest) };
  return things === undefined ? tally : { ...tally, wholes: Number(things) };
}

/** The project and the arrival say nothing about the person, unless the data map says that they do. */
function isHeader(collection: Collection, column: Column): boolean {
  if (column.name === collection.propertiesColumn) return false;
  const silent = column.name === collection.projectColumn || column.name === collection.arrivalColumn;
  return !silent || headerOf(collection, column.name) !== null;
}

function propertiesOf(collection: Collection, table: Table): string {
  const json = `${t(columnOf(table, collection.propertiesColumn ?? ''))}::jsonb`;
  return `CASE WHEN jsonb_typeof(${json}) = 'object' THEN ${json} ELSE '{}'::jsonb END`;
}

/** A text, or the beginning of one that is too long to be told. */
function shortened(text: string, most: number): string {
  return `CASE WHEN octet_length(${text}) > ${String(4 * most)} THEN left(${text}, ${String(most)}) || '…' ELSE ${text} END`;
}
