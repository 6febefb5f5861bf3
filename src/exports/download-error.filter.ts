import { Catch } from '@nestjs/common';
import type { Request } from 'express';
import {
  FIRST_LANGUAGE,
  html,
  type Language,
  LANGUAGES,
  PAGE_POLICY,
  ProblemFilter,
  renderPage,
  type Failure,
} from '../platform/index.js';
import { pageTexts } from '../page-texts/index.js';

/**
 * Why a download cannot be had: a page for whoever opened a link in a browser, in a language the browser asks for, and a problem
 * document for everybody else.
 */
@Catch()
export class DownloadErrorFilter extends ProblemFilter {
  protected override answer(failure: Failure): void {
    const { request, response, status, known, message } = failure;
    response.vary('Accept');
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Referrer-Policy', 'no-referrer');
    if (request.accepts(['json', 'html']) !== 'html') {
      super.answer(failure);
      return;
    }
    response.vary('Accept-Language');
    const language = languageOf(request);
    const { headings, heading: another, reasons, advice } = pageTexts(language).download;
    const heading = headings[status] ?? another;
    const reason = known === null ? undefined : reasons[known.code];
    const body = html`<h1>${heading}</h1>
      <p class="lead">${reason ?? html`<span lang="en">${message}</span>`}</p>
      <p>${advice}</p>`;
    response.setHeader('Content-Security-Policy', PAGE_POLICY);
    response
      .status(status)
      .type('html')
      .send(renderPage(heading, body, language));
  }
}

function languageOf(request: Request): Language {
  const accepted = request.acceptsLanguages([...LANGUAGES]);
  return LANGUAGES.find((language) => language === accepted) ?? FIRST_LANGUAGE;
}
