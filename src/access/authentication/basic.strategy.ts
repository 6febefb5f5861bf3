import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import { HabeasError } from '../../platform/index.js';
import type { Actor } from '../authorization/actor.js';
import { readBasic } from './credentials.js';
import { ProjectsService } from '../accounts/projects.service.js';
import { ServiceAccountsService } from '../accounts/service-accounts.service.js';

/** Basic on the privacy endpoints: `name:secret` of a service account, `secret:` of a project that allows it. */
@Injectable()
export class BasicStrategy extends PassportStrategy(Strategy, 'habeas-basic') {
  constructor(
    private readonly accounts: ServiceAccountsService,
    private readonly projects: ProjectsService,
  ) {
    super();
  }

  /** @throws HabeasError 403 `api-secret-not-allowed` */
  async validate(request: Request): Promise<Actor | null> {
    const pair = readBasic(request.headers.authorization);
    if (pair === null) return null;
    if (pair.password !== '') return this.accounts.authenticateNamed(pair.name, pair.password);
    const project = await this.projects.bySecret(pair.name);
    if (project === null) return null;
    if (project.allowApiSecret) return { kind: 'project-secret', projectId: project.projectId };
    throw new HabeasError(
      'forbidden',
      'api-secret-not-allowed',
      'This project does not let its API secret open privacy requests. An owner or admin allows it with "habeas project set <id> --allow-api-secret on" (allowApiSecret of the project in /api/v1); or send a GDPR OAuth token or a service account.',
    );
  }
}
