import { randomUUID } from 'node:crypto';
import { HabeasError } from '../../platform/index.js';
import type { BoundTable } from './catalog.js';
import { literal, quoted, type Cells, type ClickHouseEngine } from './engine.js';
import { isInteger, KEY, keyColumnsOf } from './predicate.js';
import { keyColumns } from '../store/subject-keys.js';
import type { SubjectKey } from '../store/subject-store.port.js';

/** The database for tables that stand for the length of a call or an erasure. */
export const WORK = 'habeas_work';
/** Nobody's watermark is later: the key has none. */
export const FOREVER = '2299-12-31T00:00:00.000Z';
const PATH = '/clickhouse/habeas';
const LEFT_BEHIND = 'INTERVAL 2 DAY';

/** A name in the work database that nothing else has. */
export function workName(kind: 'keys' | 'shared' | 'view' | 'ids' | 'rows' | 'texts'): string {
  return `${kind}_${randomUUID().replaceAll('-', '')}`;
}

export function workTable(name: string): string {
  return `${WORK}.${quoted(name)}`;
}

export const KEY_COLUMNS = [KEY.ordinal, KEY.project, KEY.subject, KEY.watermark];
/** Names and types of a table of keys whose ids are text. */
export const TEXT_KEYS = keysTyped('UInt32', 'String');

/** A MergeTree that, in a cluster, holds the same rows on every server of every shard. */
export function copied(engine: ClickHouseEngine, name: string): string {
  if (engine.cluster === null) return 'MergeTree';
  return `ReplicatedMergeTree('${PATH}/${name}', '{shard}-{replica}')`;
}

/** @throws HabeasError `store-unavailable` where a server of the cluster lacks rows of the table. */
export async function assertEverywhere(engine: ClickHouseEngine, name: string, rows: number): Promise<void> {
  if (engine.cluster === null) return;
  await engine.command(`SYSTEM SYNC REPLICA${engine.onCluster} ${name}`);
  const [servers] = await engine.query<{ n: string }>(
    `SELECT count() AS n FROM system.clusters WHERE cluster = ${literal(engine.cluster)}`,
  );
  const counted = await engine.query<{ n: string }>(
    `SELECT count() AS n FROM ${engine.everywhere(name)} GROUP BY hostName(), tcpPort()`,
  );
  const complete = counted.every(({ n }) => Number(n) === rows);
  if (complete && (rows === 0 || counted.length === Number(servers?.n))) return;
  const message = `Store "${engine.store}": not every server of the cluster has the table of ids yet.`;
  throw new HabeasError('unavailable', 'store-unavailable', message);
}

/** A table of keys for reading, in memory, on the server that is asked; it is dropped when `work` ends. */
export async function withKeys<T>(
  engine: ClickHouseEngine,
  target: BoundTable,
  keys: readonly SubjectKey[],
  work: (name: string) => Promise<T>,
): Promise<T> {
  const name = workTable(workName('keys'));
  await engine.command(`CREATE TABLE ${name} (${columnsFor(target)}) ENGINE = Memory`);
  try {
    await engine.insert(name, KEY_COLUMNS, rowsFor(target, keys));
    return await work(name);
  } finally {
    await engine.command(`DROP TABLE IF EXISTS ${name} SYNC`).catch(() => undefined);
  }
}

/** Names and types of a table of keys; the subject has the type of the column it is compared with. */
export function columnsFor(target: BoundTable): string {
  const subject = keyColumnsOf(target).at(-1);
  return keysTyped(projectType(target), subject?.bare ?? 'String');
}

/** All keys as rows of a table whose ids are text. */
export function rowsOf(keys: readonly SubjectKey[]): Cells[] {
  const { ordinals, projectIds, texts, watermarks } = keyColumns(keys);
  return texts.map((id, at) => [ordinals[at], projectIds[at], id, momentOf(watermarks[at])]);
}

/** Keys as rows of such a table: those that the collection's projects and the column's type admit. */
export function rowsFor(target: BoundTable, keys: readonly SubjectKey[]): Cells[] {
  const { collection } = target;
  const { projects } = collection;
  const admitted = projects === null ? keys : keys.filter(({ projectId }) => projects.includes(projectId));
  const { ordinals, projectIds, texts, uuids, watermarks } = keyColumns(admitted);
  const columns = keyColumnsOf(target);
  const fitsProject = integerTest(projectType(target));
  const subject = columns.at(-1);
  const type = subject?.bare ?? 'String';
  const ids = type === 'UUID' ? uuids : texts;
  const isInt = subject !== undefined && isInteger(subject);
  const fits = isInt ? integerTest(type) : textTest(type);
  const rows = ids.flatMap((id, at) => {
    const project = projectIds[at] ?? 0;
    if (id === null || !fits(id) || !fitsProject(String(project))) return [];
    return [[ordinals[at], project, id, momentOf(watermarks[at])]];
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
    `SELECT name FROM system.tables WHERE database = '${WORK}' AND match(name, '^(keys|shared|view|ids|marks|rows|texts)_[0-9a-f]{32}$')
       AND metadata_modification_time < now() - ${LEFT_BEHIND} AND NOT has([${kept.map(literal).join(', ')}]::Array(String), name) AND ${unread('name')}`,
  );
  const [running] = await engine.query<{ commands: string }>(
    `SELECT arrayStringConcat(groupArray(command)) AS commands FROM ${engine.everywhere('system.mutations')} WHERE NOT is_done`,
  );
  for (const { name } of rows.filter((row) => running?.commands.includes(row.name) !== true)) {
    const everywhere = /^(shared|ids|marks)_/.test(name) ? engine.onCluster : '';
    await engine.command(`DROP TABLE IF EXISTS ${workTable(name)}${everywhere} SYNC`);
  }
}

/** The condition under which no pass reads the table of keys `name`: each does so through a view of its own. */
export function unread(name: string): string {
  return `NOT arrayExists(view -> position(view, ${name}) > 0,
    (SELECT groupArray(as_select) FROM system.tables WHERE database = '${WORK}' AND engine = 'View'))`;
}

function keysTyped(project: string, subject: string): string {
  return [
    `${quoted(KEY.ordinal)} UInt32`,
    `${quoted(KEY.project)} ${project}`,
    `${quoted(KEY.subject)} ${subject}`,
    `${quoted(KEY.watermark)} DateTime64(3, 'UTC')`,
  ].join(', ');
}

/** As a cell of a table of keys. */
export function momentOf(watermark: string | null | undefined): string {
  return (watermark ?? FOREVER).replace('Z', '').replace('T', ' ');
}

/** Whether the project column holds such a number. */
export function admitsProject(target: BoundTable): (projectId: number) => boolean {
  const fits = integerTest(projectType(target));
  return (projectId) => fits(String(projectId));
}

export function projectType(target: BoundTable): string {
  const columns = keyColumnsOf(target);
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
