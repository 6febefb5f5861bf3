import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import type { Actor } from '../authorization/actor.js';
import { readBasic } from './credentials.js';
import { ProjectsService } from '../accounts/projects.service.js';
import { ServiceAccountsService } from '../accounts/service-accounts.service.js';

/** Basic for `/import`: a project's API secret or token as the user name, or `name:secret` of a service account. */
@Injectable()
export class ImportStrategy extends PassportStrategy(Strategy, 'habeas-import') {
  constructor(
    private readonly accounts: ServiceAccountsService,
    private readonly projects: ProjectsService,
  ) {
    super();
  }

  async validate(request: Request): Promise<Actor | null> {
    const pair = readBasic(request.headers.authorization);
    if (pair === null) return null;
    if (pair.password !== '') return this.accounts.authenticateNamed(pair.name, pair.password);
    const secret = await this.projects.bySecret(pair.name);
    if (secret !== null) return { kind: 'project-secret', projectId: secret.projectId };
    const project = await this.projects.byToken(pair.name);
    return project === null ? null : { kind: 'project-token', projectId: project.id };
  }
}
