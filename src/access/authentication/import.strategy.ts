import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import type { Actor } from '../authorization/actor.js';
import { readBasicOrKey } from './credentials.js';
import { ProjectsService } from '../accounts/projects.service.js';
import { ServiceAccountsService } from '../accounts/service-accounts.service.js';

/**
 * Basic for the ways in that ask for credentials: a project's API secret or token as the user name, or `name:secret` of a service
 * account. Without a header, secret or token may stand in the query as `api_key`.
 */
@Injectable()
export class ImportStrategy extends PassportStrategy(Strategy, 'habeas-import') {
  constructor(
    private readonly accounts: ServiceAccountsService,
    private readonly projects: ProjectsService,
  ) {
    super();
  }

  async validate(request: Request): Promise<Actor | null> {
    const { authorization } = request.headers;
    if (authorization === undefined) return this.ofKey(apiKeyOf(request) ?? '');
    const pair = readBasicOrKey(authorization);
    if (pair === null) return null;
    if (pair.password !== '') return this.accounts.authenticateNamed(pair.name, pair.password);
    return this.ofKey(pair.name);
  }

  /** Whose API secret or token it is; null where nobody's. */
  async ofKey(key: string): Promise<Actor | null> {
    const secret = await this.projects.bySecret(key);
    if (secret !== null) return { kind: 'project-secret', projectId: secret.projectId };
    const project = await this.projects.byToken(key);
    return project === null ? null : { kind: 'project-token', projectId: project.id };
  }
}

/** The `api_key` of a query; null where it has none. */
export function apiKeyOf({ query }: Request): string | null {
  return typeof query.api_key === 'string' && query.api_key !== '' ? query.api_key : null;
}
