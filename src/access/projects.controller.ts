import { Body, Controller, Param, Patch, UsePipes } from '@nestjs/common';
import {
  ApiForbiddenResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { schemaPipe } from '../platform/index.js';
import { projectAnswer } from './access.dto.js';
import type { Actor } from './authorization/actor.js';
import { Authorizer, type ProjectRecord } from './authorization/authorizer.port.js';
import { CurrentActor } from './authentication/current-actor.decorator.js';
import { AccessFor } from './authentication/declaration.decorator.js';
import { projectIdSchema, projectSettingsSchema, type ProjectSettingsBody } from './project-settings.dto.js';
import { ProjectsService } from './accounts/projects.service.js';

/** Settings of a project, for people who signed in: a GDPR OAuth token opens privacy requests and nothing else. */
@ApiTags('organizations')
@Controller('api/v1/projects')
@AccessFor('session')
@UsePipes(schemaPipe)
export class ProjectsController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly authorizer: Authorizer,
  ) {}

  @Patch(':projectId')
  @ApiOperation({ summary: 'Change settings; the others stay (owners and admins; approvals owners alone)' })
  @ApiOkResponse({ standardSchema: projectAnswer })
  @ApiForbiddenResponse({ description: '`role-too-low`' })
  @ApiNotFoundResponse({ description: '`project-not-found`' })
  @ApiUnprocessableEntityResponse({
    description:
      '`setting-unfit`: a value that does not fit, or a grace that with the wait for a sweep leaves no five days of the shortest deadline.',
  })
  async change(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: projectIdSchema }) projectId: number,
    @Body({ schema: projectSettingsSchema }) settings: ProjectSettingsBody,
  ): Promise<ProjectRecord> {
    // Tells strangers no more of a project than that they may not know of it.
    await this.authorizer.project(actor, projectId);
    return this.projects.change(actor, projectId, settings);
  }
}
