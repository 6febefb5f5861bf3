import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import passport, { type Strategy } from 'passport';
import type { Actor } from '../authorization/actor.js';
import { BasicStrategy } from './basic.strategy.js';
import { BearerStrategy } from './bearer.strategy.js';
import { readCredentials } from './credentials.js';
import type { Declaration } from './declaration.decorator.js';
import { apiKeyOf, ImportStrategy } from './import.strategy.js';
import { QuestionsStrategy } from './questions.strategy.js';
import { SessionStrategy, sessionSecretOf } from './session.strategy.js';

/** Who sends a request: nobody known where credentials are `missing` or `invalid`. */
export type Caller = Actor | 'missing' | 'invalid';

/** Tells who sends a request, by the credentials it shows, as they are good at this moment. */
@Injectable()
export class Callers {
  constructor(
    private readonly bearer: BearerStrategy,
    private readonly basic: BasicStrategy,
    private readonly importing: ImportStrategy,
    private readonly asking: QuestionsStrategy,
    private readonly session: SessionStrategy,
  ) {}

  /** May be asked again of a request that is still being answered: what was revoked meanwhile is good no more. */
  async of(declaration: Declaration, request: Request, response: Response): Promise<Caller> {
    const strategy = this.strategyFor(declaration, request);
    if (strategy === null) return 'missing';
    return (await authenticate(strategy, request, response)) ?? 'invalid';
  }

  /** Whose `api_key` it is that stood in a form; null where nobody's. */
  async ofKey(key: string): Promise<Actor | null> {
    return this.importing.ofKey(key);
  }

  /** Credentials in the header come before the cookie; null where the request shows none that the route takes. */
  private strategyFor(declaration: Declaration, request: Request): Strategy | null {
    const scheme = readCredentials(request.headers.authorization)?.scheme;
    if (declaration === 'import') return scheme === undefined && apiKeyOf(request) === null ? null : this.importing;
    if (declaration === 'questions') return scheme === undefined ? null : this.asking;
    if (declaration === 'privacy' && scheme !== undefined) return scheme === 'basic' ? this.basic : this.bearer;
    return sessionSecretOf(request) === null ? null : this.session;
  }
}

/** Strategies go in as objects, not by name: names are global to the process, and two applications may live in one. */
async function authenticate(strategy: Strategy, request: Request, response: Response): Promise<Actor | null> {
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
