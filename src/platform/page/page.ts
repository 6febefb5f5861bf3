import { createHash } from 'node:crypto';
import { html, Html } from './html.js';
import type { Language } from './language.js';
import { PAGE_STYLE } from './page-style.js';

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE, 'utf8').digest('base64');
/** Not in the template below: each of its characters counts for the hash. */
const STYLE = new Html(`<style>${PAGE_STYLE}</style>`);

/** What a page that is handed out may do: nothing but look as it looks. Its answer's header says the same. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/** What a page does beyond the others: another policy than `PAGE_POLICY`, which must allow its style, and more style. */
export interface PageExtras {
  readonly policy: string;
  readonly style: string;
}

/** A whole page: one file without scripts that asks no network, to be read on a screen, kept, and printed. */
export function renderPage(title: string, body: Html, language: Language): string {
  return render(title, body, language, { policy: PAGE_POLICY, style: '' });
}

/** What stands before the body of a page and what behind it, so that one of any length can be written piece by piece. */
export function framePage(
  title: string,
  language: Language,
  extras: PageExtras,
): { readonly before: string; readonly after: string } {
  // Escaped texts hold no `<`.
  const mark = '<body-of-the-page>';
  const [before = '', after = ''] = render(title, new Html(mark), language, extras).split(mark);
  return { before, after };
}

function render(title: string, body: Html, language: Language, { policy, style }: PageExtras): string {
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${STYLE} ${style === '' ? null : new Html(`<style>${style}</style>`)}
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `;
  return page.source;
}

/** A part of a page under a heading, which its table of contents names with the parts inside. */
export interface PageSection {
  /** Of the heading, unique on the page. */
  readonly id: string;
  readonly heading: string;
  readonly body: Html;
  readonly parts?: readonly { readonly id: string; readonly heading: string }[];
}

/**
 * The parts of a page after a table of contents.
 * @param label what the table of contents is called
 */
export function renderSections(label: string, sections: readonly PageSection[]): Html {
  return html`<nav class="contents" aria-label="${label}">
      <p class="kicker">${label}</p>
      ${linksTo(sections)}
    </nav>
    ${sections.map(
      ({ id, heading, body }) =>
        html`<h2 id="${id}">${heading}</h2>
          ${body}`,
    )}`;
}

function linksTo(sections: readonly Omit<PageSection, 'body'>[]): Html {
  return html`<ul>
    ${sections.map(
      ({ id, heading, parts = [] }) =>
        html`<li><a href="#${id}">${heading}</a>${parts.length === 0 ? null : linksTo(parts)}</li>`,
    )}
  </ul>`;
}

/** What is wider than a telephone scrolls in itself, by keyboard too. */
export function renderWide(label: string, content: Html): Html {
  return html`<div class="wide" role="group" aria-label="${label}" tabindex="0">${content}</div>`;
}
