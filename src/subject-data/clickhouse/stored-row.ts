import { JSON_TEXT, readColumns, type BoundTable, type Column } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { quoted, type Cells } from './engine.js';
import { momentOf } from '../store/moments.js';
import { isJson, isText, timeIn } from './predicate.js';
import type { StoredRow } from '../store/subject-store.port.js';

const EMBEDDED =
  /^(Array|Tuple|Map|Nested|Variant|Dynamic|JSON|Object|Point|Ring|Polygon|MultiPolygon|AggregateFunction)\b/;

/** Reads rows that arrive as arrays: the ordinal, then the columns. */
export interface RowReader {
  /** The select list behind the ordinal. */
  readonly select: string;
  read(cells: Cells): StoredRow;
}

export function rowReader(target: BoundTable): RowReader {
  const { collection, table } = target;
  const columns = readColumns(table);
  const time = timeIn(target) ?? 'NULL';
  const json = new Set(columns.filter((column) => isJsonText(collection, column)).map((column) => column.name));
  return {
    select: [...columns.map(selected), time].join(', '),
    read: ([ordinal, ...cells]) => {
      const values = Object.create(null) as Record<string, unknown>;
      columns.forEach((column, at) => {
        values[column.name] = valueOf(column, cells[at] ?? null, json);
      });
      const told = (cells[columns.length] ?? null) as string | null;
      return { ordinal: Number(ordinal), time: momentOf(told), columns: values, json };
    },
  };
}

/** JSON, what JSON says better than text, and text that is JSON by its column's meaning. */
function isJsonText(collection: Collection, column: Column): boolean {
  return isEmbedded(column) || column.comment === JSON_TEXT || column.name === collection.propertiesColumn;
}

function isEmbedded(column: Column): boolean {
  return EMBEDDED.test(column.bare) || isJson(column);
}

function selected(column: Column): string {
  if (isEmbedded(column)) return `toJSONString(${quoted(column.name)})`;
  return /^U?Int(128|256)$/.test(column.bare) ? `toString(${quoted(column.name)})` : quoted(column.name);
}

function valueOf(column: Column, cell: unknown, json: ReadonlySet<string>): unknown {
  if (cell === null) return null;
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
