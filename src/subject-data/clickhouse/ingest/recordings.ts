import { gunzipSync } from 'node:zlib';
import { SUBJECT_DATABASE } from '../layout.js';
import type { Cells, ClickHouseEngine } from '../engine.js';
import { filedUnder, tiesOf, type RecordingBatch, type RecordingTie } from '../../store/recordings.js';
import { among, globally, type StoredLink } from './identity-links.js';
import { before, instantText } from './microseconds.js';
import { withRows } from './staging.js';

const LINKS = `${SUBJECT_DATABASE}.identity_links`;
const RECORDINGS = `${SUBJECT_DATABASE}.session_replays`;
const COLUMNS = [
  ...['project_id', 'distinct_id', 'replay_id', 'started_at', 'duration_ms', 'properties', 'recording', 'received_at'],
];

export function linksTying(batches: readonly RecordingBatch[]): StoredLink[] {
  return tiesOf(batches).map(({ distinctId, recordingId }) => {
    return { distinctId, linkedId: recordingId, kind: 'recording', origin: 'token' };
  });
}

/**
 * Stores batches, each a row named after recording and `seq`. Of rows with one key the first that arrived counts, so that what takes
 * the place of a stored one arrives just before it.
 */
export async function insertBatches(
  engine: ClickHouseEngine,
  projectId: number,
  batches: readonly RecordingBatch[],
  now: Date,
): Promise<void> {
  const last = new Map(batches.map((batch) => [JSON.stringify([filedUnder(batch), nameOf(batch)]), batch]));
  const keys = [...last.values()].map((batch) => [filedUnder(batch), nameOf(batch)]);
  const columns = ['distinct_id', 'replay_id'].map((name) => [name, 'String'] as const);
  const stored = await withRows(engine, columns, keys, (name) =>
    engine.query<{ id: string; batch: string; arrived: string }>(
      `SELECT distinct_id AS id, replay_id AS batch, toString(toUnixTimestamp64Micro(min(received_at))) AS arrived FROM ${RECORDINGS}
       WHERE project_id = ${String(projectId)} AND (distinct_id, replay_id) ${globally(engine)}IN (SELECT * FROM ${name})
       GROUP BY distinct_id, replay_id`,
    ),
  );
  const arrivals = new Map(stored.map(({ id, batch, arrived }) => [JSON.stringify([id, batch]), arrived]));
  const rows = [...last].map(([key, batch]): Cells => {
    const arrived = arrivals.get(key);
    const recording = batch.encoding === 'gzip' ? gunzipSync(batch.payload) : Buffer.from(batch.payload);
    return [
      ...[projectId, filedUnder(batch), nameOf(batch), timeText(batch.batchStartedAt), batch.durationMs],
      ...[batch.properties, recording.toString('utf8')],
      arrived === undefined ? timeText(now) : instantText(before(arrived)),
    ];
  });
  await engine.insert(RECORDINGS, COLUMNS, rows);
}

/** Ties of recordings of which something lies under an id of their own. */
export async function selectTies(
  engine: ClickHouseEngine,
  projectId: number,
  ids: readonly string[],
): Promise<RecordingTie[]> {
  const rows = [...new Set(ids)].map((id) => [id]);
  return withRows(engine, [['id', 'String']], rows, (name) => {
    const ties = `SELECT linked_id FROM ${LINKS} WHERE project_id = ${String(projectId)} AND kind = 'recording'`;
    const global = globally(engine);
    return engine.query<RecordingTie & Record<string, unknown>>(
      `SELECT DISTINCT distinct_id AS distinctId, linked_id AS recordingId FROM ${LINKS}
       WHERE project_id = ${String(projectId)} AND kind = 'recording'
         AND linked_id ${global}IN (${ties} AND distinct_id ${among(engine, name)})
         AND linked_id ${global}IN (${ties} AND startsWith(distinct_id, '$device:'))`,
    );
  });
}

function nameOf({ replayId, seq }: RecordingBatch): string {
  return `${replayId} ${String(seq)}`;
}

function timeText(time: Date): string {
  return time.toISOString().replace('T', ' ').replace('Z', '');
}
