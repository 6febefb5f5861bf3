import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import type { Actor } from '../authorization/actor.js';
import { SESSION_COOKIE, SessionsService } from '../accounts/sessions.service.js';

/** The cookie of a person who signed in. */
@Injectable()
export class SessionStrategy extends PassportStrategy(Strategy, 'habeas-session') {
  constructor(private readonly sessions: SessionsService) {
    super();
  }

  async validate(request: Request): Promise<Actor | null> {
    const secret = sessionSecretOf(request);
    return secret === null ? null : this.sessions.authenticate(secret);
  }
}

/** The secret in the session cookie; null where there is none. */
export function sessionSecretOf(request: Request): string | null {
  const cookies = request.cookies as Record<string, unknown> | undefined;
  const secret = cookies?.[SESSION_COOKIE];
  return typeof secret === 'string' && secret !== '' ? secret : null;
}
