import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { Config, HabeasError } from '../../platform/index.js';
import { Callers } from './callers.service.js';
import type { GuardedRequest } from './current-actor.decorator.js';
import { DECLARATION, type Declaration, WITHOUT_SECOND_FACTOR } from './declaration.decorator.js';
import { originOf } from './same-origin.js';

/** The door of every route: reads what the route declares and lets in whom it names. What declares nothing stays shut. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly config: Config,
    private readonly callers: Callers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const declaration = this.reflector.getAllAndOverride<Declaration | undefined>(DECLARATION, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (declaration === undefined) {
      throw new HabeasError(
        'forbidden',
        'route-undeclared',
        'This route does not say who may use it: declare it with @AccessFor.',
      );
    }
    if (declaration === 'public' || declaration === 'link' || declaration === 'ingest') return true;
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    const caller = await this.callers.of(declaration, request, response);
    if (caller === 'missing' && declaration === 'import' && isForm(request)) return true;
    if (caller === 'missing' || caller === 'invalid') {
      response.setHeader('WWW-Authenticate', challengesFor(declaration, request));
      throw caller === 'invalid' ? invalid(declaration) : missing(declaration);
    }
    if (caller.kind === 'user' && caller.via === 'session') {
      this.refuseForeign(request);
      if (caller.mustEnrol === true) this.refuseWithoutFactor(context);
    }
    request.actor = caller;
    return true;
  }

  private refuseWithoutFactor(context: ExecutionContext): void {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(WITHOUT_SECOND_FACTOR, places) === true) return;
    throw new HabeasError(
      'forbidden',
      'second-factor-required-here',
      'An organization you belong to asks for a second factor: set one up in your profile (POST /api/v1/session/second-factor). ' +
        'Until then your session opens nothing else.',
    );
  }

  /** A cookie goes along with whatever page sends the request, so a change needs proof that the page is ours. */
  private refuseForeign(request: GuardedRequest): void {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    if (originOf(request.headers, this.config.values.BASE_URL) === 'same') return;
    throw new HabeasError(
      'forbidden',
      'cross-site',
      'A change with the session cookie must come from our own pages: send it from there; where there is no browser, with the ' +
        'header "Sec-Fetch-Site: same-origin"; or use a GDPR OAuth token.',
    );
  }
}

/** Where the credentials may stand in the body, which is read behind the guard. */
function isForm(request: GuardedRequest): boolean {
  return request.method === 'POST' && typeof request.is('application/x-www-form-urlencoded') === 'string';
}

function missing(declaration: Declaration): HabeasError {
  const what = {
    session: 'Sign in first.',
    import: 'Send the API secret of the project or a service account as Basic authorization.',
    questions:
      'Send a service account as Basic authorization, or a GDPR OAuth token as "Authorization: Bearer". Signatures (api_key, expire, sig) are not taken.',
    privacy: 'Send a GDPR OAuth token as "Authorization: Bearer", a service account, or sign in.',
  }[declaration as 'session' | 'privacy' | 'import' | 'questions'];
  return new HabeasError('unauthenticated', 'credentials-missing', what);
}

function invalid(declaration: Declaration): HabeasError {
  const message =
    declaration === 'session'
      ? 'The session is over: sign in again.'
      : 'These credentials are not valid, or no longer: they may be misspelt, expired or revoked.';
  return new HabeasError('unauthenticated', 'credentials-invalid', message);
}

/** No Basic to a page's own requests: the browser would ask for a password in a window of its own. */
function challengesFor(declaration: Declaration, request: GuardedRequest): string[] {
  if (declaration === 'session') return ['Session realm="habeas"'];
  if (declaration === 'import') return ['Basic realm="habeas", charset="UTF-8"'];
  const bearer = 'Bearer realm="habeas"';
  return request.headers['sec-fetch-site'] === undefined ? [bearer, 'Basic realm="habeas", charset="UTF-8"'] : [bearer];
}
