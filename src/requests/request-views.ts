import type { Disclosure, Regime, RequestKind } from '../compliance/index.js';
import { isFinished, type Status, type Wait } from './request-status.js';
import type { RequestSummary } from './requests.dto.js';
import type { RequestRow } from './request-row.js';

const AT_RISK_MILLISECONDS = 5 * 86_400_000;

/** A request as lists show it. */
export function summaryOf(row: RequestRow, now: Date): RequestSummary {
  const kind = row.kind as RequestKind;
  const disclosure = row.disclosure as Disclosure;
  const status = row.status as Status;
  return {
    id: row.id,
    projectId: row.projectId,
    kind,
    regime: row.regime as Regime,
    disclosure,
    partial: kind === 'deletion' && disclosure !== 'Data',
    status,
    waitingFor: row.waitingFor as Wait | null,
    waitingUntil: iso(waitingUntil(row)),
    subjectCount: row.subjectCount,
    duplicateCount: row.duplicateCount,
    openedBy: row.openedByLabel,
    receivedAt: row.receivedAt.toISOString(),
    openedAt: row.openedAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    atRisk: !isFinished(status) && row.dueAt.getTime() - now.getTime() < AT_RISK_MILLISECONDS,
    finishedAt: iso(row.finishedAt),
  };
}

/** The request as it stood when it was opened: the first answer, which an Idempotency-Key brings back. */
export function asOpened(row: RequestRow): RequestRow {
  const waits = row.graceUntil !== null && row.graceUntil > row.openedAt;
  return { ...row, status: 'PENDING', waitingFor: waits ? 'grace' : 'worker', finishedAt: null };
}

export function iso(date: Date | null): string | null {
  return date && date.toISOString();
}

function waitingUntil(row: RequestRow): Date | null {
  if (row.waitingFor === 'grace') return row.graceUntil;
  return row.waitingFor === null || row.waitingFor === 'worker' ? null : row.nextAttemptAt;
}
