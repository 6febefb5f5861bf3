import { gzipSync } from 'node:zlib';
import type { SubjectFolder } from '../../src/exports/folder/subject-folder.js';
import type { RecordedEvent } from '../../src/exports/recordings/recorded-event.js';
import type { StoredRow } from '../../src/subject-data/index.js';

/** When the recordings of the specs begin. */
export const BEGAN = Date.parse('2026-03-09T10:00:00Z');

/** A page as a recorder tells of it: its address and size, then the whole picture of it, `after` milliseconds from the beginning. */
export function picture(after: number, href = 'https://shop.example/'): RecordedEvent[] {
  const node = { type: 0, id: 1, childNodes: [] };
  return [
    { type: 4, timestamp: BEGAN + after, data: { href, width: 800, height: 600 } },
    { type: 2, timestamp: BEGAN + after, data: { node, initialOffset: { left: 0, top: 0 } } },
  ];
}

export function change(after: number, data: object = { source: 1, positions: [] }): RecordedEvent {
  return { type: 3, timestamp: BEGAN + after, data };
}

/** A batch as a person's view of the store gives it, of ten seconds. */
export function storedRow(
  seq: number,
  events: readonly RecordedEvent[] | Uint8Array,
  more: Readonly<Record<string, unknown>> = {},
): StoredRow {
  const columns = Object.assign(Object.create(null) as Record<string, unknown>, {
    distinct_id: '$recording:replay-1',
    sent_distinct_id: '$device:one',
    replay_id: 'replay-1',
    seq,
    properties: '{"$current_url": "https://shop.example/cart", "$os": "Mac OS X", "mp_lib": "web"}',
    encoding: 'gzip',
    recording: events instanceof Uint8Array ? events : gzipSync(JSON.stringify(events)),
    ...more,
  });
  return {
    ordinal: 0,
    time: new Date(BEGAN + seq * 10_000).toISOString(),
    columns,
    json: new Set(['properties']),
  };
}

export async function* streamed<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  for (const item of items) yield item;
}

/** A folder of an export that keeps what is written into it. */
export class FolderInMemory implements SubjectFolder {
  readonly files = new Map<string, string>();

  readonly nameOf = (file: string): string => `3f2a-0001-${file}`;
  readonly write = async (file: string, content: AsyncIterable<string> | Iterable<string>): Promise<void> => {
    let text = '';
    for await (const piece of content) text += piece;
    this.files.set(file, text);
  };
}
