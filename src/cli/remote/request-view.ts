import type { RequestDetail, RequestSummary } from '../../requests/index.js';
import { facts, moment, printable, table } from '../terminal/report.js';

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

/** Below a list: what a person should see to, a line each. */
export function attentionLines(requests: readonly RequestSummary[]): string {
  const lines = requests.flatMap(({ id, attention }) =>
    attention.map((each) => `Attention: ${id}  ${printable(sentence(each))}`),
  );
  return lines.length === 0 ? '' : `\n\n${lines.join('\n')}`;
}

function sentence({ collection, message, code }: RequestSummary['attention'][number]): string {
  const where = collection === null ? '' : `collection "${collection}": `;
  return `${where}${message} (${code})`;
}

/** What a person wants to know of one request, its timeline at the end. */
export function detailText(request: RequestDetail): string {
  const { deadline, receipt } = request;
  const head = facts([
    ['Request', request.id],
    ['Order', `${request.kind} of ${request.disclosure} under ${request.regime}`],
    ...(request.partialNote === null ? [] : [['Partial', request.partialNote] as const]),
    ['Language', request.language],
    ['Project', request.projectId],
    ['Status', state(request)],
    ['Subjects', `${request.subjectCount}${duplicates(request.duplicateCount)}`],
    ['Opened by', request.openedBy],
    ['Received', moment(request.receivedAt)],
    ...receiptFacts(receipt),
    ...(deadline.acknowledgeBy === null ? [] : [['Acknowledge by', moment(deadline.acknowledgeBy)] as const]),
    ['Due', `${moment(request.dueAt)}${deadline.overdue ? ', overdue' : request.atRisk ? ', at risk' : ''}`],
    ...(deadline.extendedAt === null ? [] : [['Extended', extension(deadline)] as const]),
    ...(request.graceUntil === null ? [] : [['Revocable until', moment(request.graceUntil)] as const]),
    ...decisionFacts(request),
    ...failureFacts(request),
    ...request.attention.map((each) => ['Attention', sentence(each)] as const),
    ...handedOver(request),
    ...notCopied(request),
    ...newSince(request),
    ...(request.nothingHeld ? [['Result', 'nothing is held under these ids'] as const] : []),
  ]);
  return [
    head,
    section('Subjects', subjects(request)),
    section('Collections', collections(request)),
    section('Timeline (UTC)', timeline(request)),
  ].join('\n\n');
}

/** Of a request that is put off only where `attention` does not say it. */
function failureFacts({ failure, finishedAt, attention }: RequestDetail): [string, string][] {
  if (failure === null || (finishedAt === null && attention.length > 0)) return [];
  return [[finishedAt === null ? 'Last attempt' : 'Failure', `${failure.message} (${failure.code})`]];
}

/** Rows that have arrived after the watermark of a deletion, which are not its. */
function newSince({ collections: all, watermark }: RequestDetail): [string, string][] {
  const some = all.filter(({ newRows }) => (newRows ?? 0) > 0);
  if (some.length === 0 || watermark === null) return [];
  const each = some.map(({ collection, newRows }) => `${collection} ${newRows ?? 0}`).join(', ');
  return [['New data', `rows arrived after ${moment(watermark)}: ${each}`]];
}

/** Values of an export that were too large to be copied. */
function notCopied({ collections: all }: RequestDetail): [string, string][] {
  const some = all.filter(({ notCopied: values }) => values > 0);
  if (some.length === 0) return [];
  const each = some.map(({ collection, notCopied: values }) => `${collection} ${values}`).join(', ');
  return [['Not copied', `too large, to be given in another way: ${each}`]];
}

/** The newest hand-over, and how many there were. */
function handedOver({ handOvers: [newest, ...earlier] }: RequestDetail): [string, string][] {
  if (newest === undefined) return [];
  const more = earlier.length === 0 ? '' : `, and ${earlier.length} times before`;
  return [['Handed over', `${moment(newest.at)} by ${newest.manner}, ${newest.by}${more}`]];
}

/** Status with what it waits for: `PENDING, waits for grace until 2026-03-10 22:28:55`. */
export function state(request: RequestSummary): string {
  if (request.denialCode !== null) return `${request.status} (${request.denialCode})`;
  if (request.waitingFor === null) return request.status;
  const until = request.waitingUntil === null ? '' : ` until ${moment(request.waitingUntil)}`;
  return `${request.status}, waits for ${request.waitingFor}${until}`;
}

function decisionFacts({ approval, approvalNeeded, denial, followUp, follows, artifact }: RequestDetail) {
  const spared = follows?.artifactSparedAt ?? artifact?.sparedAt ?? null;
  const pairs = [
    ['Approved', approval ? `${moment(approval.at)}, by ${printable(approval.by)}` : approvalNeeded ? 'not yet' : null],
    ['Denied', denial && `${denial.meaning} (${denial.articles.join(', ')})`],
    ['Then', followUp && `deletion ${followUp.id}, ${followUp.status}`],
    ['After', follows && `export ${follows.id}, ${follows.status}`],
    ['Artifact spared', at(spared)],
    ['Export file', artifact?.fault == null ? null : `${artifact.fault}: nothing can be downloaded`],
  ] as const;
  return pairs.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

function receiptFacts({ reference, channel, requester, verification }: RequestDetail['receipt']) {
  const verified = verification && [verification.method, verification.level, at(verification.at)];
  const pairs = [
    ['Reference', reference],
    ['Channel', channel],
    ['Requester', requester],
    ['Verified', verified && verified.filter((word) => word !== null).join(', ')],
  ] as const;
  return pairs.filter(([, value]) => value !== null);
}

function extension({ extendedAt, extendedFrom, extensionReason }: RequestDetail['deadline']): string {
  return `${at(extendedAt)}, from ${at(extendedFrom)}: ${extensionReason}`;
}

function duplicates(count: number): string {
  return count === 0 ? '' : `, ${count} duplicates merged`;
}

function section(title: string, body: string): string {
  return `${title}\n${body}`;
}

function subjects(request: RequestDetail): string {
  const rows = request.subjects.map((subject) => [
    subject.ordinal + 1,
    subject.distinctId === null ? '(id destroyed)' : subject.distinctId,
    subject.outcome === null
      ? null
      : `${subject.outcome}${subject.outcomeDetail === null ? '' : ` (${subject.outcomeDetail})`}${holdOver(subject)}`,
    subject.linkedIds,
    subject.tallies.reduce((sum, { rows: held }) => sum + held, 0),
  ]);
  return table(['#', 'Id', 'Outcome', 'Ids of the person', 'Rows'], rows);
}

function holdOver({ holdEndedAt }: RequestDetail['subjects'][number]): string {
  return holdEndedAt === null ? '' : `, the hold ended ${moment(holdEndedAt)}`;
}

function collections(request: RequestDetail): string {
  const rows = request.collections.map((collection) => [
    collection.collection,
    collection.policy,
    collection.rows,
    at(collection.erasedAt),
    at(collection.verifiedAt),
    collection.survivors,
    collection.newRows,
  ]);
  return table(['Collection', 'Policy', 'Rows', 'Erased', 'Verified', 'Survivors', 'New since'], rows);
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
