import { Catch } from '@nestjs/common';
import { html, PAGE_POLICY, ProblemFilter, renderPage, type Failure } from '../platform/index.js';

const HEADINGS: Readonly<Record<number, string>> = {
  401: 'This link does not work',
  404: 'There is nothing here',
  410: 'This download is no longer there',
  503: 'This download cannot be had for the moment',
};

/** Why a download cannot be had: a page for whoever opened a link in a browser, a problem document for everybody else. */
@Catch()
export class DownloadErrorFilter extends ProblemFilter {
  protected override answer(failure: Failure): void {
    const { request, response, status, message } = failure;
    response.vary('Accept');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Referrer-Policy', 'no-referrer');
    if (request.accepts(['json', 'html']) !== 'html') {
      super.answer(failure);
      return;
    }
    const heading = HEADINGS[status] ?? 'This download cannot be had';
    const body = html`<h1>${heading}</h1>
      <p class="lead">${message}</p>
      <p>
        If you were given this link by a company, ask it for a new one: it can make one as long as it keeps the file.
      </p>`;
    response.setHeader('Content-Security-Policy', PAGE_POLICY);
    response.status(status).type('html').send(renderPage(heading, body));
  }
}
