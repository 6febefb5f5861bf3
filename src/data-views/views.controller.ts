import { Body, Controller, Get, Headers, Param, Put, UsePipes } from '@nestjs/common';
import { ApiCookieAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import { AccessFor, Authorizer, CurrentActor, EarlierChanges, type Actor } from '../access/index.js';
import { Described, schemaPipe, SEEN_VERSION } from '../platform/index.js';
import { ViewSettings } from './view-settings.service.js';
import * as dto from './views.dto.js';

const ERRORS = { 401: 'Nobody signed in.', 403: '`role-too-low`', 404: '`project-not-found`' };

/** Who is shown what is sensitive. */
@ApiTags('classification')
@ApiCookieAuth('session')
@Controller('api/v1/projects/:projectId/views')
@AccessFor('session')
@UsePipes(schemaPipe)
export class ViewsController {
  constructor(
    private readonly views: ViewSettings,
    private readonly authorizer: Authorizer,
    private readonly earlier: EarlierChanges,
  ) {}

  @Get()
  @Described({
    summary: 'Show who is shown what is sensitive, and which tools could be (owners and admins)',
    answer: dto.viewAnswer,
    errors: ERRORS,
  })
  async show(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: dto.projectIdSchema }) projectId: number,
  ): Promise<dto.ViewAnswer> {
    return this.views.show(await this.authorizer.project(actor, projectId));
  }

  @Put()
  @ApiHeader(SEEN_VERSION)
  @Described({
    summary: 'Say who is shown what is sensitive (owners)',
    description:
      'Holds at once. Whoever is not named is told that something is there, and finds nobody by it. Files of an export for the person ' +
      'hold it, whoever fetches them, which stands in the request’s timeline.',
    answer: dto.viewAnswer,
    errors: {
      400: 'The input does not fit; `errors` names the places.',
      ...ERRORS,
      412: '`changed-meanwhile`: it is no more what `If-Match` names; `earlier` says who changed it, and when. Nothing was saved.',
      422: '`view-unfit`: no tool of the organization.',
    },
  })
  async set(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: dto.projectIdSchema }) projectId: number,
    @Body({ schema: dto.viewSchema }) rule: dto.ViewBody,
    @Headers('if-match') seen: string | undefined,
  ): Promise<dto.ViewAnswer> {
    const { organizationId } = await this.authorizer.project(actor, projectId);
    const change = { organizationId, projectId, actions: ['project.view-changed'] };
    return this.earlier.toldOf(change, () => this.views.set(actor, projectId, rule, seen));
  }
}
