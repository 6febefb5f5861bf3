/**
 * What a store without transactions lacks to take data in: one clock for all processes, the one by which a sweep sets its
 * watermarks, and a way to be alone with some names.
 */
export abstract class Arrivals {
  /** The time at which what is being written arrives. */
  abstract now(): Promise<Date>;

  /** Runs `work` while nobody else, in any process, is alone with one of the names of the project; `now` is the time it began. */
  abstract alone<T>(projectId: number, names: readonly string[], work: (now: Date) => Promise<T>): Promise<T>;
}
