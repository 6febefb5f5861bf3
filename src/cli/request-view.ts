import type { RequestDetail, RequestSummary } from '../requests/index.js';
import { facts, moment, printable, table } from './report.js';

/** One request a row. */
export function summaryTable(requests: readonly RequestSummary[]): string {
  const rows = requests.map((request) => [
    request.id,
    request.kind,
    request.regime,
    state(request),
    request.subjectCount,
    moment(request.openedAt),
    moment(request.dueAt),
  ]);
  return table(['Id', 'Kind', 'Regime', 'Status', 'Subjects', 'Opened (UTC)', 'Due (UTC)'], rows);
}

/** What a person wants to know of one request, its timeline at the end. */
export function detailText(request: RequestDetail): string {
  const { failure, deadline } = request;
  const head = facts([
    ['Request', request.id],
    ['Order', `${request.kind} of ${request.disclosure} under ${request.regime}`],
    ['Project', request.projectId],
    ['Status', state(request)],
    ['Subjects', `${request.subjectCount}${duplicates(request.duplicateCount)}`],
    ['Opened by', request.openedBy],
    ['Received', moment(request.receivedAt)],
    ['Due', `${moment(request.dueAt)}${deadline.overdue ? ', overdue' : request.atRisk ? ', at risk' : ''}`],
    ...(request.graceUntil === null ? [] : [['Revocable until', moment(request.graceUntil)] as const]),
    ...(failure === null ? [] : [['Failure', `${failure.message} (${failure.code})`] as const]),
    ...(request.nothingHeld ? [['Result', 'nothing is held under these ids'] as const] : []),
  ]);
  return [
    head,
    section('Subjects', subjects(request)),
    section('Collections', collections(request)),
    section('Timeline (UTC)', timeline(request)),
  ].join('\n\n');
}

/** Status with what it waits for: `PENDING, waits for grace until 2026-03-10 22:28:55`. */
export function state(request: RequestSummary): string {
  if (request.waitingFor === null) return request.status;
  const until = request.waitingUntil === null ? '' : ` until ${moment(request.waitingUntil)}`;
  return `${request.status}, waits for ${request.waitingFor}${until}`;
}

function duplicates(count: number): string {
  return count === 0 ? '' : `, ${count} duplicates merged`;
}

function section(title: string, body: string): string {
  return `${title}\n${body}`;
}

function subjects(request: RequestDetail): string {
  const rows = request.subjects.map((subject) => [
    subject.ordinal,
    subject.distinctId === null ? '(id destroyed)' : subject.distinctId,
    subject.outcome === null
      ? null
      : `${subject.outcome}${subject.outcomeDetail === null ? '' : ` (${subject.outcomeDetail})`}`,
    subject.linkedIds,
    subject.tallies.reduce((sum, { rows: held }) => sum + held, 0),
  ]);
  return table(['#', 'Id', 'Outcome', 'Ids of the person', 'Rows'], rows);
}

function collections(request: RequestDetail): string {
  const rows = request.collections.map((collection) => [
    collection.collection,
    collection.policy,
    collection.rows,
    at(collection.erasedAt),
    at(collection.verifiedAt),
    collection.survivors,
  ]);
  return table(['Collection', 'Policy', 'Rows', 'Erased', 'Verified', 'Survivors'], rows);
}

function timeline(request: RequestDetail): string {
  return request.timeline
    .map(({ at: when, type, actor, detail }) => {
      const more = detail === null || detail === undefined ? '' : `  ${printable(JSON.stringify(detail))}`;
      return `${moment(when)}  ${type.padEnd(18)}  ${printable(actor)}${more}`;
    })
    .join('\n');
}

function at(iso: string | null): string | null {
  return iso === null ? null : moment(iso);
}
