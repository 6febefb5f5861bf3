import { html, number, type Html } from '../platform/index.js';
import type { Nature } from './record-format.js';

/** What sort of answer it was, as a sentence. */
export const ANSWERS: Readonly<Record<Nature, string>> = {
  'data-disclosed': 'The records held about the subjects were made ready to be given.',
  'categories-disclosed': 'The categories of what is held about the subjects were made ready to be given.',
  'sources-disclosed': 'The sources of what is held about the subjects were made ready to be given.',
  'data-erased': 'The records held about the subjects were erased.',
  'categories-erased': 'The headers of the subjects’ records were erased, not the records.',
  'sources-erased': 'The headers that tell how the subjects’ records were collected were erased, not the records.',
  'nothing-held': 'Nothing was held under the ids that were named.',
  'nothing-disclosed': 'Nothing was disclosed: what was found may be another person’s, or was erased before.',
  'nothing-erased':
    'Nothing was erased: what was found is kept, on hold, or may be another person’s, or was erased before.',
  denied: 'The request was denied.',
  revoked: 'The request was revoked before anything was disclosed or erased.',
  failed: 'The request failed.',
};

export const HANDED_OVER = 'As the company recorded it.';

export const LOOKED_AT =
  'Who downloaded the file or a range of it, and that a link to it was followed, by somebody or something: mail scanners do. Neither gives it to the person, so neither is a hand-over.';

/** `2026-03-09 22:28:55` of an ISO time in UTC. */
export function moment(iso: string): string;
export function moment(iso: string | null): string | null;
export function moment(iso: string | null): string | null {
  return iso && iso.slice(0, 19).replace('T', ' ');
}

/** Names and values, one pair a row; a value that is null is left out. */
export function pairs(rows: readonly (readonly [string, string | null])[]): Html {
  return html`<table>
    ${rows.map(([name, text]) =>
      text === null
        ? null
        : html`<tr>
            <th scope="row">${name}</th>
            <td><bdi>${text}</bdi></td>
          </tr>`,
    )}
  </table>`;
}

/** A table with a head; null as a dash, and as one line where there is no row. */
export function rowsOf(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): Html {
  if (rows.length === 0) return html`<p>None.</p>`;
  return html`<table>
    <tr>
      ${head.map((name) => html`<th scope="col">${name}</th>`)}
    </tr>
    ${rows.map(
      (row) =>
        html`<tr>
          ${row.map((cell) => html`<td>${typeof cell === 'number' ? number(cell) : (cell ?? '–')}</td>`)}
        </tr>`,
    )}
  </table>`;
}
