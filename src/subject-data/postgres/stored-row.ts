import type { Column, Table } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { instantOf, isCount } from './instants.js';
import { isEmbedded } from './row-query.js';
import { momentOf } from '../store/moments.js';
import type { Moment } from '../../platform/index.js';
import type { StoredRow } from '../store/subject-store.port.js';

const NUMBERS = ['smallint', 'integer', 'real', 'double precision', 'oid'];
const INSTANT = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?(\+00)?$/;

/** Reads rows that arrive as arrays of texts: the ordinal, then the columns in the table's order, then the instant. */
export interface RowReader {
  /** SQL of the instant behind the columns; null where there is none. */
  readonly instant: string | null;
  read(cells: readonly (string | null)[]): StoredRow;
  /** A single value. */
  value(column: string, text: string): unknown;
}

export function rowReader(collection: Collection, table: Table): RowReader {
  const columns = [...table.columns.values()];
  const asked = askedTimeOf(collection, table);
  const readers = columns.map(({ name, base }) => ({
    name,
    read: readerOf(base),
    isTime: name === collection.timeColumn,
  }));
  const json = new Set(columns.filter(isEmbedded).map((column) => column.name));
  return {
    instant: asked === null ? null : instantOf(asked, collection.timeZone),
    read: (cells) => {
      const values = Object.create(null) as Record<string, unknown>;
      let time: Moment | null = null;
      let at = 1;
      for (const { name, read, isTime } of readers) {
        const text = cells[at++] ?? null;
        const value = text === null ? null : read(text);
        values[name] = value;
        if (isTime && asked === null) time = value instanceof Date ? value.toISOString() : momentOf(text);
      }
      if (asked !== null) time = momentOf(cells[at] ?? null);
      return { ordinal: Number(cells[0]), time, columns: values, json };
    },
    value: (column, text) => readerOf(table.columns.get(column)?.base ?? '')(text),
  };
}

/** The time column where its instant is the server's to tell: what a clock showed in the collection's zone, or a number. */
function askedTimeOf({ timeColumn, timeZone }: Collection, table: Table): Column | null {
  const column = timeColumn === null ? undefined : table.columns.get(timeColumn);
  if (column === undefined) return null;
  return isCount(column) || (column.base === 'timestamp without time zone' && timeZone !== undefined) ? column : null;
}

function readerOf(base: string): (text: string) => unknown {
  if (NUMBERS.includes(base)) return Number;
  switch (base) {
    case 'bigint':
      return BigInt;
    case 'boolean':
      return (text) => text === 't';
    case 'bytea':
      return (text) => Buffer.from(text.slice(2), 'hex');
    case 'timestamp with time zone':
    case 'timestamp without time zone':
      return timestampOf;
    default:
      return (text) => text;
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
