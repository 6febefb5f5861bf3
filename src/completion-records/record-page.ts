import { html, renderPage, renderSections, type Html, type Language, type PageSection } from '../platform/index.js';
import { pageTexts, readable, type PageTexts } from '../page-texts/index.js';
import type { CompletionRecord, RecordedHandOver } from './record-format.js';
import { denialIn, detailIn, signedIn, statementIn } from './record-language.js';
import { moment, pairs, rowsOf, wordFor, type Told } from './record-words.js';
import type { SealedRecord } from './sealed-record.js';

type Signed = Pick<SealedRecord, 'signature' | 'keyId'>;

/**
 * A completion record to read, print and file. The signed bytes are beside it (`record.json`, `record.sig`): the page says what
 * they say, and how to check them. They are in English; in another language the page says that it is a translation.
 */
export function renderRecordPage(record: CompletionRecord, sealed: Signed, language: Language): string {
  const texts = pageTexts(language);
  const { request, answer, revision } = record;
  const { translated, ...t } = texts.record;
  const body = html`<header>
      <p class="kicker">${t.revision(revision)}</p>
      <h1>${t.title[request.kind]}</h1>
      <p class="lead">${t.answers[answer.nature]} ${statementIn(texts, record)}</p>
      ${translated === null ? null : html`<p class="note">${translated}</p>`} ${overview(record, texts)}
    </header>
    ${renderSections(
      t.contents,
      sections(record, sealed, texts).filter((section) => section !== null),
    )}
    <footer>
      <p>${t.footer}</p>
    </footer>`;
  return renderPage(t.document(request.id), body, language);
}

function sections(record: CompletionRecord, sealed: Signed, texts: PageTexts): readonly (PageSection | null)[] {
  const { record: t } = texts;
  const { afterwards } = record;
  return [
    { id: 'receipt', heading: t.receipt, body: pairs(receipt(record, texts)) },
    { id: 'answer', heading: t.answer, body: pairs(answered(record, texts)) },
    { id: 'outcomes', heading: t.outcomes, body: outcomes(record, texts) },
    { id: 'collections', heading: t.collections, body: collections(record, texts) },
    keptAndHeld(record, texts),
    owed(record, texts),
    recipients(record, texts),
    givenTo('hand-overs', t.handOvers, t.handOversAbout, afterwards.handOvers, texts),
    givenTo('looks', t.looks, t.looksAbout, afterwards.looks ?? [], texts),
    {
      id: 'not-promised',
      heading: t.notPromised,
      body: html`<ul>
        ${record.notPromised.map((sentence) => html`<li>${signedIn(texts, sentence)}</li>`)}
      </ul>`,
    },
    { id: 'signature', heading: t.signature, body: signature(sealed, texts) },
  ];
}

