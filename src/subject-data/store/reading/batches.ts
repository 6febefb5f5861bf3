import { HabeasError } from '../../../platform/index.js';
import type { EventRecord } from '../ingest-store.port.js';

/** Events of a batch at the most, and about how many characters it holds. */
export const BATCH = { events: 1_000, characters: 1_048_576 } as const;

/** What comes one by one, in batches; none of them is empty. */
export async function* inBatches(events: AsyncIterable<EventRecord>): AsyncGenerator<readonly EventRecord[]> {
  let batch: EventRecord[] = [];
  let characters = 0;
  for await (const event of events) {
    batch.push(event);
    characters += event.properties.length;
    if (batch.length < BATCH.events && characters < BATCH.characters) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

/** A reading whose statement its time did not suffice for. */
export function readingTooSlow(milliseconds: number): HabeasError {
  const seconds = Math.ceil(milliseconds / 1000);
  const message = `The store looked for events for longer than ${seconds} seconds: ask for fewer days at once.`;
  return new HabeasError('unavailable', 'reading-too-slow', message, { retryAfter: seconds });
}
