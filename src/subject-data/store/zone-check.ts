import type { Collection } from '../data-map/collection.js';
import { keptUntil } from '../data-map/kept.js';

interface Column {
  readonly type: string;
}
interface Table<Described extends Column> {
  readonly columns: ReadonlyMap<string, Described>;
}
interface Timed {
  readonly role: 'time' | 'arrival' | 'retention' | 'keep';
  readonly name: string;
  readonly zone: string | undefined;
}

/** The zones that the data map names for the collection. */
export function zonesIn(collection: Collection): string[] {
  return timedIn(collection).flatMap(({ zone }) => zone ?? []);
}

/** Zones that the store does not know, and zones of columns that say their moments by themselves. */
export function zoneErrors<Described extends Column>(
  collection: Collection,
  table: Table<Described>,
  isLocal: (column: Described) => boolean,
  known: ReadonlySet<string>,
): string[] {
  return timedIn(collection).flatMap(({ role, name, zone }) => {
    const column = table.columns.get(name);
    if (zone === undefined || column === undefined) return [];
    if (!known.has(zone))
      return [`the store knows no zone "${zone}", which ${role} column "${name}" is said to be kept in`];
    // Of those the days are counted, and the zone says where.
    if (isLocal(column) || countsDays(role)) return [];
    return [`${role} column "${name}" is ${column.type}, which is an instant by itself: write it without a zone`];
  });
}

/** Columns whose days decide what is erased, and that say no day of any place. */
export function unzonedErrors<Described extends Column>(
  collection: Collection,
  table: Table<Described>,
  isLocal: (column: Described) => boolean,
): string[] {
  return timedIn(collection).flatMap(({ role, name, zone }) => {
    const column = table.columns.get(name);
    if (!countsDays(role) || zone !== undefined || column === undefined || !isLocal(column)) return [];
    const where =
      role === 'keep'
        ? `until: { column: ${name}, zone: Europe/Berlin, plus: … }`
        : `from: { column: ${name}, zone: Europe/Berlin }`;
    return [
      `${role} column "${name}" is ${column.type}, whose days begin nobody knows when: write \`${where}\` with the zone it is kept in`,
    ];
  });
}

/** What is to be known of times that the database does not call instants. */
export function timeWarnings<Described extends Column>(
  collection: Collection,
  table: Table<Described>,
  { isLocal, isCount }: Readonly<Record<'isLocal' | 'isCount', (column: Described) => boolean>>,
): string[] {
  return [...zoneWarnings(collection, table, isLocal), ...countWarnings(collection, table, isCount)];
}

/** What to write where a column keeps what a clock showed, and nobody has said in which zone. */
function zoneWarnings<Described extends Column>(
  collection: Collection,
  table: Table<Described>,
  isLocal: (column: Described) => boolean,
): string[] {
  return timedIn(collection).flatMap(({ role, name, zone }) => {
    const column = table.columns.get(name);
    if (countsDays(role) || zone !== undefined || column === undefined || !isLocal(column)) return [];
    if (role === 'arrival' && collection.policy.kind === 'keep') return [];
    const effect =
      role === 'time'
        ? 'it is taken for UTC'
        : 'it is not used as a bound, so that a deletion also takes what arrives while it runs';
    return [
      `${role} column "${name}" is ${column.type}, which is no instant without a zone: ${effect}; ` +
        `write \`${role}: { column: ${name}, zone: Europe/Berlin }\` with the zone it is kept in`,
    ];
  });
}

/** How numbers are read where a column keeps them as times. */
function countWarnings<Described extends Column>(
  collection: Collection,
  table: Table<Described>,
  isCount: (column: Described) => boolean,
): string[] {
  return timedIn(collection).flatMap(({ role, name }) => {
    const column = table.columns.get(name);
    if (column === undefined || !isCount(column)) return [];
    return [
      `${role} column "${name}" is ${column.type}: its numbers are taken by their size for seconds, milliseconds, ` +
        'microseconds or nanoseconds since 1970',
    ];
  });
}

function countsDays(role: Timed['role']): boolean {
  return role === 'retention' || role === 'keep';
}

function timedIn({ timeColumn, timeZone, arrivalColumn, arrivalZone, window, policy }: Collection): Timed[] {
  const until = keptUntil(policy);
  return [
    ...(timeColumn === null ? [] : [{ role: 'time', name: timeColumn, zone: timeZone } as const]),
    ...(arrivalColumn === null ? [] : [{ role: 'arrival', name: arrivalColumn, zone: arrivalZone } as const]),
    ...(window === undefined ? [] : [{ role: 'retention', name: window.column, zone: window.zone } as const]),
    ...(until === null || 'date' in until ? [] : [{ role: 'keep', name: until.column, zone: until.zone } as const]),
  ];
}

/** The columns by which rows grow old, each with what the data map calls it. */
export function agingColumnsOf(collection: Collection): [string, string][] {
  return timedIn(collection).flatMap(({ role, name }): [string, string][] =>
    countsDays(role) ? [[`${role} column`, name]] : [],
  );
}
