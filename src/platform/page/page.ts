import { html, Html } from './html.js';
import { PAGE_STYLE } from './page-style.js';

/** What a page that is handed out may do: nothing but look as it looks. Its answer's header says the same. */
export const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A whole page: one file without scripts that asks no network, to be read on a screen, kept, and printed. */
export function renderPage(title: string, body: Html): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <style>
          ${new Html(PAGE_STYLE)}
        </style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `;
  return page.source;
}
