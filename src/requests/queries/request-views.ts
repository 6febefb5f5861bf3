import {
  isAtRisk,
  isMissed,
  partialNote,
  type DenialCode,
  type Disclosure,
  type Receipt,
  type Regime,
  type RequestKind,
  type Requester,
  type Verification,
} from '../../compliance/index.js';
import { iso, type Language } from '../../platform/index.js';
import {
  approveBy,
  gateOf,
  goesOnAt,
  isFinished,
  type Status,
  type Wait,
  type RequestRow,
} from '../../request-model/index.js';
import type { RequestSummary } from '../dto/requests.dto.js';
import { attentionOf } from './attention.js';

/**
 * A request as lists show it.
 * @param freed ordinals of subjects that were left alone for a hold which is over
 */
export function summaryOf(row: RequestRow, now: Date, freed: readonly number[]): RequestSummary {
  const kind = row.kind as RequestKind;
  const disclosure = row.disclosure as Disclosure;
  const status = row.status as Status;
  return {
    id: row.id,
    projectId: row.projectId,
    kind,
    regime: row.regime as Regime,
    disclosure,
    language: row.language as Language,
    partial: kind === 'deletion' && disclosure !== 'Data',
    partialNote: partialNote(kind, disclosure),
    status,
    waitingFor: row.waitingFor as Wait | null,
    waitingUntil: iso(waitingUntil(row)),
    approvalNeeded: row.approvalNeeded,
    denialCode: row.denialCode as DenialCode | null,
    subjectCount: row.subjectCount,
    duplicateCount: row.duplicateCount,
    openedBy: row.openedByLabel,
    receivedAt: row.receivedAt.toISOString(),
    openedAt: row.openedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    atRisk: !isFinished(status) && isAtRisk(row.dueAt, now),
    overdue: isOverdue(row, now),
    attention: attentionOf(row, freed),
    receipt: receiptOf(row),
    dutyId: row.dutyId,
    finishedAt: iso(row.finishedAt),
  };
}

export function isOverdue({ status, dueAt }: Pick<RequestRow, 'status' | 'dueAt'>, now: Date): boolean {
  return !isFinished(status as Status) && isMissed(dueAt, now);
}

/** The first answer, which an Idempotency-Key brings back. */
export function firstSummaryOf(row: RequestRow): RequestSummary {
  return summaryOf(asOpened(row), row.openedAt, []);
}

/** The request as it stood when it was opened. */
export function asOpened(row: RequestRow): RequestRow {
  const dueAt = row.extendedFrom ?? row.dueAt;
  // The grace of a deletion that follows an export begins later.
  const graceUntil = row.afterRequestId === null ? row.graceUntil : null;
  const first = { ...row, dueAt, graceUntil, approvedAt: null, denialCode: null, attentionSince: null };
  const waiting = gateOf(first, row.openedAt);
  return { ...first, status: 'PENDING', waitingFor: waiting?.waitingFor ?? 'worker', finishedAt: null };
}

/** What the company recorded of how the request came in. */
export function receiptOf(row: Pick<RequestRow, keyof Receipt>): Receipt {
  const { reference, channel, requester, verification } = row;
  return {
    reference,
    channel,
    requester: requester as Requester | null,
    verification: verification as Verification | null,
  };
}

function waitingUntil(row: RequestRow): Date | null {
  if (row.waitingFor === 'grace') return row.graceUntil;
  if (row.waitingFor === 'approval') return approveBy(row);
  if (row.waitingFor === 'export') return goesOnAt(row);
  return row.waitingFor === null || row.waitingFor === 'worker' ? null : row.nextAttemptAt;
}
