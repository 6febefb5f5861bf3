import { html, minute, number, type Html } from '../../platform/index.js';
import type { ReadableRecord } from './readable-record.js';
import { MOST_ROWS } from './record-table.js';
import type { CollectionFinding, SubjectStatement } from './subject-statement.js';

const MOST_MEMBERS = 12;
const MOST_CHARACTERS = 160;

/** Some of the newest records, each with its time and what stands in it; some of them where not all have a time. */
export function newestOf({ newest, rows, title }: CollectionFinding): Html | null {
  if (newest.length === 0) return null;
  const some = newest.every(({ time }) => time !== null) ? 'The newest ' : '';
  const heading = newest.length === rows ? 'What is held' : `${some}${number(newest.length)} of ${number(rows)}`;
  return html`<table class="records" aria-label="${title}: ${heading}">
    <caption>
      ${heading}
    </caption>
    ${newest.map(recordRow)}
  </table>`;
}

function recordRow({ time, cells }: ReadableRecord): Html {
  const told = [...cells].filter(([, text]) => text !== '');
  const shown = told.slice(0, MOST_MEMBERS);
  const left = told.length - shown.length;
  return html`<tr>
    <td class="when">${time === null ? '–' : html`<time datetime="${time}">${minute(time)}</time>`}</td>
    <td>
      ${shown.map(([name, text]) => html`<span><i>${shortened(name)}</i> <bdi>${shortened(text)}</bdi></span> `)}
      ${told.length === 0 ? noneOf(cells) : left > 0 ? `and ${number(left)} more` : null}
    </td>
  </tr>`;
}

/** Of a record that is too long, not one member is read. */
function noneOf(cells: ReadableRecord['cells']): string {
  return cells.size === 0 ? 'too long to be shown here' : 'nothing is filled in';
}

/** Where the rest is: the records, or what the disclosure says of them. */
export function filesOf(
  { file, sheet, isSheetCut, newest }: CollectionFinding,
  { disclosure }: Pick<SubjectStatement, 'disclosure'>,
): Html | null {
  if (file === null) return null;
  if (disclosure === 'Categories') {
    return html`<p class="file">Each kind of detail that is held, with its category, is named in ${link(file)}</p>`;
  }
  if (disclosure === 'Sources') {
    return html`<p class="file">What tells where it was collected from stands in ${link(file)}</p>`;
  }
  const some = newest.every(({ time }) => time !== null) ? 'the newest ' : '';
  const cut = isSheetCut ? `, ${some}${number(MOST_ROWS)} at the most` : '';
  const table = sheet === null ? null : html`; as a table for a spreadsheet${cut} in ${link(sheet)}`;
  return html`<p class="file">Every record is in ${link(file)}${table}</p>`;
}

function link(file: string): Html {
  return html`<a href="${encodeURIComponent(file)}">${file}</a>`;
}

/** Never half a character. */
function shortened(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
