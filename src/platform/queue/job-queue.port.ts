/** One job of the catalogue: which queue, which kind, and the id it is about. Nothing else ever enters the queue. */
export interface JobOrder {
  readonly queue: string;
  readonly kind: string;
  /** UUID of a request or name of a task; never a subject's id. */
  readonly id: string;
}

/**
 * The queue as a doorbell (invariant 1): ringing is best effort and never fails the caller, since the dispatcher finds
 * due work in the database and rings again. Ringing twice for the same work is the same as once.
 */
export abstract class JobQueue {
  abstract enqueue(ring: JobOrder): Promise<void>;
}
