import { Controller, Get, Param, Post, Req, UseFilters } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiHeader, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { AccessFor, CurrentActor, type Actor } from '../access/index.js';
import { Described } from '../platform/index.js';
import { Downloads } from '../exports/index.js';
import { RequestReader, RequestsService } from '../requests/index.js';
import { exportAnswer, openedAnswer } from './mixpanel-answers.js';
import { MixpanelCalls } from './mixpanel-calls.service.js';
import { MixpanelErrorFilter } from './mixpanel-error.filter.js';
import { wireBody, wireError, wireExport, wireOpened, type WireExport, type WireOpened } from './mixpanel.dto.js';

const ERRORS = {
  401: 'Missing or bad credentials.',
  403: 'Not a project you may act on.',
  429: 'Later; see Retry-After.',
};

/** Exports, as clients of Mixpanel's GDPR API open and poll them. */
@ApiTags('Mixpanel wire')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiQuery({ name: 'token', required: false, description: 'The project token; a project API secret needs none.' })
@Controller('api/app/data-retrievals')
@AccessFor('privacy')
@UseFilters(MixpanelErrorFilter)
export class MixpanelRetrievalsController {
  constructor(
    private readonly door: MixpanelCalls,
    private readonly requests: RequestsService,
    private readonly reader: RequestReader,
    private readonly downloads: Downloads,
  ) {}

  @Post(['v3.0', 'v2.0'])
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Described({
    summary: 'Open an export',
    status: 201,
    answer: wireOpened,
    body: wireBody,
    errors: { 400: 'Missing token or bad body.', ...ERRORS, 413: 'The body is too large.' },
    errorAnswer: wireError,
  })
  async open(@CurrentActor() actor: Actor, @Req() request: Request): Promise<WireOpened> {
    const { project, order } = await this.door.readOrder(actor, request, 'export');
    return openedAnswer((await this.requests.open(actor, project, order)).request);
  }

  @Get(['v3.0/:trackingId', 'v2.0/:trackingId'])
  @Described({ summary: 'Poll an export', answer: wireExport, errors: ERRORS, errorAnswer: wireError })
  async poll(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Param('trackingId') trackingId: string,
  ): Promise<WireExport> {
    const { project } = await this.door.enter(actor, request);
    const polled = await this.reader.poll(project, 'export', trackingId);
    const link = polled?.request.status === 'SUCCESS' ? await this.downloads.mintLink(polled.request) : null;
    return exportAnswer(polled, link);
  }
}
