import { earliestOf, html, renderPage, renderSections, type Html, type PageSection } from '../../platform/index.js';
import { pageTexts, readable, type PageTexts } from '../../page-texts/index.js';
import { renderMonthChart, spanOf, type MonthSpan } from './month-chart.js';
import { rightsUnder } from './subject-rights.js';
import { recordingsOf } from './subject-recordings.js';
import { filesOf, newestOf } from './subject-records.js';
import type { CollectionFinding, SubjectStatement } from './subject-statement.js';
import type { PresumedWord } from '../../subject-data/index.js';

/**
 * `index.html` of a subject's folder: what is held, since when and by month, why, from where, for whom and for how long, and
 * what the person may do (GDPR Art. 12(1), 15(1); Cal. Civ. Code §1798.110). One file without scripts that asks no network, in
 * the language of the request.
 */
export function renderIndexHtml(statement: SubjectStatement): string {
  const texts = pageTexts(statement.language);
  const { answer } = texts;
  const title = answer.title(statement.controller);
  const body = html`<header>
      <p class="kicker">${answer.under[statement.regime]}</p>
      <h1>${title}</h1>
      <p class="lead">${summary(statement, texts)}</p>
      ${facts(statement, texts)} ${statement.sharedDevice ? html`<p class="note">${answer.sharedDevice}</p>` : null}
    </header>
    ${renderSections(answer.contents, [
      dataSection(statement, texts),
      { id: 'handling', heading: answer.handling, body: companyTable(statement, texts) },
      { id: 'rights', heading: answer.rights, body: rightsTable(statement, texts) },
    ])}
    <footer>
      <p>${answer.footer}</p>
    </footer>`;
  return renderPage(title, body, statement.language);
}

function summary({ collections, disclosure }: SubjectStatement, { answer, words }: PageTexts): string {
  const found = collections.filter(({ rows }) => rows > 0);
  const rows = found.reduce((sum, collection) => sum + collection.rows, 0);
  if (rows === 0) return answer.nothing;
  const first = earliestOf(found.map(({ firstAt }) => firstAt));
  const held = answer.held(rows, found.length, first === null ? null : words.day(first));
  return disclosure === 'Data' ? held : `${held} ${answer.notTheRecords[disclosure]}`;
}

function facts(statement: SubjectStatement, { answer, words }: PageTexts): Html {
  const { subjectId, receivedAt, preparedAt, reference, contact } = statement;
  const rows: [string, string | null][] = [
    [answer.facts.subjectId, subjectId],
    [answer.facts.receivedAt, words.day(receivedAt)],
    [answer.facts.preparedAt, words.day(preparedAt)],
    [answer.facts.window, windowOf(statement, { answer, words })],
    [answer.facts.reference, reference],
    [answer.facts.contact, contact],
  ];
  return html`<dl class="facts">
    ${rows.map(([name, text]) =>
      text === null
        ? null
        : html`<div>
            <dt>${name}</dt>
            <dd><bdi>${text}</bdi></dd>
          </div>`,
    )}
  </dl>`;
}

function windowOf(
  { window: { from, to }, preparedAt }: SubjectStatement,
  { answer, words }: Pick<PageTexts, 'answer' | 'words'>,
): string {
  if (from !== null) return words.period(from, to ?? preparedAt);
  return to === null ? answer.everything : answer.upTo(words.day(to));
}

function dataSection(statement: SubjectStatement, texts: PageTexts): PageSection {
  const { collections, disclosure } = statement;
  const span = spanOf(collections.map(({ months }) => months));
  const named = collections.map((collection, at) => {
    return { collection, id: `data-${at + 1}`, heading: readable(texts, collection.title) };
  });
  return {
    id: 'data',
    heading: texts.answer.headings[disclosure],
    body: html`${named.map(({ collection, id, heading }) =>
      renderCollection({ ...collection, title: heading }, id, span, statement, texts),
    )}`,
    parts: named,
  };
}

