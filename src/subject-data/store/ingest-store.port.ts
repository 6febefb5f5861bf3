import type { IdUses, LinkOrigin } from './link-trust.js';
import type { ProfileSearch } from './reading/profile-search.js';
import type { RecordingBatch, RecordingTie } from './recordings.js';

/** An event as it is stored; `properties` without time, distinct_id and $insert_id. */
export interface EventRecord {
  readonly event: string;
  readonly distinctId: string;
  readonly time: Date;
  readonly insertId: string;
  /** JSON text of an object. */
  readonly properties: string;
}

/**
 * What a link was read from: `device`, an id of a device beside a user; `identify`, another id beside a user; `former`, the id
 * that somebody is said to have had before; `alias` and `merge`, the events of these names.
 */
export type LinkKind = 'device' | 'identify' | 'former' | 'alias' | 'merge';

/** `distinctId` is the person, `linkedId` what stands for them. `alias` and `merge` join for good; by the others it may be shared. */
export interface IdentityLink {
  readonly distinctId: string;
  readonly linkedId: string;
  readonly kind: LinkKind;
  readonly origin: LinkOrigin;
}

/** Links without trust that are read of one id: as of the person, and as of what is linked. The first that arrived count. */
export const MOST_UNTRUSTED_LINKS = { ofPerson: 20_000, ofLinked: 1_000 } as const;

/** Which links the operator looks at or decides: those that may join people (not a device to its user). */
export interface LinkSelection {
  readonly origins: readonly LinkOrigin[];
  readonly kind?: LinkKind;
  /** On the side of the person. */
  readonly distinctId?: string;
  readonly linkedId?: string;
}

export interface ReviewedLink extends IdentityLink {
  readonly receivedAt: Date;
}

export interface LinkReview {
  readonly total: number;
  /** The first of them, by their ids. */
  readonly links: readonly ReviewedLink[];
}

type Profile = Record<string, unknown> | null;

/** A change of one profile; returning null from `change` removes it. `current` is null where there is none. */
export interface ProfileChange {
  readonly distinctId: string;
  /** The person was not seen by it: a profile that is there counts as written when it last was before. */
  readonly leavesLastSeen?: boolean;
  readonly change: (current: Readonly<Record<string, unknown>> | null) => Profile | Promise<Profile>;
}

/** Collections that are kept by month: events by their time, recordings by the day they expire. */
export type MonthlyTable = 'events' | 'session_replays';

/**
 * Until when a write may land: what is not stored when `signal` aborts never is, however long the store takes. A call settles
 * when that is sure, not before; that takes about as long once more where the store does not answer.
 */
export interface WriteLimit {
  readonly signal: AbortSignal;
  /** From the beginning until then. */
  readonly milliseconds: number;
  /** The same moment by the clock of the database with the requests, which refuses what a process that was stopped writes later. */
  readonly until?: Date;
}

/** What comes in together. */
export interface Incoming {
  readonly events: readonly EventRecord[];
  /** Of the public token alone, which never prevails over what is stored. */
  readonly links: readonly IdentityLink[];
}

/** What is asked of the database with the requests before anything is stored, in SQL; `$1::int` is the project. */
export interface Door {
  /** Waits for a lock that is held until the end of the transaction. */
  readonly lock: string;
  /** A condition that is looked at when the lock is held. */
  readonly isOpen: string;
  /** For how long all of it may take. */
  readonly milliseconds: number;
}

/**
 * Where what comes in is written: the built-in collections. Each call is atomic and idempotent by the wire's duplicate
 * key (event, time, distinct_id, $insert_id), and stamps the arrival time on the server.
 */
export abstract class IngestStore {
  /** Makes room for what happens, or expires, in every month from `from` to `until`; writing does it by itself. */
  abstract ensurePartitions(table: MonthlyTable, from: Date, until: Date): Promise<void>;
  /**
   * Of an event sent again the latest version counts; it keeps the arrival of the first, so that it stays below a watermark.
   * Returns how many were new, or other than what was stored.
   */
  abstract writeEvents(projectId: number, events: readonly EventRecord[], limit?: WriteLimit): Promise<number>;
  /**
   * Writes links and events in one message and one transaction with a door: true where that was open, and all is stored; else nothing
   * is, and it is to be done step by step, as it always is where they are kept in another database than the requests. What throws may
   * have stored them, and storing them again stores them once.
   */
  abstract writeBehind(projectId: number, incoming: Incoming, door: Door): Promise<boolean>;
  /** A link that is stored already gets the origin of the stronger one. */
  abstract writeLinks(projectId: number, links: readonly IdentityLink[], limit?: WriteLimit): Promise<void>;
  /**
   * Stores batches by recording and `seq`. Of one that is sent again the latest counts, under whatever id it was sent; it keeps the
   * arrival and the expiry of the first. With each goes a tie between its recording and the id it was sent under. Whether a
   * batch is refused is told by `filedUnder` beside the ids that were sent.
   */
  abstract writeRecordings(projectId: number, batches: readonly RecordingBatch[], limit?: WriteLimit): Promise<void>;
  /**
   * All ties of the recordings that are tied to any of the ids, where something of the recording was sent without a user; of an id no
   * more than MOST_RECORDINGS, of a recording no more than MOST_RECORDED ids.
   */
  abstract recordingTiesOf(projectId: number, ids: readonly string[]): Promise<RecordingTie[]>;
  /**
   * Applies the changes, those of one profile in their order, each profile read and written once and locked in between. `change` may be called again when another
   * writer was first. A profile keeps the arrival time of its oldest content, so that no change lifts it over a watermark.
   * @throws HabeasError `profiles-too-large` (413) where they hold more than 32 MB together
   */
  abstract changeProfiles(projectId: number, changes: readonly ProfileChange[], limit?: WriteLimit): Promise<void>;
  /** Links that name any of the ids, on either side; of those without trust no more than MOST_UNTRUSTED_LINKS of an id. */
  abstract linksOf(projectId: number, ids: readonly string[]): Promise<IdentityLink[]>;
  /** How each of the ids was used; those of which nothing is held are left out. */
  abstract usesOf(projectId: number, ids: readonly string[]): Promise<Map<string, IdUses>>;
  /** The selected links of a project, `most` of them. */
  abstract reviewLinks(projectId: number, selection: LinkSelection, most: number): Promise<LinkReview>;
  /** Gives the selected links the operator's origin; returns how many. */
  abstract decideLinks(
    projectId: number,
    selection: LinkSelection,
    origin: 'believed-by-operator' | 'refused-by-operator',
  ): Promise<number>;
  /** Whether no built-in collection holds anything of a project. */
  abstract holdsNothing(projectId: number): Promise<boolean>;
  /** How many profiles a project has, counted up to `most` and no further. */
  abstract countProfiles(projectId: number, most: number): Promise<number>;
  /**
   * Ids of the profiles that say what is looked for, in the order of their bytes.
   * @throws HabeasError `search-too-slow` (503) where it took longer than it may
   */
  abstract findProfiles(projectId: number, search: ProfileSearch): Promise<string[]>;
}
