import {
  type Disclosure,
  disclosureExists,
  type Receipt,
  type Regime,
  type RequestKind,
  SUBJECT_LIMIT,
  type SubjectLimits,
} from '../../compliance/index.js';
import type { ProjectRecord } from '../../access/index.js';
import { HabeasError, type Language } from '../../platform/index.js';
import type { AmbiguityDecision } from '../../request-model/index.js';
import { assertReceiptLawful } from './receipt.js';

/** What a caller asks for, in the domain's words. */
export interface RequestOrder {
  readonly kind: RequestKind;
  readonly regime: Regime;
  readonly disclosure: Disclosure;
  /** Of the pages that the person is given; default the project's. */
  readonly language?: Language;
  /** Validated, each once, in the order of the caller. */
  readonly distinctIds: readonly string[];
  /** How many further entries repeated one of them. */
  readonly duplicateCount: number;
  /** When the company received the request; default now. */
  readonly receivedAt?: Date;
  /** What else the company recorded of how it came in; absent on the wire, which has no words for it. */
  readonly receipt?: Receipt;
  /** Of an export: opens a deletion of the same subjects with it, which waits until the export was handed over. */
  readonly followUp?: 'deletion';
  /** Of the deletion: whether its people stay refused after it; absent: as the project says. */
  readonly suppressAfterDeletion?: boolean;
  /** Whose ambiguous ids are, by an officer's word. */
  readonly decisions?: readonly AmbiguityDecision[];
  readonly idempotencyKey?: string;
}

/**
 * What can be refused before anything is looked up.
 * @throws HabeasError `too-many-subjects`, `disclosure-needs-ccpa`, `received-in-future`, `verified-in-future`,
 * `receipt-names-subject`, `then-needs-export`, `then-needs-data`,
 * `suppress-needs-deletion` (400)
 */
export function assertLawful(order: RequestOrder, now: Date, limits: SubjectLimits): void {
  assertSubjectLimit(limits, order.kind, order.distinctIds.length);
  if (!disclosureExists(order.regime, order.disclosure)) {
    throw new HabeasError(
      'invalid',
      'disclosure-needs-ccpa',
      `The disclosure ${order.disclosure} exists under CCPA only (§1798.110): ask for Data, or open the request under CCPA.`,
    );
  }
  if (order.followUp !== undefined) assertFollowable(order, limits);
  if (order.suppressAfterDeletion !== undefined) assertDeletes(order);
  if (order.receivedAt !== undefined && order.receivedAt > now) {
    throw new HabeasError(
      'invalid',
      'received-in-future',
      'A request cannot have been received in the future: correct the date.',
    );
  }
  if (order.receipt) assertReceiptLawful(order.receipt, order.distinctIds, now);
}

/** Who is not deleted cannot be kept out after it, and who is deleted in part is not. */
function assertDeletes({ kind, followUp, disclosure }: RequestOrder): void {
  if ((kind === 'deletion' || followUp !== undefined) && disclosure === 'Data') return;
  throw new HabeasError(
    'invalid',
    'suppress-needs-deletion',
    'Only a deletion of Data can keep people out after it: leave out suppressAfterDeletion.',
  );
}

/** A deletion of Data follows an export of Data: what is erased is what was given. */
function assertFollowable(order: RequestOrder, limits: SubjectLimits): void {
  if (order.kind !== 'export') {
    throw new HabeasError(
      'invalid',
      'then-needs-export',
      'Only an export can be followed by a deletion: leave out then.',
    );
  }
  if (order.disclosure !== 'Data') {
    throw new HabeasError(
      'invalid',
      'then-needs-data',
      `A deletion can follow an export of Data, not of ${order.disclosure}: open the two by themselves.`,
    );
  }
  assertSubjectLimit(limits, 'deletion', order.distinctIds.length);
}

/** @param deletionLimit the instance's own */
export function limitsOf(project: Pick<ProjectRecord, 'deletionLimit'>, deletionLimit: number): SubjectLimits {
  return { ...SUBJECT_LIMIT, deletion: project.deletionLimit ?? deletionLimit };
}

/**
 * @param count subjects after duplicates were merged
 * @param more whether there were more of them than were counted
 * @throws HabeasError `too-many-subjects` (400) that names the limit and the count given
 */
export function assertSubjectLimit(limits: SubjectLimits, kind: RequestKind, count: number, more = false): void {
  const limit = limits[kind];
  if (count <= limit && !more) return;
  const given = more ? `more than ${count}` : String(count);
  throw new HabeasError(
    'invalid',
    'too-many-subjects',
    `One ${kind} may name ${limit} subjects at the most, and ${given} were given: open several.`,
    { extra: { limit, given: count } },
  );
}
