import type { Column, Table } from './catalog.postgres.js';
import type { Collection } from './collection.js';
import { isJson, t } from './predicate.postgres.js';
import type { StoredRow } from './subject-store.port.js';

const NUMBERS = ['smallint', 'integer', 'real', 'double precision', 'oid'];
const INSTANT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?(\+00)?$/;

/** Reads rows that arrive as arrays of texts: the ordinal, then the columns in the table's order. */
export interface RowReader {
  /** The select list behind the ordinal. */
  readonly select: string;
  read(cells: readonly (string | null)[]): StoredRow;
}

export function rowReader(collection: Collection, table: Table): RowReader {
  const columns = [...table.columns.values()];
  const json = new Set(columns.filter(isEmbedded).map((column) => column.name));
  return {
    select: columns.map(selected).join(', '),
    read: ([ordinal, ...cells]) => {
      const values = Object.create(null) as Record<string, unknown>;
      let time: Date | null = null;
      columns.forEach((column, at) => {
        const text = cells[at] ?? null;
        values[column.name] = text === null ? null : valueOf(column, text);
        if (column.name === collection.timeColumn && text !== null) time = timeOf(text);
      });
      return { ordinal: Number(ordinal), time, columns: values, json };
    },
  };
}

/** JSON, and what JSON says better than PostgreSQL's own notation: arrays and composites. */
function isEmbedded(column: Column): boolean {
  return isJson(column) || column.category === 'A' || column.category === 'C';
}

function selected(column: Column): string {
  return isEmbedded(column) && !isJson(column) ? `to_jsonb(${t(column)})::text` : t(column);
}

function valueOf(column: Column, text: string): unknown {
  if (NUMBERS.includes(column.base)) return Number(text);
  switch (column.base) {
    case 'bigint':
      return BigInt(text);
    case 'boolean':
      return text === 't';
    case 'bytea':
      return Buffer.from(text.slice(2), 'hex');
    case 'timestamp with time zone':
    case 'timestamp without time zone':
      return timestampOf(text);
    default:
      return text;
  }
}

/** What no Date and no ISO text can say (`infinity`, years before Christ) stays as it is written. */
function timestampOf(text: string): Date | string {
  const parts = INSTANT.exec(text);
  if (parts === null) return text;
  const [, day = '', time = '', fraction = '', zone] = parts;
  const iso = `${day}T${time}${fraction}`;
  if (zone === undefined) return iso;
  return fraction.length <= 4 ? new Date(`${iso}Z`) : `${iso}Z`;
}

function timeOf(text: string): Date | null {
  const value = timestampOf(text);
  if (value instanceof Date) return value;
  const instant = new Date(value.includes('T') && !value.endsWith('Z') ? `${value}Z` : value);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
