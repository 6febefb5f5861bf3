import { isBuiltIn } from '../../data-map/built-in-collections.js';
import type { Aging } from './aged-rows.js';
import type { BoundTable } from '../catalog.js';
import { literal, quoted, type ClickHouseEngine, type Settings } from '../engine.js';

/** The rows of one month, in a partition of their own; or all there are. */
export interface Span {
  /** Null where rows of several months may lie together. */
  readonly partition: string | null;
  /** Null: since ever. */
  readonly from: Date | null;
  /** Null: for ever. */
  readonly until: Date | null;
  /** The condition under which a row lies in it. */
  readonly condition: (prefix?: string) => string;
}

/** The column by whose months the built-in tables lie in partitions, and what the first and last of these also hold. */
const MONTHLY: Readonly<Record<string, { column: string; day: boolean; first: string | null; last: string | null }>> = {
  events: { column: 'time', day: false, first: '200912', last: '210001' },
  session_replays: { column: 'expires_on', day: true, first: null, last: null },
};

const EVERYTHING: Span = { partition: null, from: null, until: null, condition: () => '1' };
/** A partition of any size is dropped. */
const UNBOUND: Settings = { max_table_size_to_drop: 0, max_partition_size_to_drop: 0 };

/**
 * In which portions by time a table is looked through, the oldest first. Only of tables of Habeas' own is it known that a
 * partition is a month, and that nobody writes in one that must not.
 */
export async function spansOf(engine: ClickHouseEngine, target: BoundTable): Promise<readonly Span[]> {
  const { collection, table } = target;
  const monthly = isBuiltIn(collection) ? MONTHLY[collection.table] : undefined;
  if (monthly === undefined) return [EVERYTHING];
  const rows = await engine.query<{ id: string }>(
    `SELECT DISTINCT partition_id AS id FROM ${engine.everywhere('system.parts')}
     WHERE active AND rows > 0 AND database = ${literal(table.database)} AND table = ${literal(table.local)}
       AND NOT startsWith(partition_id, 'patch') ORDER BY id`,
  );
  const ids = rows.map(({ id }) => id);
  if (!ids.every((id) => /^\d{6}$/.test(id))) return [EVERYTHING];
  return ids.map((id) => spanOf(id, monthly));
}

/** Whether rows of the span may be old, where all are that are dated before `reach` (in milliseconds). */
export function reaches(target: BoundTable, span: Span, aging: Aging, reach: number): boolean {
  return span.from === null || !isDatedBy(target, aging) || span.from.getTime() < reach;
}

/** Whether the table's partitions are months of what makes its rows old. */
export function isDatedBy({ collection }: BoundTable, aging: Aging): boolean {
  if (aging.kind === 'all' || aging.zone !== undefined || !isBuiltIn(collection)) return false;
  return aging.column === MONTHLY[collection.table]?.column;
}

/** Names of the parts on this server, without patches; null in a cluster, where each server names its own. */
export async function partsIn(engine: ClickHouseEngine, target: BoundTable, span: Span): Promise<string[] | null> {
  if (engine.cluster !== null) return null;
  const { database, local } = target.table;
  const rows = await engine.query<{ name: string }>(
    `SELECT name FROM system.parts WHERE active AND database = ${literal(database)} AND table = ${literal(local)}
       AND partition_id = ${literal(span.partition ?? '')}`,
  );
  return rows.map(({ name }) => name);
}

export async function dropPartition(engine: ClickHouseEngine, target: BoundTable, partition: string): Promise<void> {
  const { parts } = target.table;
  await engine.command(`ALTER TABLE ${parts}${engine.onCluster} DROP PARTITION ID ${literal(partition)}`, UNBOUND);
}

/** Of a month such as 202601. */
function spanOf(partition: string, { column, day, first, last }: (typeof MONTHLY)[string]): Span {
  const [year, month] = [Number(partition.slice(0, 4)), Number(partition.slice(4))];
  const from = partition === first ? null : new Date(Date.UTC(year, month - 1));
  const until = partition === last ? null : new Date(Date.UTC(year, month));
  const moment = (date: Date) => {
    const text = date.toISOString().slice(0, 10);
    return day ? `toDate32('${text}')` : `toDateTime64('${text} 00:00:00', 3, 'UTC')`;
  };
  return {
    ...{ partition, from, until },
    condition: (prefix = '') => {
      const name = `${prefix}${quoted(column)}`;
      const bounds = [
        ...(from === null ? [] : [`${name} >= ${moment(from)}`]),
        ...(until === null ? [] : [`${name} < ${moment(until)}`]),
      ];
      return bounds.join(' AND ');
    },
  };
}
