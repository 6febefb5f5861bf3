import type { Filing, SubjectKey } from '../../subject-data/index.js';

/** A subject of a request with everything that stands for them (invariant 5). */
export interface Subject {
  readonly ordinal: number;
  /** The id that was asked for. */
  readonly asked: string;
  /** What stands in its place in the built-in collections, where the project hashes ids and another was asked for. */
  readonly storedAs?: string;
  /** Every id whose rows are theirs, the asked one included unless it is ambiguous. */
  readonly ids: readonly string[];
  /** Ids linked to more than one person: neither disclosed nor erased. */
  readonly ambiguous: readonly string[];
  /** Devices that links without trust give to more than one person: neither disclosed nor erased. */
  readonly contested?: readonly string[];
  /** Whose the device is that was asked for, by links without trust: a hold on them holds it, and nothing else of them is meant. */
  readonly tiedTo?: readonly string[];
  /** Of the devices that links without trust tie to them, or of their recordings, the first 20,000 are meant, and there are more. */
  readonly devicesLeftOut?: boolean;
  /** Ids of recordings that are theirs as a whole. Rows are filed under them; they are shown to nobody, and counted as no ids. */
  readonly recordings?: readonly string[];
  /** Of recordings that others are in, too: but for what was sent under their own ids, neither disclosed nor erased. */
  readonly sharedRecordings?: readonly string[];
  /** By an ambiguous or contested device: the recordings that are theirs where it is decided that the device is. */
  readonly recordingsBeside?: ReadonlyMap<string, readonly string[]>;
  /** Why it is not known who is meant; then there are no ids. */
  readonly fault?: string;
}

/** What a person is erased, and refused, under in the built-in collections. */
export function storedIdsOf({ ids, recordings = [] }: Pick<Subject, 'ids' | 'recordings'>): readonly string[] {
  return recordings.length === 0 ? ids : [...ids, ...recordings];
}

/**
 * What stands for a person in any table. Tables of the company know the id that was asked for and no hash of it; it stands in the
 * request alone, so that it is the only one they can be asked for.
 */
export function keyIdsOf(person: Pick<Subject, 'asked' | 'storedAs' | 'ids' | 'recordings'>): readonly string[] {
  const { asked, storedAs, ids } = person;
  const stored = storedIdsOf(person);
  return storedAs !== undefined && ids.includes(storedAs) ? [...stored, asked] : stored;
}

/**
 * The keys by which stores find all rows of these subjects, wherever they are filed and whenever they arrived: a sweep alone has a
 * watermark.
 */
export function keysOf({ numbers }: Filing, subjects: readonly Subject[]): SubjectKey[] {
  return subjects.flatMap((person) =>
    keyIdsOf(person).flatMap((distinctId) =>
      numbers.map((projectId) => ({ ordinal: person.ordinal, projectId, distinctId, watermark: null })),
    ),
  );
}
