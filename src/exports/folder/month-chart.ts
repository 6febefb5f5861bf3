import { html, monthOf, type Html } from '../../platform/index.js';
import type { Words } from '../../page-texts/index.js';
import type { MonthCount } from './subject-statement.js';

/** Months counted from year 0, so that they can be compared and subtracted. */
export interface MonthSpan {
  readonly first: number;
  readonly last: number;
}

const HEIGHT = 52;
const WIDTH = 480;
const BASELINE = HEIGHT - 13;
const LABEL_WIDTH = 30;

/** From the first to the last month in which something happened, over all lists; null where there is none. */
export function spanOf(lists: readonly (readonly MonthCount[])[]): MonthSpan | null {
  const indices = lists.flat().map(({ month }) => monthIndex(month));
  if (indices.length === 0) return null;
  const extreme = (pick: (one: number, other: number) => number): number =>
    indices.reduce((one, other) => pick(one, other));
  return { first: extreme(Math.min), last: extreme(Math.max) };
}

/** Bars of the rows in each month of `span`, as an inline SVG whose content is also told in words. */
export function renderMonthChart(months: readonly MonthCount[], span: MonthSpan, title: string, words: Words): Html {
  const most = months.reduce((highest, { rows }) => Math.max(highest, rows), 1);
  const count = span.last - span.first + 1;
  const step = WIDTH / Math.max(count, 12);
  const bars = months.map(({ month, rows }) => {
    const height = Math.max(2, (rows / most) * (BASELINE - 2));
    const x = (monthIndex(month) - span.first) * step;
    return html`<rect
      x="${round(x + step * 0.1)}"
      y="${round(BASELINE - height)}"
      width="${Math.max(0.5, round(step * 0.8))}"
      height="${round(height)}"
      ><title>${words.monthName(month)}: ${words.number(rows)}</title></rect
    >`;
  });
  return html`<svg class="months" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
    <g class="bars">${bars}</g>
    <line x1="0" x2="${WIDTH}" y1="${BASELINE + 0.5}" y2="${BASELINE + 0.5}" />
    ${yearMarks(span, step, words)}
  </svg>`;
}

function yearMarks(span: MonthSpan, step: number, { yearName }: Words): Html[] {
  const marks: Html[] = [];
  const label = Math.ceil(LABEL_WIDTH / step);
  const january = Math.ceil(span.first / 12) * 12;
  const startsLate = january > span.first && (january - span.first >= label || january > span.last);
  // A span may be thousands of years long: what has no room is not looked at.
  for (let index = startsLate ? span.first : january; index <= span.last;) {
    marks.push(
      html`<text x="${round((index - span.first) * step)}" y="${HEIGHT - 2}"
        >${yearName(Math.floor(index / 12))}</text
      >`,
    );
    index = Math.ceil((index + Math.max(1, label)) / 12) * 12;
  }
  return marks;
}

function monthIndex(of: string): number {
  const { year, month } = monthOf(of);
  return year * 12 + month - 1;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
