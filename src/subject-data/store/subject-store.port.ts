import type { CalendarDay, Window } from '../../compliance/index.js';
import type { Moment } from '../../platform/index.js';
import type { Ahead } from './ahead.js';
import type { CellLimits } from './cell-limits.js';
import type { Collection } from '../data-map/collection.js';
import type { ExpiryStore } from './expiry/expiry.port.js';
import type { Neighbours } from './neighbours.js';
import type { OnTouch } from './scrubber.port.js';
import type { SubjectKey } from './subject-keys.js';

export type { OnTouch, SubjectKey };

/** Rows of one ordinal in one collection; ordinals without a row are absent. */
export interface Tally {
  readonly ordinal: number;
  readonly rows: number;
  /** Span of the time column; null where the collection or its rows have none. */
  readonly earliest: Moment | null;
  readonly latest: Moment | null;
  /** Of rows that are parts of something (`partsOf`): of how many things; left out of others. */
  readonly wholes?: number;
  /** Of these rows: arrivals later than the store's clock; left out where there are none. */
  readonly ahead?: Ahead;
}

/** What a read-back found of one ordinal; ordinals without a row are absent. */
export interface ReadBack {
  readonly ordinal: number;
  /** Survivors: rows that should be gone and are not. */
  readonly rows: number;
  /** Rows that arrived after the watermark and not after the store's now. */
  readonly newRows: number;
  /** Of the survivors, as in a tally. */
  readonly ahead?: Ahead;
}

/** Rows of one ordinal that a policy keeps on; ordinals without a row are absent. */
export interface KeptRows {
  readonly ordinal: number;
  readonly rows: number;
  /** The earliest of the days from which they are kept for a time; null where they bear none, or the policy asks for none. */
  readonly earliest: CalendarDay | null;
}

/**
 * A row with its columns by name: null, boolean, number, bigint, string, bytes or `TooLarge`. A JSON column comes as its text, so that
 * nothing is parsed and nothing rounded; a timestamp as a Date where a Date holds it exactly, else as its ISO text.
 */
export interface StoredRow {
  readonly ordinal: number;
  /** The time column's value; null where the collection or the row has none. */
  readonly time: Moment | null;
  /** Has no prototype, so that a column may have any name. */
  readonly columns: Readonly<Record<string, unknown>>;
  /** The columns whose text is JSON. */
  readonly json: ReadonlySet<string>;
  /** The columns that hold a `TooLarge` in place of their value; left out where there are none. */
  readonly tooLarge?: readonly string[];
}

/** A header that holds something about an ordinal. */
export interface HeaderTally {
  readonly ordinal: number;
  readonly header: string;
  readonly rows: number;
}

export interface HeaderValueTally extends HeaderTally {
  /** `WITHHELD` where the data map withholds it. */
  readonly value: string;
  readonly earliest: Moment | null;
  readonly latest: Moment | null;
}

/**
 * What of the rows an erasure takes; see the design's section 5 on partial deletions. `rows`: the rows themselves, where an erasure
 * of headers cannot clear them.
 */
export type Erasure = 'policy' | 'headers' | 'rows' | 'sources';

/** Stands in for a value that is held and not disclosed (11 CCR §7024(d)). */
export const WITHHELD = 'held, not disclosed';

/** One consistent view of a store for a set of keys: what it counts is what it streams. */
export interface StoreView {
  count(collection: Collection, window: Window): Promise<Tally[]>;
  /** Rows ordered by ordinal, then time, those without a time first; parts of something by what they are parts of. Of what is beyond the limits the size is fetched, and not the value. */
  rows(collection: Collection, window: Window, limits?: CellLimits): AsyncIterable<StoredRow>;
  /** Names of the columns and properties that hold something, per ordinal. */
  headers(collection: Collection, window: Window): Promise<HeaderTally[]>;
  /** The values of the collection's source headers, grouped, per ordinal. */
  sources(collection: Collection, window: Window): Promise<HeaderValueTally[]>;
}

/** What keeps a removal from its end: somebody who sees the rows, the engine's own work, its load, a right only a person can give. */
export type RemovalWait = 'older-snapshot' | 'mutation' | 'mutation-refused' | 'store-busy' | 'missing-right';

