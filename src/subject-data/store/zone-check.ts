import type { Collection } from '../data-map/collection.js';

interface Column {
  readonly type: string;
}
interface Table<Described extends Column> {
  readonly columns: ReadonlyMap<string, Described>;
}
interface Timed {
  readonly role: 'time' | 'arrival';
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
    if (isLocal(column)) return [];
    return [`${role} column "${name}" is ${column.type}, which is an instant by itself: write it without a zone`];
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
    if (zone !== undefined || column === undefined || !isLocal(column)) return [];
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

function timedIn({ timeColumn, timeZone, arrivalColumn, arrivalZone }: Collection): Timed[] {
  return [
    ...(timeColumn === null ? [] : [{ role: 'time', name: timeColumn, zone: timeZone } as const]),
    ...(arrivalColumn === null ? [] : [{ role: 'arrival', name: arrivalColumn, zone: arrivalZone } as const]),
  ];
}
