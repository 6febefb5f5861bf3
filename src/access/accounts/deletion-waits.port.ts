/** What a deletion of this instance waits for beside the grace of its project; handed in by the entrance. */
export abstract class DeletionWaits {
  /** Milliseconds, each wait at its longest. */
  abstract readonly besideGrace: readonly number[];
}
