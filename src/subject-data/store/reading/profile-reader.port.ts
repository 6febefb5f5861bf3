import type { Wanted } from './profile-search.js';

/** A profile as it is read. */
export interface StoredProfile {
  readonly distinctId: string;
  /** JSON text of an object. */
  readonly properties: string;
  /** When it arrived, in microseconds since 1970; no change of a profile lifts it. */
  readonly arrived: bigint;
}

/** Which profiles of a project are read. */
export interface ProfileSelection {
  /** Those that any of these is true of; null: all. An empty list is true of nobody. */
  readonly among: readonly Wanted[] | null;
  /** The id behind which reading begins, and the last that is read; null: from the first, to the last. */
  readonly after: string | null;
  readonly until: string | null;
  /** The latest arrival that is read, in microseconds since 1970; null: whatever the arrival. */
  readonly arrivedBy: bigint | null;
}

export const ALL_PROFILES: ProfileSelection = { among: null, after: null, until: null, arrivedBy: null };

/** Takes a batch, which is not empty; false ends the reading. */
export type ProfileVisitor = (batch: readonly StoredProfile[]) => Promise<boolean>;

/** Reads the profiles of a project, however many there are: nothing is held but the batch under way. */
export abstract class ProfileReader {
  /**
   * Shows the profiles in batches of some megabytes at the most, as they are at one moment, in an order of their ids that is the
   * store's own and always the same. The store keeps that moment for as long as it is read: a visitor is quick.
   * @throws HabeasError `search-too-slow` (503) where a statement of the store takes longer than so many milliseconds; what the store
   * throws, and the visitor
   */
  abstract read(
    projectId: number,
    selection: ProfileSelection,
    milliseconds: number,
    visit: ProfileVisitor,
  ): Promise<void>;
}
