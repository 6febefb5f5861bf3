import { gzipSync } from 'node:zlib';
import type { RecordingBatch } from '../../src/subject-data/index.js';

/** A batch of the recording `r`, of a user and without a device where nothing else is said. */
export function recordingBatch(more: Partial<RecordingBatch> = {}): RecordingBatch {
  const started = new Date('2026-03-09T22:28:55.078Z');
  return {
    distinctId: 'ada',
    deviceId: null,
    replayId: 'r',
    seq: 0,
    batchStartedAt: started,
    replayStartedAt: started,
    durationMs: 1500,
    properties: '{"mp_lib": "web"}',
    events: 1,
    encoding: 'gzip',
    payload: gzipSync('[{"type":4,"timestamp":1773095335078}]'),
    expiresOn: new Date('2026-04-08'),
    ...more,
  };
}
