import { gzipSync } from 'node:zlib';
import type { RecordingBatch } from '../../src/subject-data/index.js';

/** What a recorder told in one batch, and under which id. */
export interface TestBatch {
  readonly distinctId: string;
  readonly replayId: string;
  readonly seq: number;
  /** rrweb's events, or the bytes as they are. */
  readonly events: readonly object[] | Uint8Array;
  readonly startedAt: Date;
  readonly address?: string;
}

/** A batch as the way in hands it to the store; it does not expire. */
export function recordingBatch({ events, startedAt, address, ...named }: TestBatch): RecordingBatch {
  const properties = { $current_url: address ?? 'https://shop.example/', $os: 'Linux', mp_lib: 'web' };
  return {
    ...named,
    deviceId: null,
    batchStartedAt: startedAt,
    replayStartedAt: startedAt,
    durationMs: 10_000,
    properties: JSON.stringify(properties),
    events: events instanceof Uint8Array ? 0 : events.length,
    encoding: 'gzip',
    payload: events instanceof Uint8Array ? events : gzipSync(JSON.stringify(events)),
    expiresOn: new Date('2099-01-01T00:00:00Z'),
  };
}

/** A page as rrweb tells of it: its address and size, then the whole picture of it. */
export function pictureAt(at: Date, href = 'https://shop.example/'): object[] {
  const timestamp = at.getTime();
  return [
    { type: 4, timestamp, data: { href, width: 800, height: 600 } },
    { type: 2, timestamp, data: { node: { type: 0, id: 1, childNodes: [] }, initialOffset: { left: 0, top: 0 } } },
  ];
}