function renderCollection(
  collection: CollectionFinding,
  id: string,
  span: MonthSpan | null,
  statement: SubjectStatement,
  texts: PageTexts,
): Html {
  const { title, months } = collection;
  const { answer, words } = texts;
  const chart =
    span !== null && months.length > 0 ? renderMonthChart(months, span, answer.byMonth(title), words) : null;
  return html`<article aria-labelledby="${id}">
    <header>
      <h3 id="${id}">${title}</h3>
      <span class="count">${countOf(collection, texts)}</span>
    </header>
    ${when(collection, texts)} ${chart}
    <dl class="terms">
      ${terms(collection, statement, texts).map(
        ([name, text]) =>
          html`<dt>${name}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>
    ${notesOn(collection, statement, texts).map((note) => html`<p class="note">${note}</p>`)}
    ${recordingsOf(collection, texts)} ${newestOf(collection, texts)} ${filesOf(collection, statement, texts)}
  </article> `;
}

/** Recordings are counted as people count them, whatever pieces they came in. */
function countOf({ rows, recordings }: CollectionFinding, { answer, recording: { list }, words }: PageTexts): Html {
  if (rows === 0) return html`${answer.nothingFound}`;
  if (recordings === undefined) return html`<b>${words.number(rows)}</b> ${answer.records(rows)}`;
  const { length } = recordings;
  return html`<b>${words.number(length)}</b> ${list.count(length)} ${list.pieces(rows)}`;
}

function when({ firstAt, lastAt, months }: CollectionFinding, { answer, words }: PageTexts): Html | null {
  if (firstAt === null || lastAt === null) return null;
  const [busiest, ...others] = [...months].sort((one, other) => other.rows - one.rows);
  const most =
    busiest === undefined || others.length === 0
      ? ''
      : ` · ${answer.busiest(words.monthName(busiest.month), busiest.rows)}`;
  return html`<p class="dates">${words.period(firstAt, lastAt)}${most}</p>`;
}

function terms(
  collection: CollectionFinding,
  { regime }: SubjectStatement,
  texts: PageTexts,
): readonly (readonly [string, string])[] {
  const { answer } = texts;
  const { categories, recipients, transfers, automatedDecisions } = collection;
  const listed = (names: readonly string[], none: string): string =>
    names.length === 0 ? none : names.map((name) => readable(texts, name)).join('; ');
  const rows: [string, string | null][] = [
    [answer.terms.categories, listed(categories, answer.noCategory)],
    [answer.terms.purpose, said(collection, 'purpose', texts)],
    [answer.terms.sourceCategory, said(collection, 'sourceCategory', texts)],
    [answer.terms.recipients, recipients === null ? answer.notStated : listed(recipients, answer.nobodyElse)],
    [answer.terms.retention, retentionOf(collection, texts)],
    [answer.terms.keptByLaw, keptOf(collection, texts)],
    [answer.terms.transfers, regime === 'GDPR' ? transfers : null],
    [answer.terms.automatedDecisions, regime === 'GDPR' ? automatedDecisions : null],
  ];
  return rows.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]));
}

/** In the company's words, and the period that can be reckoned where they give one. */
function retentionOf(collection: CollectionFinding, texts: PageTexts): string {
  const { period } = collection;
  const text = said(collection, 'retention', texts);
  return period === undefined ? text : `${text} (${texts.words.until(`${period.from} + ${period.after}`)})`;
}

function keptOf({ keptByLaw: kept }: CollectionFinding, { answer, words }: PageTexts): string | null {
  if (kept === undefined) return null;
  return kept.until === null ? kept.basis : answer.keptUntil(kept.basis, words.until(kept.until));
}

/** What the company says; where it has not, what the software presumes, and that it does. */
function said(collection: CollectionFinding, word: PresumedWord, texts: PageTexts): string {
  if (word === 'retention' && collection.kept !== undefined) return texts.answer.kept(collection.kept);
  const text = readable(texts, collection[word]);
  return collection.presumed.includes(word) ? texts.answer.presumed(text) : text;
}

function notesOn(
  { withheld, notCopied, ambiguousRows }: CollectionFinding,
  { regime }: SubjectStatement,
  { answer, words }: PageTexts,
): string[] {
  return [
    ...(withheld.length > 0 ? [answer.withheld(withheld, regime === 'CCPA' ? '11 CCR §7024(d)' : null)] : []),
    ...notCopied.map(({ column, values, bytes }) => answer.tooLarge(column, values, words.megabytes(bytes))),
    ...(ambiguousRows > 0 ? [answer.leftOut(ambiguousRows)] : []),
  ];
}

function companyTable({ regime, company }: SubjectStatement, { answer }: PageTexts): Html {
  const rows: [string, string | null][] =
    regime === 'GDPR'
      ? [
          [answer.company.automatedDecisions, company.automatedDecisions],
          [answer.company.transferSafeguards, company.transferSafeguards],
        ]
      : [[answer.company.saleOrSharing, company.saleOrSharing]];
  return html`<dl class="terms">
    ${rows.map(
      ([name, text]) =>
        html`<dt>${name}</dt>
          <dd>${text ?? answer.notStated}</dd>`,
    )}
  </dl>`;
}

function rightsTable(statement: SubjectStatement, { answer }: PageTexts): Html {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${answer.right}</th>
        <th scope="col" class="law">${answer.law}</th>
      </tr>
    </thead>
    <tbody>
      ${rightsUnder(statement).map(
        ({ right, law }) =>
          html`<tr>
            <td>${right}</td>
            <td class="law">${law}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
