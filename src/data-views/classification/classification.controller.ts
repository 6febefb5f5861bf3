import { Body, Controller, Get, HttpCode, Param, Patch, Post, UsePipes } from '@nestjs/common';
import { ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, Authorizer, CurrentActor, ProjectRateLimit, type Actor } from '../../access/index.js';
import { Described, schemaPipe } from '../../platform/index.js';
import { Classification } from './classification.service.js';
import * as dto from './classification.dto.js';
import { Suggestions } from './suggestions.service.js';

const ERRORS = { 401: 'Nobody signed in.', 403: '`role-too-low`', 404: '`project-not-found`' };

/** What properties and columns are: ordinary, sensitive or withheld. */
@ApiTags('classification')
@ApiCookieAuth('session')
@Controller('api/v1/projects/:projectId/classification')
@AccessFor('session')
@UsePipes(schemaPipe)
export class ClassificationController {
  constructor(
    private readonly classification: Classification,
    private readonly suggestions: Suggestions,
    private readonly authorizer: Authorizer,
    private readonly rateLimit: ProjectRateLimit,
  ) {}

  @Get()
  @Described({
    summary: 'Show what properties and columns are: ordinary, sensitive or withheld (owners and admins)',
    answer: dto.classificationAnswer,
    errors: ERRORS,
  })
  async show(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: dto.projectIdSchema }) projectId: number,
  ): Promise<dto.ClassificationView> {
    await this.authorizer.project(actor, projectId);
    return this.classification.show(projectId);
  }

  @Patch()
  @Described({
    summary:
      'Change what properties and columns are; the others stay (owners and admins; what is looser, owners alone)',
    description:
      'Holds at once, for what is held already too. Sensitive is shown to whom the view names; withheld to nobody, and an export for the ' +
      'person says that it is held. All changes are made, or none.',
    answer: dto.classificationAnswer,
    errors: {
      400: 'The input does not fit; `errors` names the places.',
      ...ERRORS,
      422: '`class-unfit`: a name that is no name of a rule.',
    },
  })
  async change(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: dto.projectIdSchema }) projectId: number,
    @Body({ schema: dto.changesSchema }) { changes }: dto.ChangesBody,
  ): Promise<dto.ClassificationView> {
    await this.authorizer.project(actor, projectId);
    return this.classification.change(actor, projectId, changes);
  }

  @Post('suggestions')
  @HttpCode(200)
  @Described({
    summary: 'Look for what seems not everybody’s to see, by names and values (owners and admins)',
    description:
      'Some hundred rows of each collection are looked at, of this project alone. No value is shown, logged or kept.',
    answer: dto.suggestionsAnswer,
    errors: { ...ERRORS, 429: 'Too many requests of the project; try again after Retry-After.' },
  })
  async suggest(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: dto.projectIdSchema }) projectId: number,
  ): Promise<dto.SuggestionsView> {
    await this.authorizer.project(actor, projectId);
    this.rateLimit.take(projectId);
    return this.suggestions.of(projectId);
  }
}
