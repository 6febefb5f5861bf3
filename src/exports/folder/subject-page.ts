import {
  day,
  earliestOf,
  html,
  list,
  megabytes,
  monthName,
  number,
  period,
  plural,
  renderPage,
  type Html,
} from '../../platform/index.js';
import { renderMonthChart, spanOf, type MonthSpan } from './month-chart.js';
import { rightsUnder } from './subject-rights.js';
import { filesOf, newestOf } from './subject-records.js';
import type { CollectionFinding, SubjectStatement } from './subject-statement.js';
import type { PresumedWord } from '../../subject-data/index.js';

const NOT_STATED = 'The company has not stated this; ask it.';
const PRESUMED = 'as the software that keeps it presumes; the company has not stated it';

/**
 * `index.html` of a subject's folder: what is held, since when and by month, why, from where, for whom and for how long, and
 * what the person may do (GDPR Art. 12(1), 15(1); Cal. Civ. Code §1798.110). One file without scripts that asks no network.
 */
export function renderIndexHtml(statement: SubjectStatement): string {
  const { collections } = statement;
  const span = spanOf(collections.map(({ months }) => months));
  const body = html`<p class="kicker">
      Answer to a request under the
      ${statement.regime === 'GDPR' ? 'General Data Protection Regulation' : 'California Consumer Privacy Act'}
    </p>
    <h1>What ${statement.controller} holds about you</h1>
    <p class="lead">${summary(statement)}</p>
    ${facts(statement)}
    <h2>${HEADINGS[statement.disclosure]}</h2>
    ${collections.map((collection) => renderCollection(collection, span, statement))} ${renderCompany(statement)}
    ${renderRights(statement)}
    <footer>
      <p>
        The same information is in about.json for programs to read. This page was made to be opened without a network:
        it loads nothing and sends nothing. Times are in UTC.
      </p>
    </footer>`;
  return renderPage(`What ${statement.controller} holds about you`, body);
}

const HEADINGS = {
  Data: 'Your data, by kind',
  Categories: 'The categories of your data',
  Sources: 'Where your data comes from',
} as const;

function summary({ collections, disclosure }: SubjectStatement): string {
  const found = collections.filter(({ rows }) => rows > 0);
  const rows = found.reduce((sum, collection) => sum + collection.rows, 0);
  if (rows === 0) return 'No record about you was found in the period this answer covers.';
  const first = earliestOf(found.map(({ firstAt }) => firstAt));
  const since = first === null ? '' : `, the oldest from ${day(first)}`;
  const held = `${plural(rows, 'record')} about you in ${plural(found.length, 'collection')}${since}.`;
  return disclosure === 'Data'
    ? held
    : `${held} As you asked, this answer names ${disclosure.toLowerCase()}, not the records.`;
}

function facts(statement: SubjectStatement): Html {
  const { from, to } = statement.window;
  const covers =
    from === null
      ? to === null
        ? 'Everything held'
        : `Everything up to ${day(to)}`
      : `${day(from)} to ${day(to ?? statement.preparedAt)}`;
  const rows: [string, string | null][] = [
    ['You are known as', statement.subjectId],
    ['Request received', day(statement.receivedAt)],
    ['Answer prepared', day(statement.preparedAt)],
    ['Period covered', covers],
    ['Reference', statement.reference],
    ['Questions to', statement.contact],
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

function renderCollection(collection: CollectionFinding, span: MonthSpan | null, statement: SubjectStatement): Html {
  const { title, rows, months } = collection;
  const chart = span !== null && months.length > 0 ? renderMonthChart(months, span, `${title} by month`) : null;
  return html`<article>
    <header>
      <h3>${title}</h3>
      <span class="count"
        >${rows === 0 ? 'nothing found' : html`<b>${number(rows)}</b> ${rows === 1 ? 'record' : 'records'}`}</span
      >
    </header>
    ${when(collection)} ${chart}
    <dl class="terms">
      ${terms(collection, statement).map(
        ([name, text]) =>
          html`<dt>${name}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>
    ${notesOn(collection, statement).map((note) => html`<p class="note">${note}</p>`)} ${newestOf(collection)}
    ${filesOf(collection, statement)}
  </article> `;
}

function when({ firstAt, lastAt, months }: CollectionFinding): Html | null {
  if (firstAt === null || lastAt === null) return null;
  const [busiest, ...others] = [...months].sort((one, other) => other.rows - one.rows);
  const most =
    busiest === undefined || others.length === 0
      ? ''
      : ` · most in ${monthName(busiest.month)} (${number(busiest.rows)})`;
  return html`<p class="dates">${period(firstAt, lastAt)}${most}</p>`;
}

function terms(collection: CollectionFinding, { regime }: SubjectStatement): [string, string][] {
  return [
    ['What it is', list(collection.categories, 'Not stated')],
    ['Used for', said(collection, 'purpose')],
    ['Comes from', said(collection, 'sourceCategory')],
    ['Given to', collection.recipients === null ? NOT_STATED : list(collection.recipients, 'Nobody else')],
    ['Kept for', said(collection, 'retention')],
    ...(regime === 'GDPR' && collection.transfers !== null
      ? [['Transferred', collection.transfers] satisfies [string, string]]
      : []),
    ...(regime === 'GDPR' && collection.automatedDecisions !== null
      ? [['Decided by machines', collection.automatedDecisions] satisfies [string, string]]
      : []),
  ];
}

/** What the company says; where it has not, what the software presumes, and that it does. */
function said(collection: CollectionFinding, word: PresumedWord): string {
  return collection.presumed.includes(word) ? `${collection[word]} (${PRESUMED})` : collection[word];
}

function notesOn(
  { withheld, notCopied, ambiguousRows, notes }: CollectionFinding,
  { regime }: SubjectStatement,
): string[] {
  const told = [...notes];
  if (withheld.length > 0) {
    const law = regime === 'CCPA' ? ' (11 CCR §7024(d))' : '';
    told.push(`Held, but not disclosed${law}: ${withheld.join(', ')}.`);
  }
  for (const { column, values, bytes } of notCopied) {
    const what = `${plural(values, 'value')} of ${column} (${megabytes(bytes)})`;
    told.push(`Held, but too large for this copy: ${what}. The company can give it to you in another way; ask it.`);
  }
  if (ambiguousRows > 0) {
    const left = plural(ambiguousRows, 'record');
    told.push(`Left out: ${left} from a device that more than one person used, which may be somebody else's.`);
  }
  return told;
}

function renderCompany({ regime, company }: SubjectStatement): Html {
  const rows: [string, string | null][] =
    regime === 'GDPR'
      ? [
          ['Automated decisions and profiling', company.automatedDecisions],
          ['Transfers to other countries and their safeguards', company.transferSafeguards],
        ]
      : [['Sale and sharing of your data', company.saleOrSharing]];
  return html`<h2>How it is handled</h2>
    <table>
      ${rows.map(
        ([name, text]) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>${text ?? NOT_STATED}</td>
          </tr>`,
      )}
    </table>`;
}

function renderRights(statement: SubjectStatement): Html {
  const rows = rightsUnder(statement).map(
    ({ right, law }) =>
      html`<tr>
        <td>${right}</td>
        <td class="law">${law}</td>
      </tr>`,
  );
  return html`<h2>What you may do</h2>
    <table>
      ${rows}
    </table>`;
}
