import type { Collection } from '../../data-map/collection.js';

/**
 * Carries out a portion of copying; it should take a second or two.
 * @throws HabeasError where the caller may not go on: nothing is copied then
 */
export type WhileMine = <T>(portion: () => Promise<T>) => Promise<T>;

/**
 * Rows of a project in the built-in collections, by the number they are filed under: what a project held can be filed under another
 * number, where nobody asks for it, and back. Copying comes first; only what is known to stand there is erased here, by `ExpiryStore`.
 * Each method may be repeated after a crash with the same effect.
 */
export abstract class ProjectRows {
  /** How many rows of a collection are filed under a number, as readers see them. */
  abstract count(collection: Collection, projectId: number): Promise<number>;

  /**
   * Copies all rows to another number, in portions. What has come since wins: a row that stands there with the same key stays as it is,
   * and so does the same batch of a recording (`knownBy`). What was removed there stays removed where the engine still knows of it, as
   * ClickHouse does of a profile. Arrivals and dates of expiry come along.
   */
  abstract copy(collection: Collection, from: number, to: number, whileMine: WhileMine): Promise<void>;

  /** How many rows are filed under the one number and stand neither under the other nor were removed there. */
  abstract missing(collection: Collection, from: number, to: number): Promise<number>;
}
