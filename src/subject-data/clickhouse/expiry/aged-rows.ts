import { HabeasError } from '../../../platform/index.js';
import { subjectColumnsOf } from '../../data-map/collection.js';
import type { AgedBy } from '../../store/expiry/expiry.port.js';
import { earliestReading, isLocal, told } from '../arrival.js';
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

/** As it stands in the journal. */
export function boundOf(aging: Aging): string {
  return JSON.stringify(aging);
}

export function agingOf(bound: string): Aging {
  return JSON.parse(bound) as Aging;
}

/** The condition under which a row has outlived its time and is nobody's who is spared; never null. */
export function agedRows(target: BoundTable, uid: string, aging: Aging, prefix = ''): string {
  return `(${outlived(target, uid, aging, prefix)} AND NOT ${spared(target, uid, prefix)})`;
}

/** The condition under which a row has outlived its time, whoever's it is; never null. */
export function outlived(target: BoundTable, uid: string, aging: Aging, prefix = ''): string {
  const told = old(target, uid, aging, prefix);
  return `(${[...ofWindows(target, uid, prefix), ...(told === null ? [] : [`ifNull(${told}, 0)`])].join(' AND ') || '1'})`;
}

/** The condition under which a row is of somebody, in any column that names one, whose rows stay. */
export function spared(target: BoundTable, uid: string, prefix = ''): string {
  const keys = `(SELECT ${keyNamesOf(target.collection).join(', ')} FROM ${idsOf(uid)} WHERE ${ordinal} = ${String(ROLE.spared)})`;
  const conditions = subjectColumnsOf(target.collection).map((collection) => {
    const columns = keyColumnsOf({ ...target, collection });
    assertAlike(target, columns);
    return `ifNull((${columns.map(({ name }) => `${prefix}${quoted(name)}`).join(', ')}) IN ${keys}, 0)`;
  });
  return `(${conditions.join(' OR ')})`;
}

/** The condition under which a row names somebody: where rows are told by whose they are, those of nobody stay as they are. */
export function namesSomebody({ collection, table }: BoundTable, prefix = ''): string {
  return `isNotNull(${prefix}${quoted(columnOf(table, collection.subjectColumn).name)})`;
}

/** The moment before which the rows of a row's project have outlived their time. */
export function beforeOf(target: BoundTable, uid: string, prefix = ''): string {
  return `joinGet(${marks(uid)}, ${literal(KEY.watermark)}, ${projectOf(target, prefix)})`;
}

/** Whether all rows of a row's project have. */
export function isWhole(target: BoundTable, uid: string, prefix = ''): string {
  return `joinGet(${marks(uid)}, ${literal(KEY.ordinal)}, ${projectOf(target, prefix)}) = ${String(ROLE.whole)}`;
}

/** A row's project, in the type that the pass's tables have it in; 0 where rows do not say theirs. */
export function projectOf({ collection, table }: BoundTable, prefix = ''): string {
  if (collection.projectColumn === null) return 'toUInt32(0)';
  const column = columnOf(table, collection.projectColumn);
  return `assumeNotNull(CAST(${prefix}${quoted(column.name)}, ${literal(column.bare)}))`;
}

/** The condition, where there need be one, under which a row is of a project with a window; the table's order is used for it. */
export function ofWindows({ collection }: BoundTable, uid: string, prefix = ''): string[] {
  if (collection.projectColumn === null) return [];
  const projects = `SELECT ${quoted(KEY.project)} FROM ${idsOf(uid)} WHERE ${ordinal} > ${String(ROLE.spared)}`;
  return [`ifNull(${prefix}${quoted(collection.projectColumn)} IN (${projects}), 0)`];
}

/** Month of the column by UTC, such as 202601; null where the row has none. */
export function monthOf({ table }: BoundTable, { column: name }: { readonly column: string }, prefix = ''): string {
  const column = columnOf(table, name);
  const value = told(column, prefix);
  return isLocal(column) ? `toYYYYMM(${value})` : `toYYYYMM(${value}, 'UTC')`;
}

function old(target: BoundTable, uid: string, aging: Aging, prefix: string): string | null {
  if (aging.kind === 'all') return null;
  const column = columnOf(target.table, aging.column);
  const isOld = `${told(column, prefix)} < ${earliestReading(column, aging.zone, beforeOf(target, uid, prefix))}`;
  return `(${isWhole(target, uid, prefix)} OR ${isOld})`;
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

const idsOf = (uid: string) => workTable(`ids_${uid}`);
const marks = (uid: string) => literal(`${WORK}.marks_${uid}`);
