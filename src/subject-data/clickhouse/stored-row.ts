import { BYTES, JSON_TEXT, readColumns, type BoundTable, type Column } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { quoted, type Cells } from './engine.js';
import { momentOf } from '../store/moments.js';
import { isJson, isText, timeIn } from './predicate.js';
import { isTooLarge, SMALL_CELL_BYTES, TooLarge, type CellLimits } from '../store/cell-limits.js';
import type { StoredRow } from '../store/subject-store.port.js';

const EMBEDDED =
  /^(Array|Tuple|Map|Nested|Variant|Dynamic|JSON|Object|Point|Ring|Polygon|MultiPolygon|AggregateFunction)\b/;

/** Reads rows that arrive as arrays: the ordinal, the columns, the sizes of wide values where one is large. */
export interface RowReader {
  /** The select list behind the ordinal. */
  readonly select: string;
  /** What stands before SELECT. */
  readonly with: string;
  read(cells: Cells): StoredRow;
}

/** What is beyond the limits stays on the server, which is asked for its size first. */
export function rowReader(target: BoundTable, limits: CellLimits): RowReader {
  const { collection, table } = target;
  const columns = readColumns(table);
  const time = timeIn(target) ?? 'NULL';
  const json = new Set(columns.filter((column) => isJsonText(collection, column)).map((column) => column.name));
  const wide = columns.filter(isWide);
  const sizes = wide.map((column) => `toUInt64(ifNull(length(${measured(column)}), 0))`);
  const [cell, row, small] = [limits.cell, limits.row, SMALL_CELL_BYTES].map(String);
  const shown = columns.map((column) => {
    if (!isWide(column)) return selected(column);
    const size = `${SIZES}[${String(wide.indexOf(column) + 1)}]`;
    return `if(${size} > ${cell} OR (arraySum(${SIZES}) > ${row} AND ${size} > ${small}), '', ${selected(column)})`;
  });
  const told = wide.length === 0 ? 'NULL' : `if(arrayMax(${SIZES}) > ${small}, ${SIZES}, [])`;
  return {
    with: wide.length === 0 ? '' : `WITH [${sizes.join(', ')}] AS ${SIZES}`,
    select: [...shown, time, told].join(', '),
    read: ([ordinal, ...cells]) => {
      const values = Object.create(null) as Record<string, unknown>;
      columns.forEach((column, at) => {
        values[column.name] = valueOf(column, cells[at] ?? null, json);
      });
      const at = (cells[columns.length] ?? null) as string | null;
      const given = { ordinal: Number(ordinal), time: momentOf(at), columns: values, json };
      return withSizes(given, wide, cells[columns.length + 1], limits);
    },
  };
}

const SIZES = quoted('#sizes');

/** A column whose values can be large. */
function isWide(column: Column): boolean {
  return column.bare === 'String' || isEmbedded(column);
}

function withSizes(row: StoredRow, wide: readonly Column[], told: unknown, limits: CellLimits): StoredRow {
  if (!Array.isArray(told) || told.length === 0) return row;
  const sizes = told.map(Number);
  const rowBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
  const large = wide.flatMap(({ name }, at) => {
    const bytes = sizes[at] ?? 0;
    return isTooLarge(bytes, rowBytes, limits) ? [{ name, bytes }] : [];
  });
  if (large.length === 0) return row;
  const columns = Object.assign(Object.create(null) as Record<string, unknown>, row.columns);
  for (const { name, bytes } of large) columns[name] = new TooLarge(bytes);
  return { ...row, columns, tooLarge: large.map(({ name }) => name) };
}

/** JSON, what JSON says better than text, and text that is JSON by its column's meaning. */
function isJsonText(collection: Collection, column: Column): boolean {
  return isEmbedded(column) || column.comment === JSON_TEXT || column.name === collection.propertiesColumn;
}

function isEmbedded(column: Column): boolean {
  return EMBEDDED.test(column.bare) || isJson(column);
}

/** What a value's size is told of: bytes are counted as they are stored, and not as they are fetched. */
function measured(column: Column): string {
  return isBytes(column) ? quoted(column.name) : selected(column);
}

function isBytes(column: Column): boolean {
  return column.comment === BYTES;
}

function selected(column: Column): string {
  if (isBytes(column)) return `base64Encode(${quoted(column.name)})`;
  if (isEmbedded(column)) return `toJSONString(${quoted(column.name)})`;
  return /^U?Int(128|256)$/.test(column.bare) ? `toString(${quoted(column.name)})` : quoted(column.name);
}

function valueOf(column: Column, cell: unknown, json: ReadonlySet<string>): unknown {
  if (cell === null) return null;
  if (isBytes(column)) return Buffer.from(cell as string, 'base64');
  if (/^U?Int64$/.test(column.bare)) return BigInt(cell as string);
  if (/^(Float|BFloat)/.test(column.bare)) return Number(cell);
  if (column.bare.startsWith('DateTime')) return instantOf(cell as string);
  if (json.has(column.name) && isText(column) && column.comment !== JSON_TEXT) return asJson(cell as string);
  return cell;
}

/** The server takes any text; what is no JSON goes out as a JSON string. */
function asJson(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}

/** A Date where it holds the instant exactly, else its ISO text. */
function instantOf(iso: string): Date | string {
  const finer = /\.\d{3}(\d*)Z$/.exec(iso)?.[1] ?? '';
  const date = new Date(iso);
  return /[1-9]/.test(finer) || Number.isNaN(date.getTime()) ? iso : date;
}
