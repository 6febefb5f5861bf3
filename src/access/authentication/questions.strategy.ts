import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { Request } from 'express';
import { Strategy } from 'passport-custom';
import { HabeasError } from '../../platform/index.js';
import { ProjectsService } from '../accounts/projects.service.js';
import { ServiceAccountsService } from '../accounts/service-accounts.service.js';
import type { Actor } from '../authorization/actor.js';
import { BearerStrategy } from './bearer.strategy.js';
import { readBasicOrKey, readCredentials } from './credentials.js';

/**
 * Credentials on the routes that read data: Bearer as everywhere; Basic with `name:secret` of a service account, or with the API secret
 * of a project that lets it ask, with or without the colon after it.
 */
@Injectable()
export class QuestionsStrategy extends PassportStrategy(Strategy, 'habeas-questions') {
  constructor(
    private readonly bearer: BearerStrategy,
    private readonly accounts: ServiceAccountsService,
    private readonly projects: ProjectsService,
  ) {
    super();
  }

  /** @throws HabeasError 403 `api-secret-may-not-ask` */
  async validate(request: Request): Promise<Actor | null> {
    if (readCredentials(request.headers.authorization)?.scheme !== 'basic') return this.bearer.validate(request);
    const pair = readBasicOrKey(request.headers.authorization);
    if (pair === null) return null;
    if (pair.password !== '') return this.accounts.authenticateNamed(pair.name, pair.password);
    const project = await this.projects.bySecret(pair.name);
    if (project === null) return null;
    if (project.allowSecretQuestions) return { kind: 'project-secret', projectId: project.projectId };
    throw new HabeasError(
      'forbidden',
      'api-secret-may-not-ask',
      'This project does not let its API secret read data. An owner or admin allows it with "habeas project set <id> --allow-secret-questions on" (allowSecretQuestions of the project in /api/v1); or send a service account or a GDPR OAuth token.',
    );
  }
}
