import type { Collection } from '../data-map/collection.js';

/**
 * Told of a table or partition (by a name the store understands) before it loses or changes rows for all to see, so that it
 * is on record, whatever happens next, that bytes of them are to be taken off the disk.
 */
export type OnTouch = (relation: string) => Promise<void>;

/** Done; not now, and why; or not at all, until a person does what `reason` says. */
export type Scrubbed =
  | { readonly kind: 'done' }
  | { readonly kind: 'later'; readonly waitsFor: string }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Takes the bytes of removed rows off the disk, in an engine that removes rows in place: what was overwritten by nobody
 * stands in the files still, in the table, its indexes, the statistics and the log. Each call holds one lock at the most and
 * may be repeated. Order: tables, then statistics, then the log, which holds what the others replaced.
 * Deliberately not in it: which tables, when, and what was done already. Backups and replicas are out of its reach.
 * Faults of the engine are thrown as by a `SubjectStore`.
 */
export abstract class Scrubber {
  /** Name of its store. */
  abstract readonly name: string;

  /**
   * Writes a table or partition anew, with its indexes; ordered by the subject where it is one of `collection`. One that is
   * not there any more is done.
   */
  abstract rewriteTable(relation: string, collection?: Collection): Promise<Scrubbed>;

  /** Writes what the planner remembers of values anew. */
  abstract rewriteStatistics(): Promise<Scrubbed>;

  /** Has every file of the log that was written before now removed or overwritten. */
  abstract turnLogOver(): Promise<Scrubbed>;

  /** The tables of a schema, by the names `rewriteTable` takes. */
  abstract tablesOf(schema: string): Promise<string[]>;
}

/** The scrubbers of the stores that need one, by the store's name. */
export class Scrubbers {
  /** @param control of the database where the requests are */
  constructor(
    private readonly byStore: ReadonlyMap<string, Scrubber>,
    readonly control: Scrubber,
  ) {}

  /** Null for a store that takes the bytes off the disk by itself, and for one that is not declared any more. */
  of(store: string): Scrubber | null {
    return this.byStore.get(store) ?? null;
  }
}
