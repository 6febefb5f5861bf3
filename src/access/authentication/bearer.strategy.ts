import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import type { Actor } from '../authorization/actor.js';
import { readBearer } from './credentials.js';
import { OauthTokensService } from '../accounts/oauth-tokens.service.js';
import { ServiceAccountsService } from '../accounts/service-accounts.service.js';

/** `Authorization: Bearer` with a person's GDPR OAuth token or the secret of a service account. */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'habeas-bearer') {
  constructor(
    private readonly tokens: OauthTokensService,
    private readonly accounts: ServiceAccountsService,
  ) {
    super();
  }

  async validate(request: Request): Promise<Actor | null> {
    const secret = readBearer(request.headers.authorization);
    if (secret === null) return null;
    return (await this.tokens.authenticate(secret)) ?? (await this.accounts.authenticateSecret(secret));
  }
}
