import type { Transaction } from '../../platform/index.js';

/** Whether a project holds anything yet. What it may hold belongs to other rooms, which the entrance hands in. */
export abstract class ProjectContents {
  /** In a transaction that is alone with the project's arrivals, so that nothing comes in meanwhile. */
  abstract isEmpty(transaction: Transaction, projectId: number): Promise<boolean>;
}
