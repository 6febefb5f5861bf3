import type { Transaction } from '../platform/index.js';

/** Deletions that wait for holds to end. They belong to a higher room, which the entrance hands in. */
export abstract class HeldDeletions {
  /**
   * Lets those look again that wait for a hold on one of these ids.
   * @param macs HMACs of the ids, from SubjectMac
   */
  abstract wake(transaction: Transaction, projectId: number, macs: readonly Buffer[]): Promise<void>;
}
