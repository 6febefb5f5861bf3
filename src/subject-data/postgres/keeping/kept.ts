import { endedPart, keptUntil } from '../../data-map/kept.js';
import type { Collection } from '../../data-map/collection.js';
import type { KeptRows } from '../../store/subject-store.port.js';
import type { Bound } from '../arrival.js';
import { tableOf } from '../catalog.js';
import { dayIn, endedBefore, isDated } from './dated.js';
import { Parameters, type Session } from '../engine.js';
import { belongs } from '../predicate.js';

interface KeptRow extends Record<string, unknown> {
  ordinal: number;
  rows: string;
  earliest: string | null;
}

/** Of the keys in the session's key table: what a policy keeps on, and the earliest day that it bears. */
export async function keptRowsOf(
  session: Session,
  collection: Collection,
  moment: Date,
  bound: Bound,
): Promise<KeptRows[]> {
  const ended = endedPart(collection, moment);
  if (ended !== null && ended.endedBefore === undefined) return [];
  const table = await tableOf(session, collection);
  const parameters = new Parameters();
  const conditions = [belongs(collection, table, parameters, bound)];
  const over = ended === null ? null : endedBefore(ended, table, parameters);
  if (over !== null) conditions.push(`(${over}) IS NOT TRUE`);
  const until = keptUntil(collection.policy);
  const earliest =
    until === null || 'date' in until
      ? 'NULL::text'
      : `to_char(min(${dayIn(table, until)}) FILTER (WHERE ${isDated(table, until)}), 'YYYY-MM-DD')`;
  const rows = await session.query<KeptRow>(
    `SELECT k.ordinal, count(*) AS rows, ${earliest} AS earliest
     FROM pg_temp.subject_keys AS k JOIN ${table.name} AS t ON true
     WHERE ${conditions.join(' AND ')} GROUP BY k.ordinal ORDER BY k.ordinal`,
    parameters.values,
  );
  return rows.map(({ ordinal, rows: kept, earliest: day }) => ({ ordinal, rows: Number(kept), earliest: day }));
}
