import { actorLabel, actorName, type Actor, type ProjectRecord } from '../../access/index.js';
import {
  deadlines,
  EVERYTHING,
  exportWindow,
  NO_RECEIPT,
  type Disclosure,
  type Receipt,
  type Regime,
  type RequestKind,
} from '../../compliance/index.js';
import type { Language } from '../../platform/index.js';
import { gateOf, calendarOf, type Status, type Wait } from '../../request-model/index.js';
import type { RequestOrder } from './order.js';

/** A request as it will be stored, but for its ids. */
export interface NewRequest {
  readonly id: string;
  readonly projectId: number;
  readonly kind: RequestKind;
  readonly regime: Regime;
  readonly disclosure: Disclosure;
  readonly language: Language;
  readonly status: Status;
  readonly waitingFor: Wait;
  readonly openedBy: string;
  readonly openedByLabel: string;
  readonly subjectCount: number;
  readonly duplicateCount: number;
  readonly receivedAt: Date;
  readonly receipt: Receipt;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly acknowledgeBy: Date | null;
  readonly graceUntil: Date | null;
  readonly approvalNeeded: boolean;
  readonly suppressAfterDeletion: boolean | null;
  readonly afterRequestId: string | null;
  readonly windowFrom: Date | null;
  readonly windowUntil: Date | null;
  readonly nextAttemptAt: Date | null;
}

/**
 * Draws up a request by the law: window, deadlines, grace.
 * @param given `grace`: milliseconds, where the project has none of its own; `afterRequestId`: the export a deletion follows,
 * whose hand-over begins its grace
 */
export function newRequest(
  actor: Actor,
  project: ProjectRecord,
  order: RequestOrder,
  given: {
    readonly id: string;
    readonly now: Date;
    readonly grace: number;
    readonly approvalNeeded?: boolean;
    readonly afterRequestId?: string;
  },
): NewRequest {
  const { id, now, approvalNeeded = false, afterRequestId = null } = given;
  const { kind, regime, disclosure, distinctIds, duplicateCount, receipt = NO_RECEIPT, receivedAt = now } = order;
  const { timezone: timeZone, ccpaWindow, deletionGraceSeconds } = project;
  const { language = project.language } = order;
  const window = kind === 'export' ? exportWindow(regime, receivedAt, { timeZone, ccpaWindow }) : EVERYTHING;
  const grace = deletionGraceSeconds === null ? given.grace : deletionGraceSeconds * 1000;
  const graceUntil = kind === 'deletion' && afterRequestId === null ? new Date(now.getTime() + grace) : null;
  const { dueAt, acknowledgeBy } = deadlines(regime, receivedAt, calendarOf(project));
  const waiting = gateOf({ approvalNeeded, approvedAt: null, afterRequestId, graceUntil, dueAt }, now);
  return {
    id,
    projectId: project.id,
    kind,
    regime,
    disclosure,
    language,
    status: 'PENDING',
    waitingFor: waiting?.waitingFor ?? 'worker',
    openedBy: actorName(actor),
    openedByLabel: actorLabel(actor),
    subjectCount: distinctIds.length,
    duplicateCount,
    receivedAt,
    receipt,
    openedAt: now,
    dueAt,
    acknowledgeBy,
    graceUntil,
    approvalNeeded,
    suppressAfterDeletion: kind === 'deletion' ? (order.suppressAfterDeletion ?? null) : null,
    afterRequestId,
    windowFrom: window.from,
    windowUntil: window.until,
    nextAttemptAt: waiting ? waiting.nextAttemptAt : now,
  };
}