/**
 * Whether the engine has removed the hidden rows, or what still holds them. `since` is opaque: handed to the next call
 * it makes the wait be for what stood in the way at the first one, and not for what came later. It holds for what was
 * erased before that first one alone.
 */
export type RemovalResult =
  | { readonly erased: true }
  | { readonly erased: false; readonly reason: RemovalWait; readonly waitsFor: string; readonly since: string };

/**
 * Who does which partition, where several share the work of one `hide` or `removeHidden`: sessions of one process, and other
 * processes. One of them leads, lays the partitions out and stays until all are finished; the others do what is free.
 */
export interface PartitionClaims {
  /** How many partitions the caller may be at, at once. */
  readonly atOnce: number;
  /** Says which partitions there are, in the order in which they are to be taken. Who only helps is not heard. */
  offer(relations: readonly string[]): Promise<void>;
  /** Takes the next one, having `done` another; null where nothing is left for the caller to do or to wait for. */
  claim(done?: DonePartition): Promise<string | null>;
  /**
   * To be called before what was done to the partition can be seen. It is then the caller's for several seconds more.
   * @throws HabeasError `turn-lost` where it is not the caller's any more
   */
  heartbeat(relation: string): Promise<void>;
  /** Leaves it to others, undone. */
  release(relation: string): Promise<void>;
  /** The partitions, whoever did them, that were finished without the proof that nothing is left in them. */
  unproven(): Promise<string[]>;
}

export interface DonePartition {
  readonly relation: string;
  readonly proven: boolean;
}

/** What the caller of an erasure is told and asked on the way. */
export interface HideOptions {
  /** Arrivals that were later than the store's clock when the rows were counted: their rows are taken too, whatever the clock says now. */
  readonly ahead?: Ahead | null;
  readonly onTouch?: OnTouch;
  /** Called before what was done can be seen; throws where the caller may not go on. */
  readonly assertStillMine?: () => Promise<void>;
  /** Left out where the caller does everything itself; not used where the rows stand in one table. */
  readonly turns?: PartitionClaims | undefined;
  /** What the data map says of the database; left out, nothing but the collection. */
  readonly neighbours?: Neighbours;
  /** The same as `ahead` for a collection whose rows are erased in one statement with these; left out, null. */
  readonly aheadOf?: (collection: Collection) => Promise<Ahead | null>;
  /** Keys of everybody whose rows go in this very sweep; left out, those that are erased. Whoever is held is not among them. */
  readonly going?: readonly SubjectKey[];
}

/** What the caller of a removal knows, and is told on the way. */
export interface RemovalOptions {
  /** Where an earlier removal stands; see `RemovalResult`. */
  readonly since?: string | undefined;
  /** What `hide` told `onTouch`, where the caller has kept it, so that nothing else need be looked through. */
  readonly relations?: readonly string[] | undefined;
  readonly turns?: PartitionClaims | undefined;
  /** Called when the engine was asked for the removal, and nothing is left to do but to wait for it. */
  readonly onWaiting?: (() => void) | undefined;
}

/** What is wrong with a collection: an error must be put right before the start, a warning costs time or certainty. */
export interface CheckResult {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * An engine that keeps collections. Export, deletion and verification iterate over the data map and call nothing else.
 *
 * Deliberately not in it: transactions, connections, queues, requests, the law, and any belief in rows-affected:
 * what was erased is counted before (`read`) and proven after (`countRemaining`), never taken from a statement's answer.
 * Every method may be repeated after a crash with the same effect. Ids reach the engine as a table, never as SQL text.
 * Faults of the engine are thrown as HabeasErrors: kind `unavailable`, code `store-unavailable` where it does not answer, code
 * `store-busy` where it is slow; what only a person can put right (a missing right, a trigger that raises) as kind `unprocessable`,
 * code `store-refused`.
 */
export abstract class SubjectStore {
  abstract readonly name: string;
  abstract readonly kind: 'postgres' | 'clickhouse';
  /** True where a transaction on one collection keeps the erased rows of another from being removed. */
  abstract readonly takesTurns: boolean;
  /** What time does to its collections. */
  abstract readonly expiry: ExpiryStore;

  /** The time by the clock of the store's database. */
  abstract now(): Promise<Date>;

