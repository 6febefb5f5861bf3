import { deviceKey, isDeviceId } from './device-ids.js';

/** What ids that recordings are filed under begin with; no id that comes from outside may. */
export const RECORDING_MARK = '$recording:';

/** One batch of a recording (`replay_id`), as a recorder sent it. */
export interface RecordingBatch {
  /** As it was sent with the batch: hashed where the project hashes, a device in its canonical form. */
  readonly distinctId: string;
  /** `$device_id` as it was sent, in the same form; null where there was none. */
  readonly deviceId: string | null;
  readonly replayId: string;
  /** Number of the batch in its recording, 0 to 2^31 - 1. */
  readonly seq: number;
  readonly batchStartedAt: Date;
  readonly replayStartedAt: Date;
  /** Of the recording so far. */
  readonly durationMs: number;
  /** JSON text of an object: what else was said of the batch (`$current_url`, `$os`, `mp_lib` …). */
  readonly properties: string;
  /** How many of the recorder's events are in it. */
  readonly events: number;
  readonly encoding: 'gzip' | 'json';
  /** As received; unpacked, the JSON text of an array. */
  readonly payload: Uint8Array;
  /** The day, in UTC, on which it goes. */
  readonly expiresOn: Date;
}

/** That a batch of the recording was sent under the id. */
export interface RecordingTie {
  /** Of a user, or of a device in its canonical form. */
  readonly distinctId: string;
  /** The id that what was sent without a user is filed under. */
  readonly recordingId: string;
}

/** Of so many recordings of an id it is known whose they are: the first that came. */
export const MOST_RECORDINGS = 20_000;
/** So many ids under which one recording was sent are looked at. */
export const MOST_RECORDED = 1_000;

/** The id of a recording's own, under which what was sent of it without a user is filed. */
export function recordingIdOf(replayId: string): string {
  return RECORDING_MARK + replayId;
}

export function isRecordingId(id: string): boolean {
  return id.startsWith(RECORDING_MARK);
}

/** Whose a batch is: the user's it was sent under, or its recording's, since a device does not tell whose the recording will be. */
export function filedUnder({ distinctId, deviceId, replayId }: Omit<RecordingBatch, 'expiresOn'>): string {
  return isDevices(distinctId, deviceId) ? recordingIdOf(replayId) : distinctId;
}

/** Ties of the batches, each once. */
export function tiesOf(batches: readonly RecordingBatch[]): RecordingTie[] {
  const ties = new Map<string, RecordingTie>();
  for (const { distinctId: sent, deviceId, replayId } of batches) {
    const distinctId = isDevices(sent, deviceId) ? deviceKey(sent) : sent;
    const recordingId = recordingIdOf(replayId);
    ties.set(`${recordingId}\0${distinctId}`, { distinctId, recordingId }); // no id holds a NUL
  }
  return [...ties.values()];
}

/** Whether the id a batch was sent under is that of the device it was sent from. */
function isDevices(distinctId: string, deviceId: string | null): boolean {
  return isDeviceId(distinctId) || (deviceId !== null && deviceKey(deviceId) === deviceKey(distinctId));
}
