import { Body, Controller, Delete, Get, Header, Headers, HttpCode, Param, Patch, Post, UsePipes } from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiPreconditionFailedResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { problemAnswer, schemaPipe, SEEN_VERSION, versionOf } from '../platform/index.js';
import {
  apiSecretAnswer,
  listOf,
  newApiSecretAnswer,
  newApiSecretSchema,
  shownProjectAnswer,
  type NewApiSecretBody,
  type ShownProject,
} from './access.dto.js';
import { ApiSecrets, type ApiSecretRecord } from './accounts/api-secrets.service.js';
import type { Actor } from './authorization/actor.js';
import { Authorizer, type ProjectRecord } from './authorization/authorizer.port.js';
import { EarlierChanges } from './authorization/earlier-changes.service.js';
import { CurrentActor } from './authentication/current-actor.decorator.js';
import { AccessFor } from './authentication/declaration.decorator.js';
import { projectIdSchema, projectSettingsSchema, type ProjectSettingsBody } from './project-settings.dto.js';
import { ProjectsService } from './accounts/projects.service.js';

const CHANGED =
  '`changed-meanwhile`: the settings are no more what `If-Match` names; `earlier` says who changed them, and when. Nothing was saved.';

/** Settings of a project, for people who signed in: a GDPR OAuth token opens privacy requests and nothing else. */
@ApiTags('organizations')
@Controller('api/v1/projects')
@AccessFor('session')
@UsePipes(schemaPipe)
export class ProjectsController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly secrets: ApiSecrets,
    private readonly authorizer: Authorizer,
    private readonly earlier: EarlierChanges,
  ) {}

  @Get(':projectId')
  @ApiOperation({ summary: 'Show a project and its settings (owners and admins)' })
  @ApiOkResponse({ standardSchema: shownProjectAnswer })
  @ApiForbiddenResponse({ description: '`role-too-low`' })
  @ApiNotFoundResponse({ description: '`project-not-found`' })
  async show(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: projectIdSchema }) projectId: number,
  ): Promise<ShownProject> {
    return shown(await this.authorizer.project(actor, projectId));
  }

  @Patch(':projectId')
  @ApiOperation({ summary: 'Change settings; the others stay (owners and admins; approvals owners alone)' })
  @ApiHeader(SEEN_VERSION)
  @ApiOkResponse({ standardSchema: shownProjectAnswer })
  @ApiForbiddenResponse({ description: '`role-too-low`' })
  @ApiNotFoundResponse({ description: '`project-not-found`' })
  @ApiConflictResponse({ description: '`project-not-empty`: `hashIds` of a project that holds something' })
  @ApiPreconditionFailedResponse({ description: CHANGED, standardSchema: problemAnswer })
  @ApiUnprocessableEntityResponse({
    description:
      '`setting-unfit`: a value that does not fit, or a grace that with the wait for a sweep leaves no five days of the shortest deadline.',
  })
  async change(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: projectIdSchema }) projectId: number,
    @Body({ schema: projectSettingsSchema }) settings: ProjectSettingsBody,
    @Headers('if-match') seen: string | undefined,
  ): Promise<ShownProject> {
    // Tells strangers no more of a project than that they may not know of it.
    const { organizationId } = await this.authorizer.project(actor, projectId);
    const change = { organizationId, projectId, actions: ['project.changed', 'retention.changed'] };
    return this.earlier.toldOf(change, async () => shown(await this.projects.change(actor, projectId, settings, seen)));
  }

  @Get(':projectId/api-secret')
  @ApiOperation({ summary: 'List the API secrets that are good, the newest first (owners and admins)' })
  @ApiOkResponse({ standardSchema: listOf(apiSecretAnswer) })
  @ApiForbiddenResponse({ description: '`role-too-low`' })
  @ApiNotFoundResponse({ description: '`project-not-found`' })
  async listSecrets(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: projectIdSchema }) projectId: number,
  ): Promise<{ results: ApiSecretRecord[] }> {
    await this.authorizer.project(actor, projectId);
    return { results: await this.secrets.list(projectId) };
  }

  @Post(':projectId/api-secret')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Replace the API secret: the new one is shown once (owners and admins)',
    description:
      'Older ones end at once, or after `overlapDays`. What the API secret may do, and who let it, stays as it is.',
  })
  @ApiCreatedResponse({ standardSchema: newApiSecretAnswer })
  @ApiForbiddenResponse({ description: '`role-too-low`' })
  @ApiNotFoundResponse({ description: '`project-not-found`' })
  async rotateSecret(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: projectIdSchema }) projectId: number,
    @Body({ schema: newApiSecretSchema }) { overlapDays }: NewApiSecretBody,
  ): Promise<{ apiSecret: string; secrets: ApiSecretRecord[] }> {
    await this.authorizer.project(actor, projectId);
    const { apiSecret } = await this.projects.rotateSecret(actor, projectId, overlapDays);
    return { apiSecret, secrets: await this.secrets.list(projectId) };
  }

  @Delete(':projectId/api-secret/former')
  @HttpCode(204)
  @ApiOperation({ summary: 'End at once the API secrets that a newer one has replaced (owners and admins)' })
  @ApiNoContentResponse()
  @ApiForbiddenResponse({ description: '`role-too-low`' })
  @ApiNotFoundResponse({ description: '`project-not-found`' })
  async endFormerSecrets(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: projectIdSchema }) projectId: number,
  ): Promise<void> {
    await this.authorizer.project(actor, projectId);
    await this.projects.endFormerSecrets(actor, projectId);
  }
}

function shown(project: ProjectRecord): ShownProject {
  return { ...project, version: versionOf(project) };
}
