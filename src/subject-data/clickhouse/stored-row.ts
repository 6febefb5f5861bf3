import { JSON_TEXT, readColumns, type BoundTable, type Column } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { quoted, type Cells } from './engine.js';
import { isJson, isText, isTime } from './predicate.js';
import type { StoredRow } from '../store/subject-store.port.js';

const EMBEDDED =
  /^(Array|Tuple|Map|Nested|Variant|Dynamic|JSON|Object|Point|Ring|Polygon|MultiPolygon|AggregateFunction)\b/;

/** Reads rows that arrive as arrays: the ordinal, then the columns. */
export interface RowReader {
  /** The select list behind the ordinal. */
  readonly select: string;
  read(cells: Cells): StoredRow;
}

export function rowReader({ collection, table }: BoundTable): RowReader {
  const columns = readColumns(table);
  const json = new Set(columns.filter((column) => isJsonText(collection, column)).map((column) => column.name));
  return {
    select: columns.map(selected).join(', '),
    read: ([ordinal, ...cells]) => {
      const values = Object.create(null) as Record<string, unknown>;
      let time: Date | null = null;
      columns.forEach((column, at) => {
        const value = valueOf(column, cells[at] ?? null, json);
        values[column.name] = value;
        if (column.name === collection.timeColumn) time = timeOf(value);
      });
      return { ordinal: Number(ordinal), time, columns: values, json };
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
  if (isTime(column) && column.bare.startsWith('DateTime')) return instantOf(cell as string);
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

/** The instant the server wrote as ISO text or as a date. */
export function timeOf(value: unknown): Date | null {
  if (value instanceof Date) return value;
  if (typeof value !== 'string') return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}
