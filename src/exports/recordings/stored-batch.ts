import type { Moment } from '../../platform/index.js';
import { isRecordingId, jsonMembers, type Collection, type StoredRow } from '../../subject-data/index.js';
import { unpackBatch, type UnpackedBatch } from './unpack-batch.js';

/** A batch of a recording as it lies in its store, unpacked. */
export interface StoredBatch extends UnpackedBatch {
  /** The id of the recording. */
  readonly recording: string;
  readonly seq: number;
  readonly startedAt: Moment | null;
  /** The page it was recorded on; null where that is not known or not disclosed. */
  readonly address: string | null;
  /** What is known of the device and disclosed: operating system, browser, model. */
  readonly device: string | null;
  /** Why its events are not known: they are not disclosed, or too large to be copied. */
  readonly lacks: 'withheld' | 'too-large' | null;
}

/** Whether what stands under a name is not disclosed. */
export type IsWithheld = (name: string) => boolean;

const PAYLOAD = 'recording';
const SENT = 'sent_distinct_id';
const ADDRESSES = ['$current_url', 'replay_start_url'];
const DEVICE = ['$os', '$browser', '$device', '$model', 'mp_lib'];

/** Reads the batches of a collection of recordings, of which some headers are not disclosed. */
export async function readBatch(row: StoredRow, isWithheld: IsWithheld): Promise<StoredBatch> {
  const { columns, time } = row;
  const told = toldProperties(columns['properties'], isWithheld);
  const payload = columns[PAYLOAD];
  const lacks = isWithheld(PAYLOAD) ? 'withheld' : (row.tooLarge ?? []).includes(PAYLOAD) ? 'too-large' : null;
  const isThere = lacks === null && payload instanceof Uint8Array;
  const words = DEVICE.flatMap((name) => told.get(name) ?? []);
  return {
    ...(isThere ? await unpackBatch(payload) : { json: null, events: null }),
    recording: String(columns['replay_id']),
    seq: Number(columns['seq']),
    startedAt: time,
    address: ADDRESSES.map((name) => told.get(name)).find((address) => address !== undefined) ?? null,
    device: words.length === 0 ? null : words.join(', '),
    lacks,
  };
}

/**
 * The row as a program reads it: with the events themselves where they can be told, else with the bytes as they were received, and
 * with the id it was sent under in place of the one it is filed under.
 */
export function withEvents(row: StoredRow, { json }: Pick<StoredBatch, 'json'>, isWithheld: IsWithheld): StoredRow {
  const { [SENT]: sent = '', ...others } = row.columns;
  const filed = String(others['distinct_id']);
  const id = isRecordingId(filed) ? null : filed;
  const isTold = sent !== '' && !isWithheld(SENT);
  const events = json === null ? {} : { [PAYLOAD]: json };
  const columns = Object.assign(
    Object.create(null) as Record<string, unknown>,
    others,
    { distinct_id: isTold ? sent : id },
    events,
  );
  return { ...row, columns, json: json === null ? row.json : new Set([...row.json, PAYLOAD]) };
}

/** Whether a collection holds recordings, batch by batch. */
export function holdsRecordings({ partsOf }: Collection): boolean {
  return partsOf?.whole === 'replay_id';
}

function toldProperties(text: unknown, isWithheld: IsWithheld): ReadonlyMap<string, string> {
  if (typeof text !== 'string' || isWithheld('properties')) return new Map();
  const members = (jsonMembers(text) ?? []).filter(({ name, value }) => value.startsWith('"') && !isWithheld(name));
  return new Map(members.map(({ name, value }) => [name, JSON.parse(value) as string]));
}
