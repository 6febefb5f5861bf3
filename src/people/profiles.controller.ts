import { Body, Controller, HttpCode, Param, Post, UsePipes } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, Authorizer, CurrentActor, ProjectRateLimit, type Actor } from '../access/index.js';
import { Described, schemaPipe } from '../platform/index.js';
import { ProfileFinder } from './profile-finder.service.js';
import * as dto from './profiles.dto.js';

/** From what a company knows of a person to the id under which the person is known here. */
@ApiTags('People')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/projects')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class ProfilesController {
  constructor(
    private readonly finder: ProfileFinder,
    private readonly authorizer: Authorizer,
    private readonly rateLimit: ProjectRateLimit,
  ) {}

  @Post(':projectId/profiles/find')
  @HttpCode(200)
  @Described({
    summary: 'Find people by a property of their profile',
    description:
      'Ids, with what is held about each; no property is shown. A POST, so that the value stands in no URL and in no log of one; the audit keeps the name of the property and how many were found.',
    answer: dto.foundAnswer,
    errors: {
      400: 'The input does not fit; `errors` names the places. `cursor-invalid`.',
      401: 'Credentials are missing or not valid.',
      403: 'The role is too low.',
      404: 'There is nothing there that you may know of.',
      422: '`property-withheld`: nobody is found by it. `property-sensitive`: the view of the project does not show it to you.',
      429: 'Too many requests of the project; try again after Retry-After.',
      503: '`search-too-slow`: more people share the value than can be looked through in time.',
    },
  })
  async find(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: dto.projectIdSchema }) projectId: number,
    @Body({ schema: dto.findSchema }) wanted: dto.Find,
  ): Promise<dto.Found> {
    const project = await this.authorizer.project(actor, projectId);
    this.rateLimit.take(project.id);
    return this.finder.find(actor, project, wanted);
  }
}
