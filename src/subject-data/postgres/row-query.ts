import type { Column } from './catalog.js';
import { t } from './instants.js';
import { isJson } from './predicate.js';

/** Bytes of a row's wide values, taken together, that travel with the row; what is larger is fetched when its turn comes. */
const INLINE_BYTES = 1 << 16;
/** What takes more than this on the disk is larger than any limit, and is not written out to be measured. */
const UNMEASURED_BYTES = 1 << 26;
/** An array or composite that takes so little on the disk can be written out as JSON, however well it was compressed. */
const SURELY_WRITABLE_BYTES = 8_000;
/** pg_type.typcategory of what is short whatever it holds: booleans, times, enumerations, addresses, numbers but `numeric`, intervals. */
const SHORT = 'BDEINT';
const AS_IT_IS = ['text', 'character varying', 'character', 'bytea'];

/** A column whose values can be large. */
export const isWide = ({ category, base }: Column) => !SHORT.includes(category) || base === 'numeric';

/** JSON, and what JSON says better than PostgreSQL's own notation: arrays and composites. */
export function isEmbedded(column: Column): boolean {
  return isJson(column) || column.category === 'A' || column.category === 'C';
}

/** A value as text; `value`: SQL of the column. */
export function written(column: Column, value = t(column)): string {
  if (isEmbedded(column) && !isJson(column)) return `to_jsonb(${value})::text`;
  return isWide(column) && !AS_IT_IS.includes(column.base) ? `${value}::text` : value;
}

interface Rows {
  /** `FROM … WHERE …`, with the row `t` of the key `k`. */
  readonly from: string;
  /** Further expressions to sort by, behind the ordinal. */
  readonly order: readonly string[];
  /** SQL of an instant that is told behind the columns. */
  readonly instant: string | null;
}

/**
 * Rows as texts: ordinal, columns, the instant where one is asked for, and where a value was held back for its size the row's
 * place with the sizes of its wide values, as `heldIn` reads it. Sizes are asked before values: what is held back never leaves the
 * server. A text or bytes are measured without being read, JSON once, as it is written out.
 */
export function rowQuery(columns: readonly Column[], { from, order, instant }: Rows): string {
  const wide = columns.filter(isWide);
  const most = Math.max(1_024, Math.floor(INLINE_BYTES / Math.max(1, wide.length)));
  const at = (column: Column) => `v${String(columns.indexOf(column))}`;
  const found = [
    'k.ordinal AS o',
    ...columns.map((column) => `${t(column)} AS ${at(column)}`),
    ...(instant === null ? [] : [`${instant} AS i`]),
    't.tableoid AS r, t.ctid AS c',
  ];
  const measured = columns.flatMap((column) => measuredAs(column, at(column)));
  const sizes = wide.map((column) => sizeOf(column, at(column)));
  const shown = columns.map((column) => {
    const value = `s.${at(column)}`;
    return isWide(column) ? `CASE WHEN octet_length(${value}) <= ${String(most)} THEN ${value} END` : value;
  });
  const held =
    wide.length === 0
      ? 'NULL'
      : `CASE WHEN greatest(${sizes.join(', ')}) > ${String(most)}
           THEN concat(s.r, ' ', s.c, ' ', array_to_string(ARRAY[${sizes.join(', ')}]::bigint[], ',', '0')) END`;
  const selected = ['s.o', ...shown, ...(instant === null ? [] : ['s.i']), held];
  // OFFSET 0 keeps what was written out to be measured from being written out again.
  return `SELECT ${selected.join(', ')} FROM (
      SELECT r.o, ${measured.map((each) => `${each}, `).join('')}${instant === null ? '' : 'r.i, '}r.r, r.c FROM (
        SELECT ${found.join(', ')} ${from} ORDER BY ${['k.ordinal', ...order].join(', ')}
      ) AS r OFFSET 0
    ) AS s`;
}

/** Where a row lies whose values were held back, and how large its wide values are, in the order of its wide columns. */
export interface Held {
  readonly relation: string;
  readonly place: string;
  readonly sizes: readonly number[];
}

export function heldIn(text: string): Held {
  const [relation = '', place = '', sizes = ''] = text.split(' ');
  return { relation, place, sizes: sizes.split(',').map(Number) };
}

/** The value, where it can be written out, and the size of one that cannot. */
function measuredAs(column: Column, name: string): string[] {
  const value = `r.${name}`;
  if (!isWide(column) || AS_IT_IS.includes(column.base)) return [value];
  const onDisk = `pg_column_size(${value})`;
  const tooLong = isJson(column)
    ? `CASE WHEN ${onDisk} > ${String(UNMEASURED_BYTES)} THEN ${onDisk} END`
    : `CASE WHEN ${onDisk} <= ${String(SURELY_WRITABLE_BYTES)} THEN NULL
        WHEN ${onDisk} > ${String(UNMEASURED_BYTES)} THEN ${onDisk}
        WHEN octet_length(${value}::text) > ${String(UNMEASURED_BYTES)} THEN octet_length(${value}::text) END`;
  return [`CASE WHEN ${tooLong} IS NULL THEN ${written(column, value)} END AS ${name}`, `${tooLong} AS z${name}`];
}

function sizeOf(column: Column, name: string): string {
  const size = `octet_length(s.${name})`;
  return AS_IT_IS.includes(column.base) ? size : `coalesce(s.z${name}, ${size})`;
}
