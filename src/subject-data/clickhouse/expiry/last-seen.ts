import { HabeasError } from '../../../platform/index.js';
import { isBuiltIn } from '../../data-map/built-in-collections.js';
import type { BoundTable } from '../catalog.js';
import { SUBJECT_DATABASE } from '../layout.js';
import { beforeOf, isWhole, ofWindows, type AgedTables } from './aged-rows.js';

const EVENTS = `${SUBJECT_DATABASE}.events`;
/** The latest that a DateTime64 of microseconds holds, in microseconds. */
const LATEST = '10413791999000000';
/** What a profile says of when its person was last seen; a text is given a day more, since nobody knows its zone. */
const SAID = `plus(
  parseDateTime64BestEffortOrNull(trim(BOTH '"' FROM JSONExtractRaw(properties, '$last_seen')), 3, 'UTC'),
  toIntervalDay(if(JSONType(properties, '$last_seen') = 'String', 1, 0)))`;
/** Of a version: when it was written, which is what it is numbered by, or when it says that its person was last seen. */
const SEEN = `greatest(
  toDateTime64(received_at, 3, 'UTC'),
  toDateTime64(fromUnixTimestamp64Micro(toInt64(least(version, ${LATEST})), 'UTC'), 3, 'UTC'),
  ifNull(${SAID}, toDateTime64('1970-01-01 00:00:00', 3, 'UTC')))`;

/**
 * Profiles whose person was not seen since the moment of their project, whoever's they are: `SELECT project_id, distinct_id, deleted`,
 * and an array of `print` of all their versions. The last version counts; one that says that the profile was removed is gone with it.
 * @param among further condition, on the columns of the sorting key
 */
export function unseenProfiles(
  target: BoundTable,
  tables: AgedTables,
  { among, print }: { readonly among: string; readonly print: string },
): string {
  const { table } = target;
  const whole = isWhole(target, tables);
  const before = beforeOf(target, tables);
  const windows = ofWindows(target, tables).join(' AND ');
  const unwritten = (columns: string) => `SELECT ${columns} FROM (
    SELECT project_id, distinct_id, argMax(is_deleted, version) AS deleted, argMax(${SEEN}, version) AS seen,
      groupUniqArray(${print}) AS prints
    FROM ${table.name} WHERE ${windows} AND ${among} GROUP BY project_id, distinct_id)
    WHERE (${whole} OR seen < ${before})`;
  const IN = `${table.distributed ? 'GLOBAL ' : ''}IN`;
  const seen = `SELECT project_id, distinct_id FROM ${EVENTS} WHERE ${windows} AND ${among} AND NOT ${whole} AND time >= ${before}
    AND (project_id, distinct_id) ${IN} (${unwritten('project_id, distinct_id')})`;
  return `${unwritten('project_id, distinct_id, deleted, prints')} AND (project_id, distinct_id) NOT ${IN} (${seen})`;
}

/** @throws HabeasError `store-refused` where the collection is no collection of profiles of Habeas' own */
export function assertProfiles({ collection }: BoundTable): void {
  if (isBuiltIn(collection) && collection.table === 'profiles') return;
  const message = `Collection "${collection.name}" holds no profiles: only those say when somebody was last seen.`;
  throw new HabeasError('unprocessable', 'store-refused', message);
}
