import { aheadIn, type Ahead } from '../store/ahead.js';
import { aheadSpan, arrived } from './arrival.js';
import { tableOf } from './catalog.js';
import { clearings } from './clearing.js';
import type { Collection } from '../data-map/collection.js';
import { Parameters, type Session } from './engine.js';
import { belongs } from './predicate.js';
import type { Erasure, ReadBack } from '../store/subject-store.port.js';

interface ReadBackRow extends Record<string, unknown> {
  ordinal: number;
  rows: string;
  new_rows: string;
  ahead_from: Date | null;
  ahead_until: Date | null;
}

/** The clock once for a statement, read when its snapshot was taken: every row that it sees had been written by then. */
const CLOCK = 'WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now)';
const NOW = '(SELECT now FROM clock)';

/** Reads all rows of the keys, whenever they arrived, once: what should be gone, and what is new. */
export async function readBackOf(
  session: Session,
  collection: Collection,
  erasure: Erasure,
  ahead: Ahead | null,
): Promise<ReadBack[]> {
  const table = await tableOf(session, collection);
  const parameters = new Parameters();
  const cleared = clearings(collection, table, erasure, parameters);
  if (cleared?.length === 0) return [];
  const holds = cleared === null ? 'true' : cleared.map((each) => each.holds).join(' OR ');
  const inTime = arrived(collection, table, parameters, { now: NOW, ahead }) ?? 'true';
  const rows = await session.query<ReadBackRow>(
    `${CLOCK} SELECT k.ordinal, count(*) FILTER (WHERE ${inTime}) AS rows, count(*) FILTER (WHERE NOT (${inTime})) AS new_rows,
       ${aheadSpan(collection, table, NOW)}
     FROM pg_temp.subject_keys AS k JOIN ${table.name} AS t ON true
     WHERE ${belongs(collection, table, parameters, null)} AND (${holds}) GROUP BY k.ordinal ORDER BY k.ordinal`,
    parameters.values,
  );
  return rows.map(({ ordinal, rows: survivors, new_rows: newRows, ahead_from: from, ahead_until: until }) => ({
    ...{ ordinal, rows: Number(survivors), newRows: Number(newRows) },
    ...aheadIn(from, until),
  }));
}
