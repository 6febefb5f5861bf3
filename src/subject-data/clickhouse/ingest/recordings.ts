import type { Cells, ClickHouseEngine } from '../engine.js';
import { SUBJECT_DATABASE } from '../layout.js';
import {
  filedUnder,
  MOST_RECORDED,
  MOST_RECORDINGS,
  tiesOf,
  type RecordingBatch,
  type RecordingTie,
} from '../../store/recordings.js';
import { globally, type StoredLink } from './identity-links.js';
import { instantText } from './microseconds.js';
import { withRows, type Columns } from './staging.js';

const REPLAYS = `${SUBJECT_DATABASE}.session_replays`;
const LINKS = `${SUBJECT_DATABASE}.identity_links`;
const ROWS: Columns = [
  ['project_id', 'UInt32'],
  ['distinct_id', 'String'],
  ['replay_id', 'String'],
  ['seq', 'UInt32'],
  ['sent_distinct_id', 'String'],
  ['device_id', 'Nullable(String)'],
  ['started_at', `DateTime64(3, 'UTC')`],
  ['replay_started_at', `DateTime64(3, 'UTC')`],
  ['duration_ms', 'UInt32'],
  ['properties', 'String'],
  ['events', 'UInt32'],
  ['encoding', 'String'],
  // As base64 on its way, since what is sent is text.
  ['recording', 'String'],
  ['expires_on', 'Date32'],
  ['received_at', `DateTime64(6, 'UTC')`],
  ['version', 'UInt64'],
  ['is_deleted', 'UInt8'],
];

/** The last version of a batch under one subject. */
interface StoredBatch extends Record<string, unknown> {
  readonly replayId: string;
  readonly seq: number;
  readonly distinctId: string;
  /** Microseconds since 1970, as text. */
  readonly arrived: string;
  readonly expiresOn: string;
  readonly version: string;
  readonly deleted: number;
}

/**
 * Stores batches while nobody else stores any of their recordings. Each is a new version of the batch, with the arrival and expiry
 * of the first. One that was filed under another subject before leaves a version there that says that it is deleted.
 */
export async function insertBatches(
  engine: ClickHouseEngine,
  projectId: number,
  batches: readonly RecordingBatch[],
  now: Date,
): Promise<void> {
  const last = new Map(batches.map((batch) => [keyOf(batch), batch]));
  const stored = await storedOf(engine, projectId, [...last.values()]);
  const rows = [...last].flatMap(([key, batch]) => rowsOf(projectId, batch, stored.get(key) ?? [], now));
  await withRows(engine, ROWS, rows, (name) => {
    const columns = ROWS.map(([column]) => column);
    const values = columns.map((column) => (column === 'recording' ? 'base64Decode(recording)' : column));
    return engine.insertSelected(REPLAYS, columns, `SELECT ${values.join(', ')} FROM ${name}`);
  });
}

/** To be stored before the batches: a batch whose tie was lost would be nobody's. */
export function linksTying(batches: readonly RecordingBatch[]): StoredLink[] {
  return tiesOf(batches).map(({ distinctId, recordingId }) => {
    return { distinctId, linkedId: recordingId, kind: 'recording', origin: 'token' };
  });
}

/** Ties of recordings of which something lies under an id of their own, since it was sent from a device. */
export async function selectTies(
  engine: ClickHouseEngine,
  projectId: number,
  ids: readonly string[],
): Promise<RecordingTie[]> {
  const ofProject = `FROM ${LINKS} WHERE project_id = ${String(projectId)} AND kind = 'recording'`;
  // Where nothing was recorded, nobody is looked for.
  const [any] = await engine.query(`SELECT 1 AS found ${ofProject} LIMIT 1`);
  if (any === undefined) return [];
  const asked = [...new Set(ids)].map((id) => [id]);
  const among = `${globally(engine)}IN`;
  return withRows(engine, [['id', 'String']], asked, (name) => {
    const ties = (columns: string, condition: string) => `SELECT ${columns} ${ofProject} AND ${condition}`;
    const theirs = `distinct_id ${among} (SELECT id FROM ${name})`;
    const ofDevices = ties(
      'linked_id',
      `startsWith(distinct_id, '$device:') AND linked_id ${among} (${ties('linked_id', theirs)})`,
    );
    const recordings = `${ties('distinct_id, linked_id', `${theirs} AND linked_id ${among} (${ofDevices})`)}
      GROUP BY distinct_id, linked_id ORDER BY min(received_at) LIMIT ${String(MOST_RECORDINGS)} BY distinct_id`;
    return engine.query<RecordingTie & Record<string, unknown>>(
      `${ties('distinct_id AS distinctId, linked_id AS recordingId', `linked_id ${among} (SELECT linked_id FROM (${recordings}))`)}
       GROUP BY distinct_id, linked_id ORDER BY min(received_at) LIMIT ${String(MOST_RECORDED)} BY linked_id`,
    );
  });
}

