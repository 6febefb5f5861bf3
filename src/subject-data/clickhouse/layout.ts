import { BYTES, INTERNAL, JSON_TEXT } from './catalog.js';
import { literal, type ClickHouseEngine } from './engine.js';
import { LINK_STRENGTH } from '../store/link-trust.js';

export const SUBJECT_DATABASE = 'subject_data';
const PATH = '/clickhouse/habeas/subject_data';

/** A table of a built-in collection, before it is known where it will stand. */
export interface Layout {
  readonly table: string;
  readonly columns: readonly string[];
  /** Arguments of ReplacingMergeTree. */
  readonly replacing: string;
  readonly partition: string | null;
  readonly order: string;
  /** Last part of its path in Keeper, where that is not the table's name: another for each layout that takes another's place. */
  readonly path?: string;
}

/** Where the parts of a table stand, and what it is read and written by: the same, but in a cluster. */
export interface Place {
  readonly parts: string;
  readonly front: string;
}

const internal = `COMMENT '${INTERNAL}'`;
const json = `COMMENT '${JSON_TEXT}'`;
const bytes = `COMMENT '${BYTES}'`;
const ARRIVAL = `received_at DateTime64(6, 'UTC')`;
/** Where a link came from; those from before it was kept are of unknown origin. */
const ORIGIN = `origin LowCardinality(String) DEFAULT 'unknown'`;
/** Of rows with one key the first that arrived is the one that counts. */
const FIRST_COUNTS = `precedence UInt64 MATERIALIZED bitNot(toUInt64(toUnixTimestamp64Micro(received_at))) ${internal}`;
/** Of links the strongest origin, and of those the first. Tables of an earlier version go by the first alone. */
const STRONGEST_COUNTS = `precedence UInt64 MATERIALIZED bitOr(
  bitShiftLeft(toUInt64(transform(toString(origin), [${Object.keys(LINK_STRENGTH).map(literal).join(', ')}],
    [${Object.values(LINK_STRENGTH).join(', ')}], 0)), 56),
  bitAnd(bitNot(toUInt64(toUnixTimestamp64Micro(received_at))), toUInt64('72057594037927935'))) ${internal}`;
const SUBJECT = ['project_id UInt32', 'distinct_id String'];
/** Of versions of one row the last counts, and none where that one says that it is deleted. */
const VERSIONED = [`version UInt64 ${internal}`, `is_deleted UInt8 DEFAULT 0 ${internal}`];
/** Months, with one partition for all before 2010 and one for all after 2099: a wrong clock makes no thousands of them. */
const MONTH_OF_EVENT = 'least(greatest(toYYYYMM(time), 200912), 210001)';

const LAYOUTS: readonly Layout[] = [
  {
    table: 'events',
    columns: [
      ...SUBJECT,
      `time DateTime64(3, 'UTC')`,
      'event LowCardinality(String)',
      'insert_id String',
      `properties String ${json} CODEC(ZSTD(1))`,
      ARRIVAL,
      FIRST_COUNTS,
    ],
    replacing: 'precedence',
    partition: MONTH_OF_EVENT,
    order: 'project_id, distinct_id, time, event, insert_id',
    path: 'events_by_month',
  },
  {
    table: 'profiles',
    columns: [...SUBJECT, `properties String ${json} CODEC(ZSTD(1))`, ARRIVAL, ...VERSIONED],
    replacing: 'version, is_deleted',
    partition: null,
    order: 'project_id, distinct_id',
  },
  {
    table: 'session_replays',
    columns: [
      ...SUBJECT,
      'replay_id String',
      'seq UInt32',
      'sent_distinct_id String',
      'device_id Nullable(String)',
      `started_at DateTime64(3, 'UTC')`,
      `replay_started_at DateTime64(3, 'UTC')`,
      'duration_ms UInt32 DEFAULT 0',
      `properties String ${json} CODEC(ZSTD(1))`,
      'events UInt32 DEFAULT 0',
      'encoding LowCardinality(String)',
      // They come compressed.
      `recording String ${bytes} CODEC(NONE)`,
      'expires_on Date32',
      ARRIVAL,
      ...VERSIONED,
      'INDEX replay_id replay_id TYPE bloom_filter(0.01) GRANULARITY 1',
    ],
    replacing: 'version, is_deleted',
    partition: 'toYYYYMM(expires_on)',
    order: 'project_id, distinct_id, replay_id, seq',
    path: 'session_replays_by_batch',
  },
  {
    table: 'identity_links',
    columns: [
      ...SUBJECT,
      'linked_id String',
      'kind LowCardinality(String)',
      ORIGIN,
      ARRIVAL,
      STRONGEST_COUNTS,
      'INDEX linked_id linked_id TYPE bloom_filter(0.01) GRANULARITY 1',
    ],
    replacing: 'precedence',
    partition: null,
    order: 'project_id, distinct_id, linked_id, kind',
  },
];

