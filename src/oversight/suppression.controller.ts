import { Controller, Get, Param, UsePipes } from '@nestjs/common';
import { ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, Authorizer, CurrentActor, type Actor } from '../access/index.js';
import { Described, schemaPipe } from '../platform/index.js';
import { Suppression } from '../suppression/index.js';
import * as dto from './suppression.dto.js';

/** Whose data a project refuses, in numbers. */
@ApiTags('organizations')
@ApiCookieAuth('session')
@Controller('api/v1/projects/:projectId/suppression')
@AccessFor('session')
@UsePipes(schemaPipe)
export class SuppressionController {
  constructor(
    private readonly suppression: Suppression,
    private readonly authorizer: Authorizer,
  ) {}

  @Get()
  @Described({
    summary: 'Count the ids whose data is refused, and what was refused of them (owners and admins)',
    answer: dto.suppressionAnswer,
    errors: { 401: 'Nobody signed in.', 403: '`role-too-low`', 404: '`project-not-found`' },
  })
  async show(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: dto.projectIdSchema }) projectId: number,
  ): Promise<dto.SuppressionView> {
    await this.authorizer.project(actor, projectId);
    return this.suppression.counts(projectId);
  }
}
