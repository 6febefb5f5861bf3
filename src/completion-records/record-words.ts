import { html, renderWide, type Html } from '../platform/index.js';
import type { PageTexts } from '../page-texts/index.js';

/** `2026-03-09 22:28:55` of an ISO time in UTC. */
export function moment(iso: string): string;
export function moment(iso: string | null): string | null;
export function moment(iso: string | null): string | null {
  return iso && iso.slice(0, 19).replace('T', ' ');
}

/** A text of a page, or one that keeps the language in which it was signed. */
export type Told = string | Html | null;

/** Names and values, one pair a row; a value that is null is left out. */
export function pairs(rows: readonly (readonly [string, Told])[]): Html {
  return html`<table>
    <tbody>
      ${rows.map(([name, text]) =>
        text === null
          ? null
          : html`<tr>
              <th scope="row">${name}</th>
              <td><bdi>${text}</bdi></td>
            </tr>`,
      )}
    </tbody>
  </table>`;
}

/** A table with a head; null as a dash, and as one line where there is no row. */
export function rowsOf(
  label: string,
  head: readonly string[],
  rows: readonly (readonly (Told | number)[])[],
  { record, words }: PageTexts,
): Html {
  if (rows.length === 0) return html`<p>${record.none}</p>`;
  const table = html`<table>
    <thead>
      <tr>
        ${head.map((name) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((cell) => html`<td>${typeof cell === 'number' ? words.number(cell) : (cell ?? '–')}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
  return head.length > 3 ? renderWide(label, table) : table;
}

/** A code as people read it; a code that has no words stands for itself. */
export function wordFor(words: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code;
}
