import type { Collection } from '../../data-map/collection.js';
import type { OnTouch } from '../scrubber.port.js';
import type { SubjectKey } from '../subject-keys.js';

/** Of a project: rows that are dated before the moment have outlived their time; null = every row has. */
export interface ExpiryWindow {
  readonly projectId: number;
  readonly before: Date | null;
}

/**
 * By what rows of a collection grow old. `column`: by a date they bear; a row without one, or with `infinity`, never does, and what
 * a clock on a wall showed (`zone`) is old once it is so in either reading. A day is old once it is over. `unseen`: profiles by
 * when their person was last seen, which is when the profile was last written, when it says so itself (`$last_seen`), or the
 * newest event of the same id. `all`: by nothing; each goes.
 */
export type AgedBy =
  | { readonly kind: 'column'; readonly column: string; readonly zone?: string }
  | { readonly kind: 'unseen' }
  | { readonly kind: 'all' };

/** What is to go of a collection: all of it in one order, so that months that nobody may keep go as a whole. */
export interface Expiry {
  readonly collection: Collection;
  readonly agedBy: AgedBy;
  /**
   * Each project once; rows of other projects stay. A table without a project column is of its projects together: its rows go when
   * the window of each has passed, and are told of as rows of the project with the lowest number.
   */
  readonly windows: readonly ExpiryWindow[];
  /** `rows`, or `anonymize`: these columns are set to null, or to their default. */
  readonly takes: { readonly kind: 'rows' } | { readonly kind: 'anonymize'; readonly columns: readonly string[] };
  /** Whose rows stay, whatever their age: those of whoever is held, or has a request under way. */
  readonly spared: readonly SubjectKey[];
}

/** Rows of a project, dated in one month, that have outlived their time. */
export interface ExpiringMonth {
  readonly projectId: number;
  /** `YYYY-MM` in UTC; null where rows bear no date. */
  readonly month: string | null;
  /** Of these, rows of whoever is spared are not among them. */
  readonly rows: number;
  readonly spared: number;
  /** Rows that stay since rows of other tables refer to them. */
  readonly referredTo: number;
}

export interface ExpiryOptions {
  readonly onTouch: OnTouch;
  /**
   * Carries out a portion of the work, by which rows go for all to see, while nobody of these projects can be held or named in
   * a request; with `alone` nothing of theirs arrives meanwhile either. It should take a second at the most.
   * @throws HabeasError `spared-changed` (retryable) where somebody was held or named since `spared` was made: nothing is done then, and
   *   the caller asks anew with the new keys
   */
  readonly whileSettled: <T>(
    projectIds: readonly number[],
    mode: 'shared' | 'alone',
    portion: () => Promise<T>,
  ) => Promise<T>;
  /** To be called with the rows of each portion that was deleted; waits for as long as the pace asks. */
  readonly pace: (rows: number) => Promise<void>;
  /** Told of each partition that has gone as a whole, also where the rest is broken off. */
  readonly onDropped?: (partition: DroppedPartition) => Promise<void>;
  /**
   * Projects of which rows may arrive that are not old: their arrivals are kept out while a month is dropped. Not asked by an engine
   * that can look and drop under one lock.
   */
  readonly mayArrive: (month: { readonly from: Date | null; readonly until: Date | null }) => readonly number[];
}

/** A partition that went as a whole. */
export interface DroppedPartition {
  readonly relation: string;
}

/**
 * What time does to a collection. Like `SubjectStore`: each method may be repeated after a crash with the same effect, ids reach the
 * engine as a table, and what is gone is proven by `countExpired` and not by a statement's answer. Rows that other rows refer to by a
 * foreign key stay, whatever the key would do with them (ADR 0017). Ties of recordings (identity links of the kind `recording`) go with
 * the last batch of their recording.
 */
export abstract class ExpiryStore {
  /** What would go now, by project and month. */
  abstract preview(expiry: Expiry): Promise<ExpiringMonth[]>;

  /**
   * Hides it: partitions of which nothing may stay are dropped, in others rows are deleted in portions. Afterwards no reader sees
   * them; `SubjectStore.removeHidden` makes the engine remove them. What arrives old meanwhile may stay until it is called again.
   */
  abstract hide(expiry: Expiry, options: ExpiryOptions): Promise<readonly DroppedPartition[]>;

  /** Rows that should have gone and are still there, by project; projects without one are absent. */
  abstract countExpired(expiry: Expiry): Promise<ReadonlyMap<number, number>>;
}
