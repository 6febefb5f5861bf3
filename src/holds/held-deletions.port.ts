import type { Transaction } from '../platform/index.js';

/** Deletions that wait for holds to end. They belong to a higher room, which the entrance hands in. */
export abstract class HeldDeletions {
  /**
   * Those of the HMACs, in hex, one of whose ids is in a deletion that has started and not ended.
   * @param hmacs from SubjectHmac, of ids as a hold spells them: a UUID of the deletion is found in whatever letter case
   */
  abstract started(transaction: Transaction, projectId: number, hmacs: readonly Buffer[]): Promise<Set<string>>;

  /**
   * Lets those look again that wait for a hold on one of these ids.
   * @param hmacs as of `started`
   */
  abstract wake(transaction: Transaction, projectId: number, hmacs: readonly Buffer[]): Promise<void>;

  /**
   * Puts off what was to be erased of whoever a new hold on one of these ids keeps.
   * @param hmacs as of `started`
   */
  abstract putOff(transaction: Transaction, projectId: number, hmacs: readonly Buffer[], until: Date): Promise<void>;
}
