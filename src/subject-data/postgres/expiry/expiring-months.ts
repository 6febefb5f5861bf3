import { columnOf, type Table } from '../catalog.js';
import { anyOf, hasAged, isSpared, noneOf, projectsOf, windowsOf } from './aged.js';
import { isBuiltIn } from '../../data-map/built-in-collections.js';
import { Parameters, type Session } from '../engine.js';
import { instantOf, isCount, t } from '../instants.js';
import { judge, leavesByTime, type Leaf } from './ranges.js';
import { isReferredTo, type Referring } from './referring-keys.js';
import type { Expiry, ExpiringMonth } from '../../store/expiry/expiry.port.js';

type Told = 'rows' | 'spared' | 'referredTo';

interface CountRow extends Record<string, unknown> {
  readonly project: string;
  readonly year: string | null;
  readonly month: string | null;
  readonly rows: string;
}

/**
 * What would go, and what would stay although it is old, by project and month, table by table. Where a whole month has
 * outlived its time its rows are counted by the key, and only those of whoever is spared are looked at; elsewhere each kind of row is
 * asked for by itself.
 */
export async function expiringMonths(
  session: Session,
  table: Table,
  expiry: Expiry,
  referring: Referring,
): Promise<ExpiringMonth[]> {
  const found = new Map<string, ExpiringMonth>();
  const add = (projectId: number, month: string | null, told: Told, rows: number): void => {
    const key = `${String(projectId)} ${month ?? ''}`;
    const known = found.get(key) ?? { projectId, month, rows: 0, spared: 0, referredTo: 0 };
    found.set(key, { ...known, [told]: known[told] + rows });
  };
  for (const leaf of await leavesByTime(session, table, expiry)) {
    const { whole, partly } = judge(expiry, leaf);
    if (whole.length + partly.length === 0) continue;
    const month = partly.length === 0 ? wholeMonthOf(expiry, leaf, referring) : null;
    if (month !== null) {
      const spared = await countsOf(session, table, expiry, referring, 'spared', leaf);
      const staying = new Map(spared.map(({ project, rows }) => [project, Number(rows)]));
      for (const [project, rows] of staying) add(Number(project), month, 'spared', rows);
      for (const { project, rows: all } of await allRowsOf(session, table, expiry, leaf, projectsOf(expiry, whole))) {
        const rows = Number(all) - (staying.get(project) ?? 0);
        if (rows > 0) add(Number(project), month, 'rows', rows);
      }
      continue;
    }
    for (const told of ['rows', 'spared', 'referredTo'] as const) {
      for (const row of await countsOf(session, table, expiry, referring, told, leaf)) {
        add(Number(row.project), monthOf(row), told, Number(row.rows));
      }
    }
  }
  return [...found.values()].sort((one, other) => one.projectId - other.projectId || compared(one.month, other.month));
}

/** The month of a partition of which every row has outlived its time, and goes unless it is of somebody who is spared; else null. */
function wholeMonthOf(expiry: Expiry, { isDated, from, until }: Leaf, referring: Referring): string | null {
  if (!isBuiltIn(expiry.collection) || !isDated) return null;
  if (expiry.takes.kind !== 'rows' || expiry.agedBy.kind !== 'column') return null;
  if (isReferredTo(referring).length > 0 || from === null || until === null) return null;
  const [first, last] = [from, new Date(until.getTime() - 1)].map((each) => each.toISOString().slice(0, 7));
  return first === last && first !== undefined && /^\d{4}-\d\d$/.test(first) ? first : null;
}

async function allRowsOf(
  session: Session,
  table: Table,
  expiry: Expiry,
  leaf: Leaf,
  projectIds: readonly number[],
): Promise<Pick<CountRow, 'project' | 'rows'>[]> {
  const project = projectOf(expiry, table);
  return session.query(
    `SELECT ${project}::text AS project, count(*) AS rows FROM ONLY ${leaf.name} AS t
     WHERE ${project} = ANY ($1::int[]) GROUP BY ${project}`,
    [projectIds],
  );
}

async function countsOf(
  session: Session,
  table: Table,
  expiry: Expiry,
  referring: Referring,
  told: Told,
  leaf: Leaf,
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
     FROM ONLY ${leaf.name} AS t WHERE ${aged} AND ${which} GROUP BY 1, 2, 3`,
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
