import { randomUUID } from 'node:crypto';
import type { Table } from './catalog.clickhouse.js';
import type { Collection } from './collection.js';
import { literal, quoted, type Cells, type ClickHouseEngine } from './engine.clickhouse.js';
import { isInteger, KEY, keyColumnsOf } from './predicate.clickhouse.js';
import { keyColumns } from './subject-keys.js';
import type { SubjectKey } from './subject-store.port.js';

/** The database for tables that stand for the length of a call or an erasure. */
export const WORK = 'habeas_work';
/** Nobody's watermark is later: the key has none. */
const FOREVER = '2299-12-31T00:00:00.000Z';
const LEFT_BEHIND = 'INTERVAL 2 DAY';

/** A name in the work database that nothing else has. */
export function workName(kind: 'keys' | 'view' | 'ids' | 'rows' | 'texts'): string {
  return `${kind}_${randomUUID().replaceAll('-', '')}`;
}

export function workTable(name: string): string {
  return `${WORK}.${quoted(name)}`;
}

/** A table of keys for reading, in memory, on the server that is asked; it is dropped when `work` ends. */
export async function withKeys<T>(
  engine: ClickHouseEngine,
  collection: Collection,
  table: Table,
  keys: readonly SubjectKey[],
  work: (name: string) => Promise<T>,
): Promise<T> {
  const name = workTable(workName('keys'));
  await engine.command(`CREATE TABLE ${name} (${columnsFor(collection, table)}) ENGINE = Memory`);
  try {
    await engine.insert(name, [KEY.ordinal, KEY.project, KEY.subject, KEY.watermark], rowsFor(collection, table, keys));
    return await work(name);
  } finally {
    await engine.command(`DROP TABLE IF EXISTS ${name} SYNC`).catch(() => undefined);
  }
}

/** Names and types of a table of keys; the subject has the type of the column it is compared with. */
export function columnsFor(collection: Collection, table: Table): string {
  const subject = keyColumnsOf(collection, table).at(-1);
  return [
    `${quoted(KEY.ordinal)} UInt32`,
    `${quoted(KEY.project)} ${projectType(collection, table)}`,
    `${quoted(KEY.subject)} ${subject?.bare ?? 'String'}`,
    `${quoted(KEY.watermark)} DateTime64(3, 'UTC')`,
  ].join(', ');
}

/** Keys as rows of such a table: those that the collection's projects and the column's type admit. */
export function rowsFor(collection: Collection, table: Table, keys: readonly SubjectKey[]): Cells[] {
  const { projects } = collection;
  const admitted = projects === null ? keys : keys.filter(({ projectId }) => projects.includes(projectId));
  const { ordinals, projectIds, texts, uuids, watermarks } = keyColumns(admitted);
  const columns = keyColumnsOf(collection, table);
  const fitsProject = integerTest(projectType(collection, table));
  const subject = columns.at(-1);
  const type = subject?.bare ?? 'String';
  const ids = type === 'UUID' ? uuids : texts;
  const isInt = subject !== undefined && isInteger(subject);
  const fits = isInt ? integerTest(type) : textTest(type);
  const rows = ids.flatMap((id, at) => {
    const project = projectIds[at] ?? 0;
    if (id === null || !fits(id) || !fitsProject(String(project))) return [];
    return [[ordinals[at], project, id, (watermarks[at] ?? FOREVER).replace('Z', '').replace('T', ' ')]];
  });
  return collection.projectColumn === null ? onceWithoutProject(rows) : rows;
}

/** Where rows do not say their project, an id of two projects is one. */
function onceWithoutProject(rows: readonly Cells[]): Cells[] {
  const latest = new Map<string, Cells>();
  for (const row of rows) {
    const name = JSON.stringify([row[0], row[2]]);
    const other = latest.get(name);
    if (other === undefined || String(row[3]) > String(other[3])) latest.set(name, row);
  }
  return [...latest.values()];
}

/** Drops what calls that died have left behind, except the tables an erasure still needs. */
export async function dropAbandoned(engine: ClickHouseEngine, needed: readonly string[]): Promise<void> {
  const kept = needed.flatMap((uid) => [`ids_${uid}`, `marks_${uid}`, `rows_${uid}`, `texts_${uid}`]);
  const rows = await engine.query<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = '${WORK}' AND match(name, '^(keys|view|ids|marks|rows|texts)_[0-9a-f]{32}$')
       AND metadata_modification_time < now() - ${LEFT_BEHIND} AND NOT has([${kept.map(literal).join(', ')}]::Array(String), name)`,
  );
  const [running] = await engine.query<{ commands: string }>(
    `SELECT arrayStringConcat(groupArray(command)) AS commands FROM ${engine.everywhere('system.mutations')} WHERE NOT is_done`,
  );
  for (const { name } of rows.filter((row) => running?.commands.includes(row.name) !== true)) {
    const everywhere = /^(ids|marks)_/.test(name) ? engine.onCluster : '';
    await engine.command(`DROP TABLE IF EXISTS ${workTable(name)}${everywhere} SYNC`);
  }
}

function projectType(collection: Collection, table: Table): string {
  const columns = keyColumnsOf(collection, table);
  return columns.length === 2 ? (columns[0]?.bare ?? 'UInt32') : 'UInt32';
}

/** Only an id that is written as its number is one: "007" and " 7" are other subjects than 7. */
function integerTest(type: string): (id: string) => boolean {
  const [, unsigned, bits] = /^(U?)Int(\d+)$/.exec(type) ?? [];
  const size = BigInt(bits ?? 64);
  const least = unsigned === 'U' ? 0n : -(2n ** (size - 1n));
  const most = unsigned === 'U' ? 2n ** size - 1n : 2n ** (size - 1n) - 1n;
  return (id) => /^(0|-?[1-9]\d{0,77})$/.test(id) && BigInt(id) >= least && BigInt(id) <= most;
}

function textTest(type: string): (id: string) => boolean {
  const length = Number(/^FixedString\((\d+)\)$/.exec(type)?.[1] ?? Infinity);
  return (id) => Buffer.byteLength(id) <= length;
}