/** @throws Error where no built-in collection has the table */
export function layoutOf(table: string): Layout {
  const layout = LAYOUTS.find((each) => each.table === table);
  if (layout === undefined) throw new Error(`No built-in collection has a table ${table}.`);
  return layout;
}

/** Names of the columns that an insert fills. */
export function filledColumns({ columns }: Layout): string[] {
  const filled = columns.filter((column) => !column.startsWith('INDEX ') && !column.includes(' MATERIALIZED '));
  return filled.map((column) => column.slice(0, column.indexOf(' ')));
}

export function placeOf(cluster: string | null, database: string, table: string): Place {
  const front = `${database}.${table}`;
  return { front, parts: cluster === null ? front : `${front}_parts` };
}

/**
 * The statements that lay out the built-in collections; each may be repeated. In a cluster a collection is a Distributed table
 * over `<name>_parts` on every server, its rows spread by project and subject, so that a subject's rows lie on one shard.
 */
export function layoutStatements(cluster: string | null): string[] {
  const on = onCluster(cluster);
  const tables = LAYOUTS.flatMap((layout) => {
    const place = placeOf(cluster, SUBJECT_DATABASE, layout.table);
    return [partsStatement(layout, cluster, place), ...frontStatements(cluster, place, 'CREATE TABLE IF NOT EXISTS')];
  });
  return [`CREATE DATABASE IF NOT EXISTS ${SUBJECT_DATABASE}${on}`, ...tables, ...laterColumns(cluster, on)];
}

/** Makes the table with the parts. Block numbers and offsets are what patch parts find their rows by. */
export function partsStatement(layout: Layout, cluster: string | null, { parts }: Place): string {
  const partition = layout.partition === null ? '' : ` PARTITION BY ${layout.partition}`;
  const engine =
    cluster === null
      ? `ReplacingMergeTree(${layout.replacing})`
      : `ReplicatedReplacingMergeTree('${PATH}/{shard}/${layout.path ?? layout.table}', '{replica}', ${layout.replacing})`;
  return `CREATE TABLE IF NOT EXISTS ${parts}${onCluster(cluster)} (${layout.columns.join(', ')})
    ENGINE = ${engine}${partition} ORDER BY (${layout.order})
    SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1`;
}

/** Makes what a cluster's table is read and written by; nothing where it stands alone. */
export function frontStatements(
  cluster: string | null,
  { front, parts }: Place,
  create: 'CREATE TABLE IF NOT EXISTS' | 'CREATE OR REPLACE TABLE',
): string[] {
  if (cluster === null) return [];
  const [database = '', table = ''] = parts.split('.');
  const spread = `Distributed(${literal(cluster)}, '${database}', '${table}', cityHash64(project_id, distinct_id))`;
  return [`${create} ${front}${onCluster(cluster)} AS ${parts} ENGINE = ${spread}`];
}

/** What tables of an earlier version lack. */
function laterColumns(cluster: string | null, on: string): string[] {
  const { front, parts } = placeOf(cluster, SUBJECT_DATABASE, 'identity_links');
  const tables = new Set([parts, front]);
  return [...tables].map((table) => `ALTER TABLE ${table}${on} ADD COLUMN IF NOT EXISTS ${ORIGIN} AFTER kind`);
}

function onCluster(cluster: string | null): string {
  return cluster === null ? '' : ` ON CLUSTER ${literal(cluster)}`;
}

/** Lays out the built-in collections where they are not there yet; what an earlier version laid out is moved by `moveTables`. */
export async function createTables(engine: ClickHouseEngine): Promise<void> {
  for (const statement of layoutStatements(engine.cluster)) await engine.command(statement);
}
