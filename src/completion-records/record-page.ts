import { html, megabytes, plural, renderPage, type Html } from '../platform/index.js';
import type { CompletionRecord, RecordedHandOver } from './record-format.js';
import { ANSWERS, HANDED_OVER, LOOKED_AT, moment, pairs, rowsOf } from './record-words.js';
import type { SealedRecord } from './sealed-record.js';

/**
 * A completion record to read, print and file. The signed bytes are beside it (`record.json`, `record.sig`): the page says what
 * they say, and how to check them.
 */
export function renderRecordPage(record: CompletionRecord, sealed: Pick<SealedRecord, 'signature' | 'keyId'>): string {
  const { request, answer } = record;
  const body = html`<p class="kicker">Completion record, revision ${record.revision}</p>
    <h1>${request.kind === 'export' ? 'Request for access' : 'Request for deletion'}</h1>
    <p class="lead">${ANSWERS[answer.nature]} ${record.statement}</p>
    ${overview(record)}
    <h2>Receipt and deadline</h2>
    ${pairs(receipt(record))}
    <h2>Answer</h2>
    ${pairs(answered(record))} ${outcomes(record)} ${collections(record)} ${kept(record)} ${recipients(record)}
    ${handOvers(record)}
    <h2>What this record does not say</h2>
    <ul>
      ${record.notPromised.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
    ${signature(sealed)}`;
  return renderPage(`Completion record of request ${request.id}`, body);
}

function overview({ request, instance, drawnUpAt }: CompletionRecord): Html {
  const facts: [string, string][] = [
    ['Request', request.id],
    ['Organization', request.organization],
    ['Project', `${request.project.name} (${request.project.id})`],
    ['Order', `${request.kind} of ${request.disclosure} under ${request.regime}`],
    ['Subjects', `${request.subjects}, and ${request.duplicates} named twice`],
    ...(request.decisions ? [decided(request.decisions)] : []),
    ['Drawn up', moment(drawnUpAt)],
    ['By', `Habeas ${instance.version} at ${instance.baseUrl}`],
  ];
  return html`<dl class="facts">
    ${facts.map(
      ([name, text]) =>
        html`<div>
          <dt>${name}</dt>
          <dd><bdi>${text}</bdi></dd>
        </div>`,
    )}
  </dl>`;
}

function decided(decisions: number): [string, string] {
  return ['Ambiguous ids an officer decided about', String(decisions)];
}

function receipt({ request, receipt, deadline, approval }: CompletionRecord): [string, string | null][] {
  const { verification } = receipt;
  return [
    ['Received', moment(receipt.receivedAt)],
    ['Reference', receipt.reference],
    ['Channel', receipt.channel],
    ['Asked by', receipt.requester === 'agent' ? 'an authorized agent' : receipt.requester && 'the person'],
    ['Verification', verification && [verification.method, verification.level].filter(Boolean).join(', ')],
    ['Verified', moment(verification?.at ?? null)],
    ['Opened', `${moment(receipt.openedAt)}, by ${receipt.openedBy}`],
    ['Ordered with export', request.orderedAfter],
    ['Acknowledge by', moment(deadline.acknowledgeBy)],
    ['Due', `${moment(deadline.dueAt)}, ${deadline.met ? 'met' : 'missed'}`],
    ['Due before it was extended', moment(deadline.extendedFrom)],
    ['Extended', deadline.extendedAt && `${moment(deadline.extendedAt)}: ${deadline.extensionReason ?? 'no reason'}`],
    ['Approved', approval.at && `${moment(approval.at)}, by ${approval.by ?? 'unknown'}`],
  ];
}

function answered({ request, answer, work, afterwards }: CompletionRecord): [string, string | null][] {
  const { denial, failure } = answer;
  const { from, until } = request.window;
  return [
    ['Status', answer.status],
    ['Ended', moment(answer.finishedAt)],
    ['Denied', denial && `${denial.code}: ${[denial.meaning, ...denial.articles].filter(Boolean).join(' · ')}`],
    ['Failed', failure && `${failure.code}: ${failure.message ?? ''}`],
    ['Partial', request.partial ? 'less than the records: it does not satisfy §1798.105' : null],
    ['Period covered', from === null && until === null ? null : `${moment(from) ?? '…'} to ${moment(until) ?? '…'}`],
    ['Watermark', moment(work.watermark)],
    ['Hidden', moment(work.hiddenAt)],
    ['Erased', moment(work.erasedAt)],
    ['Read back', moment(work.verifiedAt)],
    [
      'Files off the disk',
      afterwards.filesDropped.map(({ collection, at }) => `${collection} ${moment(at)}`).join('; ') || null,
    ],
    ['Scrubbed', moment(afterwards.scrubbedAt)],
    ['File destroyed', moment(afterwards.artifact?.destroyedAt ?? null)],
    ['Ids destroyed', moment(afterwards.idsDestroyedAt)],
  ];
}

