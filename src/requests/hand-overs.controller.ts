import { Body, Controller, Get, Param, Post, UsePipes } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, CurrentActor, ProjectRateLimit, type Actor } from '../access/index.js';
import { schemaPipe, Described } from '../platform/index.js';
import * as dto from './dto/hand-overs.dto.js';
import { HandOvers } from './actions/hand-overs.service.js';
import { RequestReader } from './queries/request-reader.service.js';

const ERRORS = {
  401: 'Credentials are missing or not valid.',
  403: 'The role is too low.',
  404: 'There is nothing there that you may know of.',
};

/** When, how and by whom an answer was given to the person. */
@ApiTags('Requests')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/requests/:id/hand-overs')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class HandOversController {
  constructor(
    private readonly handOvers: HandOvers,
    private readonly reader: RequestReader,
    private readonly rateLimit: ProjectRateLimit,
  ) {}

  @Post()
  @Described({
    summary: 'Record how the company gave the answer',
    description:
      'A download or a followed link is a look (`looks` of the request) and no hand-over. Of an export: a folder, or the whole, which begins the grace of a deletion ordered with it; of a deletion or a denial: the answer.',
    status: 201,
    answer: dto.handOverAnswer,
    errors: {
      400: 'The input does not fit, or the manner holds an id of a subject.',
      ...ERRORS,
      409: 'The request has no answer: it did not end as SUCCESS or DENIED.',
      429: 'Too many requests of the project; try again after Retry-After.',
    },
  })
  async record(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: dto.handOverSchema }) body: dto.GivenHandOver,
  ): Promise<dto.HandOverView> {
    const { request, project } = await this.reader.find(actor, id);
    this.rateLimit.take(request.projectId);
    return this.handOvers.record(actor, request, project, body);
  }

  @Get()
  @Described({ summary: 'List the hand-overs of a request', answer: dto.handOversAnswer, errors: ERRORS })
  async list(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<{ results: dto.HandOverView[] }> {
    const { request } = await this.reader.find(actor, id);
    return { results: await this.handOvers.list(request.id) };
  }
}
