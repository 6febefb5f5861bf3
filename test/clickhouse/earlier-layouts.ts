import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';

const BLOCKS = 'SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1';
const FIRST_COUNTS = `precedence UInt64 MATERIALIZED bitNot(toUInt64(toUnixTimestamp64Micro(received_at))) COMMENT 'habeas: internal'`;

const EARLIER = [
  `CREATE TABLE subject_data.events (project_id UInt32, distinct_id String, time DateTime64(3, 'UTC'), event LowCardinality(String),
     insert_id String, properties String COMMENT 'habeas: json' CODEC(ZSTD(1)), received_at DateTime64(6, 'UTC'), ${FIRST_COUNTS})
   ENGINE = ReplacingMergeTree(precedence) PARTITION BY toYear(time) ORDER BY (project_id, distinct_id, time, event, insert_id) ${BLOCKS}`,
  `CREATE TABLE subject_data.session_replays (project_id UInt32, distinct_id String, replay_id String, started_at DateTime64(3, 'UTC'),
     duration_ms UInt32 DEFAULT 0, properties String COMMENT 'habeas: json' CODEC(ZSTD(1)),
     recording String DEFAULT '{}' COMMENT 'habeas: json' CODEC(ZSTD(3)), received_at DateTime64(6, 'UTC'), ${FIRST_COUNTS})
   ENGINE = ReplacingMergeTree(precedence) ORDER BY (project_id, distinct_id, replay_id) ${BLOCKS}`,
];

/** Events and recordings as they were laid out before both were kept by month, without a row. */
export async function layOutEarlier(engine: ClickHouseEngine): Promise<void> {
  await engine.command('CREATE DATABASE IF NOT EXISTS subject_data');
  for (const table of ['events', 'session_replays', 'identity_links']) {
    await engine.command(`DROP TABLE IF EXISTS subject_data.${table} SYNC`);
  }
  for (const table of ['moving_events', 'moving_session_replays']) {
    await engine.command(`DROP TABLE IF EXISTS habeas_work.${table} SYNC`).catch(() => undefined);
  }
  for (const statement of EARLIER) await engine.command(statement);
}
