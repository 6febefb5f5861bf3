import { Controller, Delete, Get, HttpCode, Param, Post, Req, UseFilters } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiHeader, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { AccessFor, CurrentActor, type Actor } from '../access/index.js';
import { isRequestId, requestNotFound } from '../request-model/index.js';
import { Described } from '../platform/index.js';
import { RequestReader, RequestsService, Revocations } from '../requests/index.js';
import { deletionAnswer, openedAnswer } from './mixpanel-answers.js';
import { MixpanelCalls } from './mixpanel-calls.service.js';
import { MixpanelErrorFilter } from './mixpanel-error.filter.js';
import { readWireIds } from './mixpanel-order.js';
import {
  wireBody,
  wireDeletion,
  wireError,
  wireIds,
  wireOpened,
  type WireDeletion,
  type WireOpened,
} from './mixpanel.dto.js';

const ERRORS = {
  401: 'Missing or bad credentials.',
  403: 'Not a project you may act on.',
  429: 'Later; see Retry-After.',
};

/** Deletions, as clients of Mixpanel's GDPR API open, poll and cancel them. */
@ApiTags('Mixpanel wire')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiQuery({ name: 'token', required: false, description: 'The project token; a project API secret needs none.' })
@Controller('api/app/data-deletions')
@AccessFor('privacy')
@UseFilters(MixpanelErrorFilter)
export class MixpanelDeletionsController {
  constructor(
    private readonly door: MixpanelCalls,
    private readonly requests: RequestsService,
    private readonly revocations: Revocations,
    private readonly reader: RequestReader,
  ) {}

  @Post(['v3.0', 'v2.0'])
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Described({
    summary: 'Open a deletion',
    status: 201,
    answer: wireOpened,
    body: wireBody,
    errors: {
      400: 'Missing token or bad body.',
      ...ERRORS,
      409: 'Ids are in a deletion that has not ended.',
      413: 'The body is too large.',
    },
    errorAnswer: wireError,
  })
  async open(@CurrentActor() actor: Actor, @Req() request: Request): Promise<WireOpened> {
    const { project, order } = await this.door.readOrder(actor, request, 'deletion');
    return openedAnswer((await this.requests.open(actor, project, order)).request);
  }

  @Get(['v3.0/:trackingId', 'v2.0/:trackingId'])
  @Described({ summary: 'Poll a deletion', answer: wireDeletion, errors: ERRORS, errorAnswer: wireError })
  async poll(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Param('trackingId') trackingId: string,
  ): Promise<WireDeletion> {
    const { project } = await this.door.enter(actor, request);
    return deletionAnswer(trackingId, project, await this.reader.poll(project, 'deletion', trackingId));
  }

  @Delete(['v3.0', 'v2.0'])
  @HttpCode(204)
  @Described({
    summary: 'Cancel the deletions of exactly these ids',
    description:
      'Each id counts for the last deletion that named it. Deletions all of whose ids are named are cancelled, all of them or none.',
    status: 204,
    body: wireIds,
    errors: {
      400: 'Missing token or bad body.',
      ...ERRORS,
      404: 'An id is in no deletion.',
      405: 'A deletion has started.',
      409: 'A deletion holds ids that were not named.',
      413: 'The body is too large.',
    },
    errorAnswer: wireError,
  })
  async cancelOf(@CurrentActor() actor: Actor, @Req() request: Request): Promise<void> {
    const { project, body } = await this.door.enter(actor, request);
    await this.revocations.revokeOf(actor, project, readWireIds(await body()));
  }

  @Delete(['v3.0/:trackingId', 'v2.0/:trackingId'])
  @HttpCode(204)
  @Described({
    summary: 'Cancel a deletion that has not started',
    status: 204,
    errors: { ...ERRORS, 404: 'No such deletion.', 405: 'It has started, or is an export.' },
    errorAnswer: wireError,
  })
  async cancel(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Param('trackingId') trackingId: string,
  ): Promise<void> {
    const { project } = await this.door.enter(actor, request);
    if (!isRequestId(trackingId)) throw requestNotFound();
    await this.revocations.revokeDeletion(actor, project, trackingId);
  }
}
