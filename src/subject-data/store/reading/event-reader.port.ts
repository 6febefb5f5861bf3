import type { EventRecord } from '../ingest-store.port.js';

/** Which events of a project are read. */
export interface EventSelection {
  /** The first moment and the one behind the last; null: since and until ever. */
  readonly from: Date | null;
  readonly until: Date | null;
  /** Names of events; null: all. */
  readonly names: readonly string[] | null;
  /** Ids as they are stored; null: everybody's. */
  readonly distinctIds: readonly string[] | null;
}

/** How long a reader may occupy a store. */
export interface ReadingBounds {
  /** Milliseconds for which one statement may look for what comes next. */
  readonly statement: number;
}

export const READING_BOUNDS: ReadingBounds = { statement: 60_000 };

/**
 * Reads the events of a project by their time, however many there are: nothing is held but the batch under way, and nothing of the
 * store while the reader does something else for long: neither a transaction nor a snapshot nor a connection. So it is no one
 * moment that is read. What is stored or erased meanwhile is in it or not; what was stored before and stays is in it once.
 */
export abstract class EventReader {
  /**
   * Batches of about a megabyte, a thousand events at the most, none of them empty. The order is the store's own. Leaving early ends
   * what runs.
   * @throws HabeasError `reading-too-slow` (503) where a statement took longer than it may, and what the store throws
   */
  abstract read(projectId: number, selection: EventSelection): AsyncIterable<readonly EventRecord[]>;
}
