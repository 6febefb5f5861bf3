import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { areRecordedEvents, type RecordedEvent } from './recorded-event.js';

/** Bytes of a batch unpacked, as many as `/record` takes. What is more is left as it was received. */
const MOST_UNPACKED_BYTES = 1 << 24;
const unzip = promisify(gunzip);
const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** A batch unpacked: its JSON text, null where it has none, and the events in it, null where it holds none that can be told. */
export interface UnpackedBatch {
  readonly json: string | null;
  readonly events: readonly RecordedEvent[] | null;
}

/** Unpacks what a recorder sent: a JSON array of events, compressed by gzip (RFC 1952) or plain. It never throws. */
export async function unpackBatch(payload: Uint8Array): Promise<UnpackedBatch> {
  // A deletion has cleared it.
  if (payload.length === 0) return { json: null, events: [] };
  try {
    const isGzip = payload[0] === 0x1f && payload[1] === 0x8b;
    const bytes = isGzip ? await unzip(payload, { maxOutputLength: MOST_UNPACKED_BYTES }) : payload;
    if (bytes.length > MOST_UNPACKED_BYTES) return { json: null, events: null };
    const json = UTF_8.decode(bytes);
    const value: unknown = JSON.parse(json);
    return { json, events: areRecordedEvents(value) ? value : null };
  } catch {
    return { json: null, events: null };
  }
}