function overview({ request, instance, drawnUpAt }: CompletionRecord, { record: t, words }: PageTexts): Html {
  const facts: [string, string][] = [
    [t.facts.request, request.id],
    [t.facts.organization, request.organization],
    [t.facts.project, `${request.project.name} (${request.project.id})`],
    [t.facts.order, t.order[request.kind][request.disclosure](t.laws[request.regime])],
    [t.facts.people, t.people(request.subjects, request.duplicates)],
    ...(request.decisions ? [[t.facts.decisions, words.number(request.decisions)] satisfies [string, string]] : []),
    [t.facts.drawnUpAt, moment(drawnUpAt)],
    [t.facts.by, t.instance(instance.version, instance.baseUrl)],
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

function receipt(
  { request, receipt, deadline, approval }: CompletionRecord,
  { record: t }: PageTexts,
): readonly (readonly [string, Told])[] {
  const { verification, requester } = receipt;
  return [
    [t.received, moment(receipt.receivedAt)],
    [t.reference, receipt.reference],
    [t.channel, receipt.channel],
    [t.requester, requester && t.requesters[requester]],
    [t.verification, verification && [verification.method, verification.level].filter(Boolean).join(', ')],
    [t.verified, moment(verification?.at ?? null)],
    [t.opened, t.by(moment(receipt.openedAt), receipt.openedBy)],
    [t.follows, request.orderedAfter],
    [t.acknowledge, moment(deadline.acknowledgeBy)],
    [t.due, t.dueThen(moment(deadline.dueAt), deadline.met)],
    [t.dueBefore, moment(deadline.extendedFrom)],
    [t.extended, deadline.extendedAt && `${moment(deadline.extendedAt)}: ${deadline.extensionReason ?? t.noReason}`],
    [t.approved, approval.at && t.by(moment(approval.at), approval.by ?? t.unknown)],
  ];
}

function answered(record: CompletionRecord, texts: PageTexts): readonly (readonly [string, Told])[] {
  const { request, answer, work, afterwards } = record;
  const { record: t } = texts;
  const { from, until } = request.window;
  const dropped = afterwards.filesDropped.map(({ collection, at }) => `${collection} ${moment(at)}`).join('; ');
  return [
    [t.status, t.statuses[answer.status]],
    [t.ended, moment(answer.finishedAt)],
    [t.denied, answer.denial && denialIn(texts, answer.denial)],
    [t.failed, answer.failure && html`${answer.failure.code}: ${signedIn(texts, answer.failure.message ?? '')}`],
    [t.partial, request.partial ? t.partialNote : null],
    [t.window, from === null && until === null ? null : t.windowOf(moment(from), moment(until))],
    [t.watermark, moment(work.watermark)],
    [t.hidden, moment(work.hiddenAt)],
    [t.erased, moment(work.erasedAt)],
    [t.readBack, moment(work.verifiedAt)],
    [t.filesDropped, dropped === '' ? null : dropped],
    [t.scrubbed, moment(afterwards.scrubbedAt)],
    [t.fileDestroyed, moment(afterwards.artifact?.destroyedAt ?? null)],
    [t.idsDestroyed, moment(afterwards.idsDestroyedAt)],
  ];
}

function outcomes(record: CompletionRecord, texts: PageTexts): Html {
  const { record: t } = texts;
  const rows = record.outcomes.map(({ outcome, detail, subjects }) => [
    wordFor(t.outcome, outcome),
    detailIn(texts, detail),
    subjects,
  ]);
  return rowsOf(t.outcomes, t.outcomeHead, rows, texts);
}

function collections(record: CompletionRecord, texts: PageTexts): Html {
  const { record: t } = texts;
  const rows = record.collections.map((each) => [
    readable(texts, each.title),
    each.policy && wordFor(t.policies, each.policy),
    each.rowsErased == null ? null : t.taken[each.rowsErased ? 'rows' : 'contents'],
    each.rows,
    each.subjects,
    moment(each.erasedAt),
    moment(each.verifiedAt),
    each.survivors,
    each.newRows ?? null,
  ]);
  return rowsOf(t.collections, t.collectionHead, rows, texts);
}

function keptAndHeld({ kept, held, withheld, notCopied = [] }: CompletionRecord, texts: PageTexts): PageSection | null {
  const { record: t } = texts;
  const rows = [
    ...kept.map(({ collection, basis, until, dueAt, rows: count }) => [
      t.keptRows(count, collection),
      [
        until === null ? basis : t.keptUntil(basis, texts.words.until(until)),
        ...(dueAt === undefined ? [] : [t.keptDue(texts.words.day(dueAt))]),
      ].join('; '),
    ]),
    ...held.map(({ basis, subjects }) => [t.heldPeople(subjects), basis]),
    ...withheld.map(({ collection, headers }) => [t.withheld(collection), headers.join(', ')]),
    ...notCopied.map(({ collection, values, bytes }) => [t.notCopied(values, collection, bytes), t.notCopiedWhy]),
  ];
  if (rows.length === 0) return null;
  return { id: 'kept', heading: t.kept, body: rowsOf(t.kept, t.keptHead, rows, texts) };
}

function owed({ afterwards: { duties = [] } }: CompletionRecord, texts: PageTexts): PageSection | null {
  if (duties.length === 0) return null;
  const { record: t } = texts;
  const rows = duties.map((duty) => {
    const what = wordFor(t.owedKinds, duty.kind);
    const state = wordFor(t.owedStates, duty.state);
    const why = [duty.reason, duty.newBasis].filter((text) => text !== null).join('; ');
    return [
      duty.collections.length === 0 ? what : t.owedIn(what, duty.collections.join(', ')),
      duty.subjects,
      detailIn(texts, duty.basis),
      duty.dueAt === null ? t.undated : moment(duty.dueAt),
      why === '' ? state : t.owedSince(state, why),
      moment(duty.endedAt),
    ];
  });
  const body = html`<p>${t.owedAbout}</p>
    ${rowsOf(t.owed, t.owedHead, rows, texts)}`;
  return { id: 'owed', heading: t.owed, body };
}

function recipients({ recipientsToNotify }: CompletionRecord, texts: PageTexts): PageSection | null {
  const { record: t } = texts;
  if (recipientsToNotify.length === 0) return null;
  const rows = recipientsToNotify.map(({ recipient, collections: from }) => [recipient, from.join(', ')]);
  const body = html`<p>${t.recipientsWhy}</p>
    ${rowsOf(t.recipients, t.recipientHead, rows, texts)}`;
  return { id: 'recipients', heading: t.recipients, body };
}

function givenTo(
  id: string,
  heading: string,
  about: string,
  given: readonly RecordedHandOver[],
  texts: PageTexts,
): PageSection | null {
  if (given.length === 0) return null;
  const { record: t } = texts;
  const rows = given.map(({ manner, by, subjects, times, firstAt, lastAt }) => [
    wordFor(t.manners, manner),
    by,
    subjects === null ? t.wholeAnswer : t.folders(subjects),
    times,
    moment(firstAt),
    moment(lastAt),
  ]);
  const body = html`<p>${about}</p>
    ${rowsOf(heading, t.handOverHead, rows, texts)}`;
  return { id, heading, body };
}

function signature({ signature: bytes, keyId }: Signed, { record: t }: PageTexts): Html {
  return html`<p>${t.signedWith(keyId)} <bdi>${bytes.toString('base64')}</bdi></p>
    <p>${t.check}</p>
    <pre>openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in record.json -sigfile record.sig</pre>`;
}
