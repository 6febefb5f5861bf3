import { HabeasError } from '../../../platform/index.js';
import { columnOf, type Column, type Table } from '../catalog.js';
import { clearings } from '../clearing.js';
import { isBuiltIn } from '../../data-map/built-in-collections.js';
import { subjectColumnsOf, type Collection } from '../../data-map/collection.js';
import type { Parameters } from '../engine.js';
import { earliestReading, isCount, t, told } from '../instants.js';
import { belongs, isTime } from '../predicate.js';
import type { Expiry, ExpiryWindow } from '../../store/expiry/expiry.port.js';

/** Windows that end at the same moment. */
interface Group {
  /** ISO text; null = every row has outlived its time. */
  readonly before: string | null;
  readonly projectIds: readonly number[];
}

/** The condition under which row `t` has outlived its time, and still holds what is to go of it. */
export function hasAged(expiry: Expiry, table: Table, parameters: Parameters): string {
  const { collection } = expiry;
  const groups = groupsOf(windowsOf(expiry));
  const aged = groups.map(({ before, projectIds }) => {
    const old = isOlder(expiry, table, parameters, before);
    return collection.projectColumn === null
      ? old
      : `(${t(columnOf(table, collection.projectColumn))} = ANY (${parameters.add(projectIds, 'int[]')}) AND ${old})`;
  });
  if (aged.length === 0) return 'false';
  const cleared = clearedOf(expiry, table, parameters);
  const held = cleared === null ? [] : [anyOf(cleared.map(({ holds }) => holds))];
  return [anyOf(aged), ...held].join(' AND ');
}

/** What is cleared of the rows; null where they go themselves. */
export function clearedOf({ collection, takes }: Expiry, table: Table, parameters: Parameters) {
  if (takes.kind === 'rows') return null;
  const cleared: Collection = { ...collection, policy: { kind: 'anonymize', columns: takes.columns } };
  return clearings(cleared, table, 'policy', parameters);
}

/** The conditions under which row `t` names somebody who is spared, one for each column that may name somebody. */
export function isSpared({ collection, spared }: Expiry, table: Table, parameters: Parameters): string[] {
  if (spared.length === 0) return [];
  return subjectColumnsOf(collection).map(
    (side) => `EXISTS (SELECT FROM pg_temp.subject_keys AS k WHERE ${belongs(side, table, parameters, null)})`,
  );
}

/** None of the conditions: each stands for itself, so that the planner joins where it would else ask row by row. */
export function noneOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'true' : conditions.map((condition) => `NOT ${condition}`).join(' AND ');
}

export function anyOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`;
}

/**
 * The windows of projects that the collection holds rows of. Where its rows are those of several projects together it is one window,
 * that of the project with the longest, told as that of the lowest number.
 */
export function windowsOf({ collection, windows }: Expiry): readonly ExpiryWindow[] {
  const { projects, projectColumn } = collection;
  const held = projects === null ? windows : windows.filter(({ projectId }) => projects.includes(projectId));
  if (projectColumn !== null || projects === null) return held;
  if (projects.some((id) => !held.some(({ projectId }) => projectId === id))) return [];
  const moments = held.flatMap(({ before }) => (before === null ? [] : [before.getTime()]));
  const before = moments.length === 0 ? null : new Date(Math.min(...moments));
  return [{ projectId: Math.min(...projects), before }];
}

/** The projects whose rows these windows are of, in the order of their numbers. */
export function projectsOf({ collection }: Expiry, windows: readonly ExpiryWindow[]): number[] {
  const { projects, projectColumn } = collection;
  const together =
    projectColumn === null && windows.length > 0 ? (projects ?? []) : windows.map((each) => each.projectId);
  return [...together].sort((one, other) => one - other);
}

function groupsOf(windows: readonly ExpiryWindow[]): Group[] {
  const groups = new Map<string | null, number[]>();
  for (const { projectId, before } of windows) {
    const key = before?.toISOString() ?? null;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [projectId]);
    else known.push(projectId);
  }
  return [...groups].map(([before, projectIds]) => ({ before, projectIds }));
}

function isOlder(expiry: Expiry, table: Table, parameters: Parameters, before: string | null): string {
  const { agedBy } = expiry;
  if (agedBy.kind === 'all' || before === null) return 'true';
  const moment = parameters.add(before, 'timestamptz');
  if (agedBy.kind === 'unseen') return unseenSince(expiry.collection, moment);
  const column = columnOf(table, agedBy.column);
  if (!isTime(column)) throw timeless(column);
  const old = `${told(column)} < ${earliestReading(column, agedBy.zone, moment)}`;
  return isCount(column) ? `(${old})` : `(${old} AND ${t(column)} > '-infinity')`;
}

/**
 * Whether nobody has seen the person of profile `t` since the moment. A text that says when it was is compared by its day, of which one
 * more passes, since nobody knows its zone.
 */
function unseenSince(collection: Collection, moment: string): string {
  if (!isBuiltIn(collection) || collection.name !== 'profiles') {
    const message = `Of the rows of "${collection.name}" it is not known when somebody was last seen: name a column with a date.`;
    throw new HabeasError('unprocessable', 'store-refused', message);
  }
  const said = `t.properties ->> '$last_seen'`;
  const day = `to_char((${moment} - interval '1 day') AT TIME ZONE 'UTC', 'YYYY-MM-DD') COLLATE "C"`;
  const number = `(${said})::numeric`;
  return `(t.written_at < ${moment} AND NOT CASE jsonb_typeof(t.properties -> '$last_seen')
      WHEN 'string' THEN ${said} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' AND left(${said}, 10) COLLATE "C" >= ${day}
      WHEN 'number' THEN CASE WHEN abs(${number}) < 1e11 THEN ${number} ELSE ${number} / 1e3 END >= extract(epoch FROM ${moment})
      ELSE false END
    AND NOT EXISTS (SELECT FROM subject_data.events AS e
      WHERE e.project_id = t.project_id AND e.distinct_id = t.distinct_id AND e.time >= ${moment}))`;
}

function timeless(column: Column): HabeasError {
  const message = `Column "${column.name}" is of type ${column.type}, which says no time; correct \`from\` in the data map.`;
  return new HabeasError('unprocessable', 'store-refused', message);
}
