import type { Disclosure } from '../../compliance/index.js';
import type { Subject } from '../../request-model/index.js';
import type { Filing } from '../../subject-data/index.js';

/** A deletion that a sweep has taken. */
export interface TakenDeletion {
  readonly id: string;
  readonly projectId: number;
  /** Where the rows are filed that it is about. */
  readonly filing: Filing;
  readonly disclosure: Disclosure;
  readonly watermark: Date;
  /** The moment by which it is reckoned what is kept no longer, whenever it is gone on with; left out, everything kept is kept on. */
  readonly reckonedAt?: Date;
  /** Collections whose policy `keep` does not stand in its way. */
  readonly released?: readonly string[];
  /** The collections that it is about; left out: all of them. */
  readonly only?: readonly string[];
  readonly subjects: readonly Subject[];
}
