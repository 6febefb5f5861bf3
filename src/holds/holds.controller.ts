import { Body, Controller, Get, HttpCode, Param, Post, Query, UsePipes } from '@nestjs/common';
import {
  ApiBasicAuth,
  ApiBearerAuth,
  ApiConflictResponse,
  ApiCookieAuth,
  ApiCreatedResponse,
  ApiMethodNotAllowedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { AccessFor, Authorizer, CurrentActor, ProjectRateLimit, type Actor } from '../access/index.js';
import { endingOf } from '../compliance/index.js';
import { dayOrMoment, schemaPipe } from '../platform/index.js';
import { readDistinctIds } from '../subject-data/index.js';
import { HoldReader } from './hold-reader.service.js';
import * as dto from './holds.dto.js';
import { Holds } from './holds.service.js';

/** Subjects that must not be erased for now. */
@ApiTags('Holds')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/holds')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class HoldsController {
  constructor(
    private readonly holds: Holds,
    private readonly reader: HoldReader,
    private readonly authorizer: Authorizer,
    private readonly rateLimit: ProjectRateLimit,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Place a hold on each of the subjects, or on none',
    description: 'A hold on any id of a person holds the person. It ends by itself at `until`, or when it is lifted.',
  })
  @ApiCreatedResponse({ standardSchema: dto.holdsAnswer })
  @ApiConflictResponse({ description: 'The deletion of a subject has started and can no longer be held back.' })
  async place(
    @CurrentActor() actor: Actor,
    @Body({ schema: dto.placeSchema }) { projectId, distinctIds, basis, reference, until }: dto.PlaceBody,
  ): Promise<dto.HoldViews> {
    const project = await this.authorizer.project(actor, projectId, 'ended-too');
    this.rateLimit.take(project.id);
    const { ids } = readDistinctIds(distinctIds, 'distinctIds');
    const order = {
      distinctIds: ids,
      basis,
      reference: reference ?? null,
      until: endingOf(dayOrMoment(until), project.timezone),
    };
    const placed = await this.holds.place(actor, project, order);
    return { results: await Promise.all(placed.map(async (id) => this.reader.show(id))) };
  }

  @Get()
  @ApiOperation({ summary: 'List holds, newest first' })
  @ApiOkResponse({ standardSchema: dto.pageAnswer })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: dto.listQuerySchema }) query: dto.ListQuery,
  ): Promise<dto.HoldPage> {
    return this.reader.list(actor, query);
  }

  @Post('search')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Find the holds on an id',
    description:
      'On this very id; the preview of a deletion tells whether any other id of the person is held. A POST, so that the id stands in no URL and in no log of one.',
  })
  @ApiOkResponse({ standardSchema: dto.holdsAnswer })
  async search(
    @CurrentActor() actor: Actor,
    @Body({ schema: dto.searchSchema }) { projectId, distinctId }: dto.SearchBody,
  ): Promise<dto.HoldViews> {
    const project = await this.authorizer.project(actor, projectId, 'ended-too');
    this.rateLimit.take(project.id);
    readDistinctIds([distinctId], 'distinctId');
    return this.reader.search(project, distinctId);
  }

  @Post(':id/lift')
  @HttpCode(200)
  @ApiOperation({
    summary: 'End a hold before its time',
    description: 'One that was lifted already stays so: `liftedBy` and `liftedAt` say by whom, and when.',
  })
  @ApiOkResponse({ standardSchema: dto.holdAnswer })
  @ApiMethodNotAllowedResponse({ description: 'The hold has ended by itself.' })
  async lift(@CurrentActor() actor: Actor, @Param('id', { schema: dto.idSchema }) id: string): Promise<dto.HoldView> {
    const { hold, project } = await this.reader.find(actor, id);
    await this.holds.lift(actor, project, hold);
    return this.reader.show(id);
  }
}
