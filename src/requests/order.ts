import { disclosureExists, type Disclosure, type Regime, type RequestKind } from '../compliance/index.js';
import { HabeasError } from '../platform/index.js';
import { assertSubjectLimit } from './distinct-ids.js';

/** What a caller asks for, in the domain's words. */
export interface RequestOrder {
  readonly kind: RequestKind;
  readonly regime: Regime;
  readonly disclosure: Disclosure;
  /** Validated, each once, in the order of the caller. */
  readonly distinctIds: readonly string[];
  /** How many further entries repeated one of them. */
  readonly duplicateCount: number;
  /** When the company received the request; default now. */
  readonly receivedAt?: Date;
  readonly idempotencyKey?: string;
}

/**
 * What can be refused before anything is looked up.
 * @throws HabeasError `too-many-subjects`, `disclosure-needs-ccpa`, `received-in-future` (400)
 */
export function assertLawful(order: RequestOrder, now: Date): void {
  assertSubjectLimit(order.kind, order.distinctIds.length);
  if (!disclosureExists(order.regime, order.disclosure)) {
    throw new HabeasError(
      'invalid',
      'disclosure-needs-ccpa',
      `The disclosure ${order.disclosure} exists under CCPA only (§1798.110): ask for Data, or open the request under CCPA.`,
    );
  }
  if (order.receivedAt !== undefined && order.receivedAt > now) {
    throw new HabeasError(
      'invalid',
      'received-in-future',
      'A request cannot have been received in the future: correct the date.',
    );
  }
}
