import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';

/** Of answers that are data: nothing in them may be run, framed or asked for. */
const DATA_POLICY = { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] };

/** Of the pages of `/docs`, which bring their scripts from this server, and send what is tried out to it. */
const DOCS_POLICY = {
  ...DATA_POLICY,
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
};

/** Of the console: its own scripts and styles, and styles made at run time that carry this answer's nonce. */
const CONSOLE_POLICY = {
  ...DATA_POLICY,
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", (_: unknown, response: unknown) => `'nonce-${nonceOf(response as Response)}'`],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
};

/** The number, used once, by which a policy of contents knows the styles of this answer. */
export function nonceOf(response: Response): string {
  const locals = response.locals as { nonce?: string };
  return (locals.nonce ??= randomBytes(18).toString('base64'));
}

const DOCS = /^\/docs(?:[/-]|$)/i;

/**
 * Headers of every answer: a strict policy of contents, no sniffing, no framing, no referrer, and, save of the documentation,
 * `Cache-Control: no-store`, since nearly every answer may hold personal data. A handler may set its own.
 * @param baseUrl where https is promised, browsers are told to keep to it
 */
export function securityHeaders(baseUrl: string) {
  const strictTransportSecurity = baseUrl.startsWith('https:')
    ? { maxAge: 31_536_000, includeSubDomains: false }
    : false;
  const having = (directives: Record<string, (string | ((request: unknown, response: unknown) => string))[]>) =>
    helmet({
      strictTransportSecurity,
      contentSecurityPolicy: { useDefaults: false, directives },
      // Pages of other origins may send events, and are told by CORS what they may read.
      crossOriginResourcePolicy: false,
      xFrameOptions: { action: 'deny' },
      // With none at all a browser sends "Origin: null" from our own forms.
      referrerPolicy: { policy: 'same-origin' },
    });
  const [data, docs, pages] = [having(DATA_POLICY), having(DOCS_POLICY), having(CONSOLE_POLICY)];
  return (request: Request, response: Response, next: NextFunction): void => {
    if (DOCS.test(request.path)) return docs(request, response, next);
    response.setHeader('Cache-Control', 'no-store');
    (request.path === '/' ? pages : data)(request, response, next);
  };
}
