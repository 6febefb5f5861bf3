import type { EarlierLayout } from './earlier-layouts.js';
import { filledColumns, type Layout } from '../layout.js';

/** From which layout to which. */
export interface Move {
  readonly earlier: EarlierLayout;
  readonly layout: Layout;
}

/** Rows of an earlier table as rows of the layout that takes its place. Duplicates that no reader sees are left. */
export function earlierRows({ earlier, layout }: Move, table: string, condition: string): string {
  const values = filledColumns(layout).map((column) => `${earlier.values[column] ?? `s.${column}`} AS ${column}`);
  return `SELECT ${values.join(', ')} FROM ${table} AS s FINAL WHERE ${condition}`;
}

/** Rows of a table that has the layout. */
export function presentRows({ layout }: Move, table: string): string {
  return `SELECT ${filledColumns(layout).join(', ')} FROM ${table} FINAL`;
}

/**
 * Of rows of the layout: how many there are, by partition, and a sum of digests of their keys and arrivals. Of an event that came again
 * the arrival differs, and with it the sum.
 */
export function summary(move: Move, rows: string): string {
  return `SELECT partition, count() AS rows, sum(digest) AS digests FROM (${digests(move, rows)}) GROUP BY partition`;
}

/** Of `rows`, those within the partitions that are not among `present`, by their keys and arrivals. */
export function missing(
  move: Move,
  { rows, present }: { readonly rows: string; readonly present: string },
  partitions: readonly number[],
  global: string,
): string {
  const { layout } = move;
  const there = `SELECT digest FROM (${digests(move, present)}) WHERE partition IN (${partitions.map(String).join(', ')})`;
  return `SELECT * FROM (${rows}) WHERE ${partitionOf(layout)} IN (${partitions.map(String).join(', ')})
    AND ${digestOf(layout)} ${global}NOT IN (${there})`;
}

function digests({ layout }: Move, rows: string): string {
  return `SELECT ${partitionOf(layout)} AS partition, ${digestOf(layout)} AS digest FROM (${rows})`;
}

function partitionOf({ partition }: Layout): string {
  return `toUInt32(${partition ?? '0'})`;
}

function digestOf({ order }: Layout): string {
  return `cityHash64(${order}, received_at)`;
}