function rowsOf(projectId: number, batch: RecordingBatch, stored: readonly StoredBatch[], now: Date): Cells[] {
  const { replayId, seq, encoding, events, durationMs, properties } = batch;
  const distinctId = filedUnder(batch);
  const alive = stored.filter(({ deleted }) => Number(deleted) === 0);
  const first = alive.reduce<StoredBatch | undefined>(
    (earliest, each) => (earliest === undefined || BigInt(each.arrived) < BigInt(earliest.arrived) ? each : earliest),
    undefined,
  );
  const arrived = instantText(first?.arrived ?? String(BigInt(now.getTime()) * 1000n));
  const expires = first?.expiresOn ?? batch.expiresOn.toISOString().slice(0, 10);
  const version = nextVersion(stored, now);
  const times = [timeText(batch.batchStartedAt), timeText(batch.replayStartedAt)];
  const payload = Buffer.from(batch.payload).toString('base64');
  const sent = [batch.distinctId, batch.deviceId, ...times, durationMs, properties, events, encoding, payload];
  const gone = alive.filter((each) => each.distinctId !== distinctId);
  return [
    [projectId, distinctId, replayId, seq, ...sent, expires, arrived, version, 0],
    ...gone.map((each): Cells => {
      const nothing = ['', null, ...times, 0, '{}', 0, encoding, ''];
      const arrival = instantText(each.arrived);
      return [projectId, each.distinctId, replayId, seq, ...nothing, each.expiresOn, arrival, version, 1];
    }),
  ];
}

/** By an index of recordings; FINAL would not use it. */
async function storedOf(
  engine: ClickHouseEngine,
  projectId: number,
  batches: readonly RecordingBatch[],
): Promise<Map<string, StoredBatch[]>> {
  const keys = batches.map(({ replayId, seq }) => [replayId, seq]);
  const columns = [['replay_id', 'String'] as const, ['seq', 'UInt32'] as const];
  const rows = await withRows(engine, columns, keys, (name) =>
    engine.query<StoredBatch>(
      `SELECT replay_id AS replayId, seq, distinct_id AS distinctId, toString(max(s.version)) AS version,
         toString(toUnixTimestamp64Micro(argMax(s.received_at, s.version))) AS arrived,
         toString(argMax(s.expires_on, s.version)) AS expiresOn, argMax(s.is_deleted, s.version) AS deleted
       FROM ${REPLAYS} AS s WHERE project_id = ${String(projectId)} AND replay_id ${globally(engine)}IN (SELECT replay_id FROM ${name})
         AND (replay_id, seq) ${globally(engine)}IN (SELECT replay_id, seq FROM ${name})
       GROUP BY replay_id, seq, distinct_id`,
    ),
  );
  const stored = new Map<string, StoredBatch[]>();
  for (const row of rows) stored.set(keyOf(row), [...(stored.get(keyOf(row)) ?? []), row]);
  return stored;
}

/** In microseconds of the clock, so that what comes after an erasure outdoes every version that was hidden. */
function nextVersion(stored: readonly StoredBatch[], now: Date): string {
  const byClock = BigInt(now.getTime()) * 1000n;
  return String(stored.reduce((next, { version }) => (BigInt(version) < next ? next : BigInt(version) + 1n), byClock));
}

function keyOf({ replayId, seq }: { readonly replayId: string; readonly seq: number }): string {
  return `${String(Number(seq))} ${replayId}`;
}

function timeText(time: Date): string {
  return time.toISOString().replace('T', ' ').replace('Z', '');
}
