import { csvRow } from '../../platform/index.js';
import type { RequestSummary } from '../dto/requests.dto.js';

type Cell = string | number | boolean | null | undefined;

/** The columns of a list of requests as a file, each with what stands in it. No id of a subject is in a request's summary. */
const COLUMNS: Readonly<Record<string, (request: RequestSummary, project: string) => Cell>> = {
  id: ({ id }) => id,
  project_id: ({ projectId }) => projectId,
  project: (_, project) => project,
  kind: ({ kind }) => kind,
  regime: ({ regime }) => regime,
  disclosure: ({ disclosure }) => disclosure,
  partial: ({ partial }) => partial,
  status: ({ status }) => status,
  waiting_for: ({ waitingFor }) => waitingFor,
  waiting_until: ({ waitingUntil }) => waitingUntil,
  approval_needed: ({ approvalNeeded }) => approvalNeeded,
  denial_code: ({ denialCode }) => denialCode,
  subjects: ({ subjectCount }) => subjectCount,
  duplicates: ({ duplicateCount }) => duplicateCount,
  opened_by: ({ openedBy }) => openedBy,
  received_at: ({ receivedAt }) => receivedAt,
  opened_at: ({ openedAt }) => openedAt,
  due_at: ({ dueAt }) => dueAt,
  at_risk: ({ atRisk }) => atRisk,
  overdue: ({ overdue }) => overdue,
  attention: ({ attention }) => [...new Set(attention.map(({ code }) => code))].join(' '),
  finished_at: ({ finishedAt }) => finishedAt,
  reference: ({ receipt }) => receipt.reference,
  channel: ({ receipt }) => receipt.channel,
  requester: ({ receipt }) => receipt.requester,
  verification: ({ receipt }) => receipt.verification?.method,
};

export const TABLE_HEADER = csvRow(Object.keys(COLUMNS));

export function tableRow(request: RequestSummary, project: string): string {
  return csvRow(Object.values(COLUMNS).map((cellOf) => String(cellOf(request, project) ?? '')));
}
