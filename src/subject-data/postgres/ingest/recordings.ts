import { byteaArray, jsonbArray, textArray, timestamptzArray } from './binary-array.js';
import { insertLinks } from './identity-links.js';
import type { Session } from '../engine.js';
import {
  filedUnder,
  MOST_RECORDED,
  MOST_RECORDINGS,
  tiesOf,
  type RecordingBatch,
  type RecordingTie,
} from '../../store/recordings.js';

/** First key of the advisory locks of recordings. */
const LOCKS = 8_031_973;

/**
 * Stores batches with their ties. A table in partitions has no key across them, so that a batch is looked for under a lock of its
 * recording: where it is stored it is changed in its place.
 */
export async function upsertBatches(
  session: Session,
  projectId: number,
  batches: readonly RecordingBatch[],
): Promise<void> {
  await lockRecordings(
    session,
    projectId,
    batches.map(({ replayId }) => replayId),
  );
  const links = tiesOf(batches).map(({ distinctId, recordingId }) => {
    return { distinctId, linkedId: recordingId, kind: 'recording', origin: 'token' } as const;
  });
  await insertLinks(session, projectId, links);
  await session.query(
    `WITH sent AS MATERIALIZED (
       SELECT DISTINCT ON (replay_id, seq) *
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::timestamptz[], $9::int[],
         $10::jsonb[], $11::int[], $12::text[], $13::bytea[], $14::date[])
         WITH ORDINALITY AS b (distinct_id, sent_distinct_id, device_id, replay_id, seq, started_at, replay_started_at, duration_ms,
           properties, events, encoding, recording, expires_on, place)
       ORDER BY replay_id, seq, place DESC
     ), changed AS (
       UPDATE subject_data.session_replays AS stored
       SET distinct_id = sent.distinct_id, sent_distinct_id = sent.sent_distinct_id, device_id = sent.device_id,
         started_at = sent.started_at, replay_started_at = sent.replay_started_at, duration_ms = sent.duration_ms,
         properties = sent.properties, events = sent.events, encoding = sent.encoding, recording = sent.recording
       FROM sent
       WHERE stored.project_id = $1::int AND stored.replay_id = sent.replay_id AND stored.seq = sent.seq
       RETURNING stored.replay_id, stored.seq
     )
     INSERT INTO subject_data.session_replays (project_id, distinct_id, sent_distinct_id, device_id, replay_id, seq, started_at,
       replay_started_at, duration_ms, properties, events, encoding, recording, expires_on, received_at)
     SELECT $1::int, distinct_id, sent_distinct_id, device_id, replay_id, seq, started_at,
       replay_started_at, duration_ms, properties, events, encoding, recording, expires_on, clock_timestamp()
     FROM sent
     WHERE NOT EXISTS (SELECT FROM changed WHERE changed.replay_id = sent.replay_id AND changed.seq = sent.seq)`,
    [
      projectId,
      textArray(batches.map(filedUnder)),
      textArray(batches.map((batch) => batch.distinctId)),
      batches.map((batch) => batch.deviceId),
      textArray(batches.map((batch) => batch.replayId)),
      batches.map((batch) => batch.seq),
      timestamptzArray(batches.map((batch) => batch.batchStartedAt)),
      timestamptzArray(batches.map((batch) => batch.replayStartedAt)),
      batches.map((batch) => batch.durationMs),
      jsonbArray(batches.map((batch) => batch.properties)),
      batches.map((batch) => batch.events),
      batches.map((batch) => batch.encoding),
      byteaArray(batches.map((batch) => batch.payload)),
      batches.map((batch) => batch.expiresOn.toISOString().slice(0, 10)),
    ],
  );
}

/**
 * Ties of recordings of which something lies under an id of their own, each looked up by the indexes of recordings: OFFSET 0 keeps a
 * planner without statistics from joining with all ties there are.
 */
export async function selectTies(session: Session, projectId: number, ids: readonly string[]): Promise<RecordingTie[]> {
  return session.query<RecordingTie & Record<string, unknown>>(
    `WITH asked AS MATERIALIZED (SELECT DISTINCT id FROM unnest($2::text[]) AS id),
     found AS MATERIALIZED (
       SELECT DISTINCT recording.linked_id FROM asked CROSS JOIN LATERAL (
         SELECT linked_id FROM subject_data.identity_links l
         WHERE project_id = $1::int AND distinct_id = asked.id AND kind = 'recording' AND EXISTS (
           SELECT FROM subject_data.identity_links device
           WHERE device.project_id = $1::int AND device.linked_id = l.linked_id AND device.kind = 'recording'
             AND starts_with(device.distinct_id, '$device:')
           OFFSET 0)
         ORDER BY received_at LIMIT ${String(MOST_RECORDINGS)}
       ) AS recording
     )
     SELECT tie.distinct_id AS "distinctId", found.linked_id AS "recordingId" FROM found CROSS JOIN LATERAL (
       SELECT distinct_id FROM subject_data.identity_links
       WHERE project_id = $1::int AND linked_id = found.linked_id AND kind = 'recording'
       ORDER BY received_at LIMIT ${String(MOST_RECORDED)}
     ) AS tie`,
    [projectId, ids],
  );
}

/** Whoever stores or removes what belongs to a recording does so alone. In one order, so that two do not wait for each other. */
export async function lockRecordings(session: Session, projectId: number, replayIds: readonly string[]): Promise<void> {
  await session.query(
    `SELECT pg_advisory_xact_lock($1::int, lock) FROM (
       SELECT DISTINCT hashtext($2::text || ' ' || replay_id) AS lock FROM unnest($3::text[]) AS replay_id ORDER BY lock
     ) AS locks`,
    [LOCKS, String(projectId), [...new Set(replayIds)]],
  );
}
