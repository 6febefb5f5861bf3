import type { Disclosure } from '../../compliance/index.js';
import type { Subject } from '../../request-model/index.js';

/** A deletion that a sweep has taken. */
export interface TakenDeletion {
  readonly id: string;
  readonly projectId: number;
  readonly disclosure: Disclosure;
  readonly watermark: Date;
  readonly subjects: readonly Subject[];
}
