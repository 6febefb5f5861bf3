import { type Readable, type Writable } from 'node:stream';

/** Bytes from `start` up to and without `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredArtifact {
  readonly name: string;
  readonly bytes: number;
  readonly storedAt: Date;
}

/**
 * Keeps blobs under opaque names (`<requestId>/<fence>.bin`), on a disk or in an object store. It sees ciphertext alone:
 * encryption, parts and zip entries are above it, and which blob belongs to which request stands in the database.
 *
 * A write that was cut off is never taken up again: the work that made it begins anew, under a name of its own, since the key of
 * an artifact is only kept when it is sealed.
 *
 * Every method refuses a name outside `checkArtifactName` with `artifact-name`.
 */
export abstract class ArtifactStore {
  /**
   * A stream into a new blob. Nothing is readable under the name until `finish`, which means durable; a blob that was there
   * before is then replaced. `destroy()` instead of `end()` aborts and leaves nothing, as `close` tells.
   */
  abstract write(name: string): Writable;

  /** Length in bytes. @throws HabeasError `artifact-missing` */
  abstract size(name: string): Promise<number>;

  /** The blob, or a range of it cut to what there is. The stream fails with HabeasError `artifact-missing` where there is none. */
  abstract read(name: string, range?: ByteRange): Readable;

  /** Removes the blob; no error where there is none. */
  abstract remove(name: string): Promise<void>;

  /** Finished blobs whose name begins with `prefix` ('' for all), in no order; to find those no row names any more. */
  abstract list(prefix: string): AsyncIterable<StoredArtifact>;

  /** Removes what writers left that began before the moment and never ended, as a killed process does. Returns how many. */
  abstract removeUnfinished(before: Date): Promise<number>;
}
