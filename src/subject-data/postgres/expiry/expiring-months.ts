import { columnOf, type Table } from '../catalog.js';
import { anyOf, hasAged, isSpared, noneOf, windowsOf } from './aged.js';
import { Parameters, type Session } from '../engine.js';
import { instantOf, isCount, t } from '../instants.js';
import { isReferredTo, type Referring } from './referring-keys.js';
import type { Expiry, ExpiringMonth } from '../../store/expiry/expiry.port.js';

type Told = 'rows' | 'spared' | 'referredTo';

interface CountRow extends Record<string, unknown> {
  readonly project: string;
  readonly year: string | null;
  readonly month: string | null;
  readonly rows: string;
}

/** What would go, and what would stay although it is old, by project and month; each kind of row is asked for by itself. */
export async function expiringMonths(
  session: Session,
  table: Table,
  expiry: Expiry,
  referring: Referring,
): Promise<ExpiringMonth[]> {
  const found = new Map<string, ExpiringMonth>();
  for (const told of ['rows', 'spared', 'referredTo'] as const) {
    for (const row of await countsOf(session, table, expiry, referring, told)) {
      const [projectId, month] = [Number(row.project), monthOf(row)];
      const key = `${row.project} ${month ?? ''}`;
      const known = found.get(key) ?? { projectId, month, rows: 0, spared: 0, referredTo: 0 };
      found.set(key, { ...known, [told]: Number(row.rows) });
    }
  }
  return [...found.values()].sort((one, other) => one.projectId - other.projectId || compared(one.month, other.month));
}

async function countsOf(
  session: Session,
  table: Table,
  expiry: Expiry,
  referring: Referring,
  told: Told,
): Promise<CountRow[]> {
  const parameters = new Parameters();
  const aged = hasAged(expiry, table, parameters);
  const [spared, referred] = [isSpared(expiry, table, parameters), isReferredTo(referring)];
  const which = {
    rows: noneOf([...spared, ...referred]),
    spared: anyOf(spared),
    referredTo: `${noneOf(spared)} AND ${anyOf(referred)}`,
  }[told];
  if (which === 'false' || (told === 'referredTo' && referred.length === 0)) return [];
  const date = dateOf(expiry, table);
  const part = (name: string) => (date === null ? 'NULL::numeric' : `extract(${name} FROM ${date})`);
  return session.query<CountRow>(
    `SELECT ${projectOf(expiry, table)}::text AS project, ${part('year')}::text AS year, ${part('month')}::text AS month, count(*) AS rows
     FROM ${table.name} AS t WHERE ${aged} AND ${which} GROUP BY 1, 2, 3`,
    parameters.values,
  );
}

/** SQL of the project of row `t`. */
export function projectOf(expiry: Expiry, table: Table): string {
  const { projectColumn } = expiry.collection;
  if (projectColumn !== null) return t(columnOf(table, projectColumn));
  return String(windowsOf(expiry)[0]?.projectId ?? 0);
}

/** SQL of the date of row `t`, in UTC; null where it bears none. */
function dateOf({ agedBy, collection }: Expiry, table: Table): string | null {
  const name = agedBy.kind === 'column' ? agedBy.column : agedBy.kind === 'all' ? collection.timeColumn : null;
  if (name === null) return null;
  const zone = agedBy.kind === 'column' ? agedBy.zone : collection.timeZone;
  const column = columnOf(table, name);
  const instant = instantOf(column, zone);
  const isInstant = isCount(column) || column.base === 'timestamp with time zone' || zone !== undefined;
  return isInstant && column.base !== 'date' ? `(${instant} AT TIME ZONE 'UTC')` : instant;
}

/** PostgreSQL knows no year 0: the year before 1 is -1. What lies beyond four digits is written as ISO 8601 extends it. */
function monthOf({ year, month }: CountRow): string | null {
  if (year === null || month === null || /inf/i.test(year)) return null;
  const astronomical = Number(year) < 0 ? Number(year) + 1 : Number(year);
  const isPlain = astronomical >= 0 && astronomical <= 9999;
  const digits = String(Math.abs(astronomical)).padStart(isPlain ? 4 : 6, '0');
  const sign = isPlain ? '' : astronomical < 0 ? '-' : '+';
  return `${sign}${digits}-${String(Number(month)).padStart(2, '0')}`;
}

function compared(one: string | null, other: string | null): number {
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
