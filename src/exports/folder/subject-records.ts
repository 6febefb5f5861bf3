import { html, type Html } from '../../platform/index.js';
import type { PageTexts } from '../../page-texts/index.js';
import type { ReadableRecord } from './readable-record.js';
import { MOST_ROWS } from './record-table.js';
import type { CollectionFinding, SubjectStatement } from './subject-statement.js';

const MOST_MEMBERS = 12;
const MOST_CHARACTERS = 160;

/** Some of the newest records, each with its time and what stands in it; some of them where not all have a time. */
export function newestOf({ newest, rows }: CollectionFinding, texts: PageTexts): Html | null {
  if (newest.length === 0) return null;
  const { all, some, newest: theNewest } = texts.answer.newest;
  const dated = newest.every(({ time }) => time !== null);
  const heading = newest.length === rows ? all : (dated ? theNewest : some)(newest.length, rows);
  return html`<p class="shown">${heading}</p>
    <ol class="records">
      ${newest.map((record) => recordItem(record, texts))}
    </ol>`;
}

function recordItem({ time, cells }: ReadableRecord, { answer, words }: PageTexts): Html {
  const told = [...cells].filter(([, text]) => text !== '');
  const shown = told.slice(0, MOST_MEMBERS);
  const left = told.length - shown.length;
  return html`<li>
    ${time === null ? html`<span class="when">–</span>` : html`<time class="when" datetime="${time}">${words.minute(time)}</time>`}
    <div>
      ${shown.map(([name, text]) => html`<span><i>${shortened(name)}</i> <bdi>${shortened(text)}</bdi></span> `)}
      ${told.length === 0 ? noneOf(cells, answer) : left > 0 ? answer.newest.more(left) : null}
    </div>
  </li>`;
}

/** Of a record that is too long, not one member is read. */
function noneOf(cells: ReadableRecord['cells'], { newest }: PageTexts['answer']): string {
  return cells.size === 0 ? newest.tooLong : newest.empty;
}

/** Where the rest is: the records, or what the disclosure says of them. */
export function filesOf(
  { file, sheet, isSheetCut, newest, recordings }: CollectionFinding,
  { disclosure }: Pick<SubjectStatement, 'disclosure'>,
  { answer: { files }, recording: { list } }: PageTexts,
): Html | null {
  if (file === null) return null;
  if (disclosure !== 'Data') return html`<p class="file">${files[disclosure]} ${link(file)}</p>`;
  const dated = newest.every(({ time }) => time !== null);
  const asTable = !isSheetCut ? files.sheet : (dated ? files.cutToNewest : files.cut)(MOST_ROWS);
  const table = sheet === null ? null : html`${asTable} ${link(sheet)}`;
  const what = recordings === undefined ? files.Data : list.file;
  return html`<p class="file">${what} ${link(file)}${table}</p>`;
}

export function link(file: string): Html {
  return html`<a href="${encodeURIComponent(file)}">${file}</a>`;
}

/** Never half a character. */
function shortened(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
