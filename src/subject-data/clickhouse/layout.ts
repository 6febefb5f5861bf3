import { INTERNAL, JSON_TEXT } from './catalog.js';
import { literal, type ClickHouseEngine } from './engine.js';
import { LINK_STRENGTH } from '../store/link-trust.js';

export const SUBJECT_DATABASE = 'subject_data';
const PATH = '/clickhouse/habeas/subject_data';

/** A table of a built-in collection, before it is known where it will stand. */
interface Layout {
  readonly table: string;
  readonly columns: readonly string[];
  /** Arguments of ReplacingMergeTree. */
  readonly replacing: string;
  readonly partition: string | null;
  readonly order: string;
}

const internal = `COMMENT '${INTERNAL}'`;
const json = `COMMENT '${JSON_TEXT}'`;
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
    partition: 'toYear(time)',
    order: 'project_id, distinct_id, time, event, insert_id',
  },
  {
    table: 'profiles',
    columns: [
      ...SUBJECT,
      `properties String ${json} CODEC(ZSTD(1))`,
      ARRIVAL,
      `version UInt64 ${internal}`,
      `is_deleted UInt8 DEFAULT 0 ${internal}`,
    ],
    replacing: 'version, is_deleted',
    partition: null,
    order: 'project_id, distinct_id',
  },
  {
    table: 'session_replays',
    columns: [
      ...SUBJECT,
      'replay_id String',
      `started_at DateTime64(3, 'UTC')`,
      'duration_ms UInt32 DEFAULT 0',
      `properties String ${json} CODEC(ZSTD(1))`,
      `recording String DEFAULT '{}' ${json} CODEC(ZSTD(3))`,
      ARRIVAL,
      FIRST_COUNTS,
    ],
    replacing: 'precedence',
    partition: null,
    order: 'project_id, distinct_id, replay_id',
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

/**
 * The statements that lay out the built-in collections; each may be repeated. In a cluster a collection is a Distributed table
 * over `<name>_parts` on every server, its rows spread by project and subject, so that a subject's rows lie on one shard.
 */
export function layoutStatements(cluster: string | null): string[] {
  const on = cluster === null ? '' : ` ON CLUSTER ${literal(cluster)}`;
  const tables = LAYOUTS.flatMap((layout) => {
    const name = `${SUBJECT_DATABASE}.${layout.table}`;
    if (cluster === null) return [mergeTree(layout, name, '', 'ReplacingMergeTree(')];
    const replicated = `ReplicatedReplacingMergeTree('${PATH}/{shard}/${layout.table}', '{replica}', `;
    const spread = `Distributed(${literal(cluster)}, '${SUBJECT_DATABASE}', '${layout.table}_parts', cityHash64(project_id, distinct_id))`;
    return [
      mergeTree(layout, `${name}_parts`, on, replicated),
      `CREATE TABLE IF NOT EXISTS ${name}${on} AS ${name}_parts ENGINE = ${spread}`,
    ];
  });
  return [`CREATE DATABASE IF NOT EXISTS ${SUBJECT_DATABASE}${on}`, ...tables, ...laterColumns(cluster, on)];
}

/** What tables of an earlier version lack. */
function laterColumns(cluster: string | null, on: string): string[] {
  const links = `${SUBJECT_DATABASE}.identity_links`;
  const tables = cluster === null ? [links] : [`${links}_parts`, links];
  return tables.map((table) => `ALTER TABLE ${table}${on} ADD COLUMN IF NOT EXISTS ${ORIGIN} AFTER kind`);
}

/** Lays out the built-in collections where they are not there yet. */
export async function createTables(engine: ClickHouseEngine): Promise<void> {
  for (const statement of layoutStatements(engine.cluster)) await engine.command(statement);
}

/** Block numbers and offsets are what patch parts find their rows by. */
function mergeTree(layout: Layout, name: string, on: string, engine: string): string {
  const partition = layout.partition === null ? '' : ` PARTITION BY ${layout.partition}`;
  return `CREATE TABLE IF NOT EXISTS ${name}${on} (${layout.columns.join(', ')})
    ENGINE = ${engine}${layout.replacing})${partition} ORDER BY (${layout.order})
    SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1`;
}
