import { HabeasError } from '../platform/index.js';
import { columnOf, type Column, type Table } from './catalog.clickhouse.js';
import type { Collection } from './collection.js';
import { literal, quoted, type ClickHouseEngine } from './engine.clickhouse.js';
import { columnsFor, rowsFor, WORK, workTable } from './key-tables.clickhouse.js';
import { arrivedBy, instant, KEY, keyColumnsOf, keyNamesOf } from './predicate.clickhouse.js';
import type { SubjectKey } from './subject-store.port.js';

/** 1 its tables stand, 2 its rows are hidden, 3 they are removed and its tables dropped. */
export type Step = 1 | 2 | 3;

/**
 * One call of `erase` on one table: which rows are meant stands in tables named after its uid until they are removed, so that
 * any process can go on with it. `rows`: all rows of the ids. `rewrite`: of these only rows with a recorded fingerprint.
 */
export interface Pass {
  readonly uid: string;
  readonly kind: 'rows' | 'rewrite';
  /** No bound on arrival (''), one for all ids (an instant in ms), or one for each (`each`). */
  readonly bound: string;
  /** Columns the fingerprint is taken of. */
  readonly columns: readonly string[];
  readonly step: Step;
}

export const FINGERPRINT = '#fingerprint';
const PATH = '/clickhouse/habeas';

export const idsOf = (pass: Pick<Pass, 'uid'>) => workTable(`ids_${pass.uid}`);
export const marksOf = (pass: Pick<Pass, 'uid'>) => workTable(`marks_${pass.uid}`);

/** The condition under which a row of the table belongs to the pass; the ids are in a table and not in the text. */
export function conditionOf(collection: Collection, table: Table, pass: Pass): string {
  const columns = keyColumnsOf(collection, table);
  const key = columns.map((column) => quoted(column.name)).join(', ');
  const names = keyNamesOf(collection).join(', ');
  const among = `(${key}) IN (SELECT ${names} FROM ${idsOf(pass)})`;
  if (pass.kind === 'rewrite') {
    const print = fingerprint(pass.columns.map((name) => columnOf(table, name)));
    return `(${among} AND (${key}, ${print}) IN (SELECT ${names}, ${quoted(FINGERPRINT)} FROM ${idsOf(pass)}))`;
  }
  if (pass.bound === '') return `(${among})`;
  const exact = columns
    .map((column) => `assumeNotNull(CAST(${quoted(column.name)}, ${literal(column.bare)}))`)
    .join(', ');
  const each = `joinGet(${literal(`${WORK}.marks_${pass.uid}`)}, ${literal(KEY.watermark)}, ${exact})`;
  const watermark = pass.bound === 'each' ? each : instant(new Date(Number(pass.bound)));
  return `(${[among, ...arrivedBy(collection, table, watermark)].join(' AND ')})`;
}

/** What a row holds in the columns, as a digest that no setting of a session changes; a row that was rewritten has another. */
export function fingerprint(columns: readonly Column[], prefix = ''): string {
  const values = columns.flatMap((column) => {
    const name = `${prefix}${quoted(column.name)}`;
    const text = /^(JSON|Object|Map|Variant|Dynamic)\b/.test(column.bare) ? `toString(${name})` : name;
    return column.nullable
      ? [`isNull(${name})`, `ifNull(${text}, defaultValueOfTypeName(${literal(column.bare)}))`]
      : [text];
  });
  return `hex(sipHash128(${values.join(', ')}))`;
}

/** Writes the ids of a pass into a table on every server, and proves that all of them stand there. */
export async function writeIds(
  engine: ClickHouseEngine,
  collection: Collection,
  table: Table,
  keys: readonly SubjectKey[],
  uid: string,
): Promise<Pass> {
  const rows = rowsFor(collection, table, inOneOrdinal(keys));
  const columns = [KEY.ordinal, KEY.project, KEY.subject, KEY.watermark];
  await createIds(engine, collection, uid, columnsFor(collection, table));
  await engine.insert(idsOf({ uid }), columns, rows);
  await assertEverywhere(engine, idsOf({ uid }), rows.length);
  const marks = new Set(rows.map((row) => String(row[3])));
  const arrival = collection.arrivalColumn === null ? null : columnOf(table, collection.arrivalColumn);
  const bound = arrival === null ? '' : boundOf(marks);
  const pass: Pass = { uid, kind: 'rows', bound, columns: [], step: 1 };
  if (bound === 'each') await writeMarks(engine, collection, table, pass);
  return pass;
}

export async function createIds(
  engine: ClickHouseEngine,
  collection: Collection,
  uid: string,
  columns: string,
): Promise<void> {
  const order = keyNamesOf(collection).join(', ');
  await engine.command(
    `CREATE TABLE ${idsOf({ uid })}${engine.onCluster} (${columns}) ENGINE = ${copied(engine, `ids_${uid}`)} ORDER BY (${order})`,
  );
}

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

/** Drops what stood for the pass, once no mutation can ask for it any more. */
export async function dropTables(engine: ClickHouseEngine, pass: Pick<Pass, 'uid'>): Promise<void> {
  for (const name of [marksOf(pass), idsOf(pass)]) {
    await engine.command(`DROP TABLE IF EXISTS ${name}${engine.onCluster} SYNC`);
  }
}

async function writeMarks(engine: ClickHouseEngine, collection: Collection, table: Table, pass: Pass): Promise<void> {
  const columns = keyColumnsOf(collection, table);
  const names = keyNamesOf(collection);
  const typed = names.map((name, at) => `${name} ${columns[at]?.bare ?? 'String'}`).join(', ');
  const key = names.join(', ');
  await engine.command(
    `CREATE TABLE ${marksOf(pass)}${engine.onCluster} (${typed}, ${quoted(KEY.watermark)} DateTime64(3, 'UTC'))
     ENGINE = Join(ANY, LEFT, ${key}) AS SELECT ${key}, ${quoted(KEY.watermark)} FROM ${idsOf(pass)}`,
  );
}

/** An id once, with its latest watermark, however many ordinals ask for it. */
export function inOneOrdinal(keys: readonly SubjectKey[]): SubjectKey[] {
  return keys.map((key) => ({ ...key, ordinal: 0 }));
}

function boundOf(watermarks: ReadonlySet<string>): string {
  const [first, ...others] = watermarks;
  if (first === undefined || (others.length === 0 && first.startsWith('2299'))) return '';
  return others.length > 0 ? 'each' : String(new Date(`${first.replace(' ', 'T')}Z`).getTime());
}
