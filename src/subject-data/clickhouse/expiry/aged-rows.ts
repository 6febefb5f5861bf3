import { HabeasError } from '../../../platform/index.js';
import { subjectColumnsOf } from '../../data-map/collection.js';
import type { AgedBy } from '../../store/expiry/expiry.port.js';
import { earliestReading, instant, isCount, isLocal, told } from '../arrival.js';
import { columnOf, type BoundTable, type Column } from '../catalog.js';
import { literal, quoted } from '../engine.js';
import { WORK, workTable } from '../key-tables.js';
import { KEY, keyColumnsOf, keyNamesOf } from '../predicate.js';

/** By what stored rows grow old, each by itself. */
export type Aging = Exclude<AgedBy, { readonly kind: 'unseen' }>;

/**
 * What the rows of a pass's table of ids are, by their ordinal: whose rows stay; a project with the moment before which its rows
 * have outlived their time; a project of which all have.
 */
export const ROLE = { spared: 0, dated: 1, whole: 2 } as const;

const ordinal = quoted(KEY.ordinal);

/** Of what kind the windows are that a condition asks for: what none of them has need not be asked of every row. */
export interface Age {
  readonly by: Aging;
  /** Somebody is spared. */
  readonly spares: boolean;
  /** Of some projects all rows go. */
  readonly wholes: boolean;
  /** In milliseconds, before which all rows are dated that go; null where some go whatever their date. */
  readonly furthest: number | null;
}

/** The tables of a pass, by its name, and what stands of them in the journal: an `Age`, as JSON. */
export interface AgedTables {
  readonly uid: string;
  readonly bound: string;
}

export function ageOf({ bound }: AgedTables): Age {
  return JSON.parse(bound) as Age;
}

/** The condition under which a row has outlived its time and is nobody's who is spared; never null. */
export function agedRows(target: BoundTable, tables: AgedTables, prefix = ''): string {
  return `(${outlived(target, tables, prefix)} AND NOT ${spared(target, tables, prefix)})`;
}

/** The condition under which a row has outlived its time, whoever's it is; never null. */
export function outlived(target: BoundTable, tables: AgedTables, prefix = ''): string {
  return `(${[...ofWindows(target, tables, prefix), ...old(target, tables, prefix)].join(' AND ') || '1'})`;
}

/** The condition under which a row is of somebody, in any column that names one, whose rows stay. */
export function spared(target: BoundTable, tables: AgedTables, prefix = ''): string {
  if (!ageOf(tables).spares) return '0';
  const keys = `(SELECT ${keyNamesOf(target.collection).join(', ')} FROM ${idsOf(tables)} WHERE ${ordinal} = ${String(ROLE.spared)})`;
  const conditions = subjectColumnsOf(target.collection).map((collection) => {
    const columns = keyColumnsOf({ ...target, collection });
    assertAlike(target, columns);
    const among = `(${columns.map(({ name }) => `${prefix}${quoted(name)}`).join(', ')}) IN ${keys}`;
    return columns.some(({ nullable }) => nullable) ? `ifNull(${among}, 0)` : among;
  });
  return `(${conditions.join(' OR ')})`;
}

/** The condition under which a row names somebody: where rows are told by whose they are, those of nobody stay as they are. */
export function namesSomebody({ collection, table }: BoundTable, prefix = ''): string {
  return `isNotNull(${prefix}${quoted(columnOf(table, collection.subjectColumn).name)})`;
}

/** The moment before which the rows of a row's project have outlived their time. */
export function beforeOf(target: BoundTable, tables: AgedTables, prefix = ''): string {
  return `joinGet(${marks(tables)}, ${literal(KEY.watermark)}, ${projectOf(target, prefix)})`;
}

/** Whether all rows of a row's project have. */
export function isWhole(target: BoundTable, tables: AgedTables, prefix = ''): string {
  if (!ageOf(tables).wholes) return '0';
  return `joinGet(${marks(tables)}, ${literal(KEY.ordinal)}, ${projectOf(target, prefix)}) = ${String(ROLE.whole)}`;
}

/** A row's project, in the type that the pass's tables have it in; 0 where rows do not say theirs. */
export function projectOf({ collection, table }: BoundTable, prefix = ''): string {
  if (collection.projectColumn === null) return 'toUInt32(0)';
  const column = columnOf(table, collection.projectColumn);
  return `assumeNotNull(CAST(${prefix}${quoted(column.name)}, ${literal(column.bare)}))`;
}

/** The condition, where there need be one, under which a row is of a project with a window; the table's order is used for it. */
export function ofWindows(target: BoundTable, tables: AgedTables, prefix = ''): string[] {
  return ofProjects(target, tables, `${ordinal} > ${String(ROLE.spared)}`, prefix);
}

/** The same of projects whose windows meet a condition. Where a column cannot be null it stands by itself, or the order would not be used. */
export function ofProjects(target: BoundTable, tables: AgedTables, which: string, prefix = ''): string[] {
  const { collection, table } = target;
  if (collection.projectColumn === null) return [];
  const column = columnOf(table, collection.projectColumn);
  const among = `${prefix}${quoted(column.name)} IN (SELECT ${quoted(KEY.project)} FROM ${idsOf(tables)} WHERE ${which})`;
  return [column.nullable ? `ifNull(${among}, 0)` : among];
}

/** Month of the column by UTC, such as 202601; null where the row has none. */
export function monthOf({ table }: BoundTable, { column: name }: { readonly column: string }, prefix = ''): string {
  const column = columnOf(table, name);
  const value = told(column, prefix);
  return isLocal(column) ? `toYYYYMM(${value})` : `toYYYYMM(${value}, 'UTC')`;
}

/** Conditions under which a row of a project with a window is old. */
function old(target: BoundTable, tables: AgedTables, prefix: string): string[] {
  const { by, wholes, furthest } = ageOf(tables);
  if (by.kind === 'all') return [];
  const column = columnOf(target.table, by.column);
  const isBefore = (moment: string) =>
    `ifNull(${told(column, prefix)} < ${earliestReading(column, by.zone, moment)}, 0)`;
  const isOld = isBefore(beforeOf(target, tables, prefix));
  // One moment for all, by which partitions are left out.
  if (!wholes && furthest !== null) return [boundedBy(column, prefix, by.zone, furthest), isOld];
  return [`(${isWhole(target, tables, prefix)} OR ${isOld})`];
}

function boundedBy(column: Column, prefix: string, zone: string | undefined, furthest: number): string {
  const bound = `${told(column, prefix)} < ${earliestReading(column, zone, instant(new Date(furthest)))}`;
  return column.nullable || isCount(column) ? `ifNull(${bound}, 0)` : bound;
}

/** One table of ids is held against all columns that name somebody. */
function assertAlike({ collection, table }: BoundTable, columns: readonly Column[]): void {
  const subject = columnOf(table, collection.subjectColumn);
  const other = columns.at(-1) ?? subject;
  if (other.bare === subject.bare) return;
  const message =
    `Table ${table.parts} names people in "${subject.name}" (${subject.type}) and in "${other.name}" (${other.type}): ` +
    'its rows cannot be told from those of people who are held; give both columns one type.';
  throw new HabeasError('unprocessable', 'store-refused', message);
}

const idsOf = ({ uid }: AgedTables) => workTable(`ids_${uid}`);
const marks = ({ uid }: AgedTables) => literal(`${WORK}.marks_${uid}`);