function outcomes(record: CompletionRecord): Html {
  const rows = record.outcomes.map(({ outcome, detail, subjects }) => [outcome, detail, subjects]);
  return html`<h2>Subjects by outcome</h2>
    ${rowsOf(['Outcome', 'Basis or code', 'Subjects'], rows)}`;
}

function collections(record: CompletionRecord): Html {
  const rows = record.collections.map((each) => [
    each.title,
    each.policy,
    takenOf(each.rowsErased ?? null),
    each.rows,
    each.subjects,
    moment(each.erasedAt),
    moment(each.verifiedAt),
    each.survivors,
    each.newRows ?? null,
  ]);
  return html`<h2>Collections</h2>
    ${rowsOf(['Collection', 'Policy', 'Taken', 'Rows', 'Subjects', 'Erased', 'Read back', 'Left', 'New since'], rows)}`;
}

function takenOf(rowsErased: boolean | null): string | null {
  if (rowsErased === null) return null;
  return rowsErased ? 'rows' : 'contents';
}

function kept({ kept, held, withheld, notCopied = [] }: CompletionRecord): Html | null {
  const rows = [
    ...kept.map(({ collection, basis, until, rows: count }) => [
      `${count} rows of ${collection} are kept`,
      until === null ? basis : `${basis}, until ${until}`,
    ]),
    ...held.map(({ basis, subjects }) => [`${subjects} subjects are on hold`, basis]),
    ...withheld.map(({ collection, headers }) => [`Held in ${collection}, not disclosed`, headers.join(', ')]),
    ...notCopied.map(({ collection, values, bytes }) => [
      `${plural(values, 'value')} of ${collection} (${megabytes(bytes)}) not copied`,
      'Too large: to be given in another way',
    ]),
  ];
  if (rows.length === 0) return null;
  return html`<h2>Kept and held</h2>
    ${rowsOf(['What', 'Why'], rows)}`;
}

function recipients({ recipientsToNotify }: CompletionRecord): Html | null {
  if (recipientsToNotify.length === 0) return null;
  const rows = recipientsToNotify.map(({ recipient, collections: from }) => [recipient, from.join(', ')]);
  return html`<h2>Recipients to notify</h2>
    <p>GDPR Art. 19; 11 CCR §7022(b)(2)–(3).</p>
    ${rowsOf(['Recipient', 'Of the erasure in'], rows)}`;
}

function handOvers({ afterwards }: CompletionRecord): Html {
  return html`${givenTo('Hand-over', HANDED_OVER, afterwards.handOvers)}
  ${givenTo('Looked at', LOOKED_AT, afterwards.looks ?? [])}`;
}

function givenTo(heading: string, meaning: string, given: readonly RecordedHandOver[]): Html | null {
  if (given.length === 0) return null;
  const what = ({ subjects }: RecordedHandOver): string => (subjects === null ? 'the answer' : `${subjects} folders`);
  const rows = given.map((each) => [
    each.manner,
    each.by,
    what(each),
    each.times,
    moment(each.firstAt),
    moment(each.lastAt),
  ]);
  return html`<h2>${heading}</h2>
    <p>${meaning}</p>
    ${rowsOf(['Manner', 'By', 'What', 'Times', 'First', 'Last'], rows)}`;
}

function signature({ signature: bytes, keyId }: Pick<SealedRecord, 'signature' | 'keyId'>): Html {
  return html`<footer>
    <p>
      Signed with Ed25519 key ${keyId} over the bytes of record.json. The signature in base64:
      <bdi style="overflow-wrap:anywhere">${bytes.toString('base64')}</bdi>
    </p>
    <p>Check: openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in record.json -sigfile record.sig</p>
    <p>This page was made to be kept and printed: it loads nothing and sends nothing. Times are in UTC.</p>
  </footer>`;
}
