import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import passport, { type Strategy } from 'passport';
import { Config, HabeasError } from '../../platform/index.js';
import type { Actor } from '../authorization/actor.js';
import { BasicStrategy } from './basic.strategy.js';
import { BearerStrategy } from './bearer.strategy.js';
import { readCredentials } from './credentials.js';
import type { GuardedRequest } from './current-actor.decorator.js';
import { DECLARATION, type Declaration } from './declaration.decorator.js';
import { ImportStrategy } from './import.strategy.js';
import { originOf } from './same-origin.js';
import { SessionStrategy, sessionSecretOf } from './session.strategy.js';

/** The door of every route: reads what the route declares and lets in whom it names. What declares nothing stays shut. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly config: Config,
    private readonly bearer: BearerStrategy,
    private readonly basic: BasicStrategy,
    private readonly importing: ImportStrategy,
    private readonly session: SessionStrategy,
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
    const strategy = this.strategyFor(declaration, request);
    const actor = strategy && (await authenticate(strategy, request, response));
    if (!actor) {
      response.setHeader('WWW-Authenticate', challengesFor(declaration, request));
      throw strategy ? invalid(declaration) : missing(declaration);
    }
    if (actor.kind === 'user' && actor.via === 'session') this.refuseForeign(request);
    request.actor = actor;
    return true;
  }

  /** Credentials in the header come before the cookie; null where the request shows none that the route takes. */
  private strategyFor(declaration: Declaration, request: GuardedRequest): Strategy | null {
    const scheme = readCredentials(request.headers.authorization)?.scheme;
    if (declaration === 'import') return scheme === undefined ? null : this.importing;
    if (declaration === 'privacy' && scheme !== undefined) return scheme === 'basic' ? this.basic : this.bearer;
    return sessionSecretOf(request) === null ? null : this.session;
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

/** Strategies go in as objects, not by name: names are global to the process, and two applications may live in one. */
async function authenticate(strategy: Strategy, request: GuardedRequest, response: Response): Promise<Actor | null> {
  return new Promise((resolve, reject) => {
    const decide = (error: unknown, actor?: Actor | false | null): void => {
      if (error) reject(error instanceof Error ? error : new Error('authentication failed', { cause: error }));
      else resolve(actor || null);
    };
    // Passport writes the outcome's callbacks onto the object, so each request needs one of its own.
    const own = Object.create(strategy) as Strategy;
    const middleware = passport.authenticate(own, { session: false }, decide) as (...parts: unknown[]) => void;
    middleware(request, response, decide);
  });
}

function missing(declaration: Declaration): HabeasError {
  const what = {
    session: 'Sign in first.',
    import: 'Send the API secret of the project or a service account as Basic authorization.',
    privacy: 'Send a GDPR OAuth token as "Authorization: Bearer", a service account, or sign in.',
  }[declaration as 'session' | 'privacy' | 'import'];
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