  /**
   * Checks the collection against the engine's catalog: table, columns, types, privileges, anonymizable columns, and what would
   * go along with its rows. `neighbours`: what the data map says of the database; left out, nothing but the collection.
   */
  abstract check(collection: Collection, neighbours?: Neighbours): Promise<CheckResult>;

  /** Why nothing could be done with the store at all, by its URL; null where nothing stands in the way. */
  async unfit(): Promise<string | null> {
    return null;
  }

  /** The same for two stores that are one database. */
  async database(): Promise<string> {
    return `store ${this.name}`;
  }

  /** Which collections of the database are to be erased before each, by name; those that wait for none may be left out. */
  async eraseOrder(_neighbours: Neighbours): Promise<ReadonlyMap<string, readonly string[]>> {
    return new Map();
  }

  /**
   * Whether an erasure of headers takes the rows themselves (`rows`): where the data map says so, where a row cannot be cleared,
   * and where it refers to a row that goes.
   */
  async erasesRows({ policy }: Collection, _neighbours: Neighbours): Promise<boolean> {
    return policy.kind === 'erase' && policy.rows === true;
  }

  /**
   * Collections whose rows would go along, or be changed, with those of this one, or are erased in one statement with them: to be
   * counted before it is erased.
   */
  async takenAlong(_collection: Collection, _erasure: Erasure, _neighbours: Neighbours): Promise<Collection[]> {
    return [];
  }

  /** Opens one consistent view for `keys`; it ends with `work`. */
  abstract read<T>(keys: readonly SubjectKey[], work: (view: StoreView) => Promise<T>): Promise<T>;

  /**
   * Says that much will be asked about these keys, this very array, until the answer is called: an engine to which ids must be
   * carried need do that only once.
   */
  share(_keys: readonly SubjectKey[]): () => Promise<void> {
    return async () => undefined;
  }

  /** Counts as a view of its own would, and with it what `hide` takes by the same `ahead`. */
  abstract tally(
    keys: readonly SubjectKey[],
    collection: Collection,
    window: Window,
    ahead?: Ahead | null,
  ): Promise<Tally[]>;

  /**
   * Counts, as `tally` does, what the policy of the collection keeps on: all but what it kept no longer at `moment` (`endedPart`,
   * which asks for the other rows by the same predicate).
   */
  abstract keptOf(
    keys: readonly SubjectKey[],
    collection: Collection,
    moment: Date,
    ahead?: Ahead | null,
  ): Promise<KeptRows[]>;

  /**
   * Hides the rows of `keys` in one pass: afterwards no reader sees them. Of arrivals later than the store's clock it takes those
   * that were counted (`course.ahead`), and no others. A `keep` collection is refused (`collection-kept`), and so is what would
   * take rows along that are kept, or of anybody who is not `going` (`would-take-others`); with what would only lose its owner
   * before it is erased itself it waits (`would-untie`).
   */
  abstract hide(
    collection: Collection,
    keys: readonly SubjectKey[],
    erasure: Erasure,
    course?: HideOptions,
  ): Promise<void>;

  /**
   * Makes the engine remove what `hide` has hidden, and proves that it did. Call it after `hide` has returned, to everybody
   * who shared it.
   */
  abstract removeHidden(collection: Collection, course?: RemovalOptions): Promise<RemovalResult>;

  /** Does partitions of a removal that somebody else leads, and who proves it. Nothing where a store lays none out. */
  async helpRemoval(_turns: PartitionClaims): Promise<void> {}

  /**
   * Whether files that an erasure replaced up to `erasedAt` have left the disk. An engine that writes a table's files anew
   * keeps the old ones for a while. One that removes rows in place never says so: there the bytes stay until a `Scrubber`
   * has rewritten the table.
   */
  abstract filesDropped(collection: Collection, erasedAt: Date): Promise<boolean>;

  /**
   * Counts all rows of `keys` that the erasure should have taken, or cleared, without its bound in time: what of them should be
   * gone, and what is new. `ahead`: as it was given to the erasure.
   */
  abstract countRemaining(
    collection: Collection,
    keys: readonly SubjectKey[],
    erasure: Erasure,
    ahead?: Ahead | null,
  ): Promise<ReadBack[]>;
}
