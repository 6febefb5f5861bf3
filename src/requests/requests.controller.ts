import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res, UsePipes } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiConsumes, ApiCookieAuth, ApiHeader, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AccessFor, Authorizer, CurrentActor, ProjectRateLimit, type Actor } from '../access/index.js';
import { Config, schemaPipe, Described } from '../platform/index.js';
import { DISTINCT_ID_CHARACTERS, readDistinctIds } from '../subject-data/index.js';
import { limitsOf } from './intake/order.js';
import { SentOrders } from './intake/open-order.js';
import { Preview } from './queries/preview.service.js';
import { assertReceiptComplete } from './intake/receipt.js';
import { RequestDetails } from './queries/request-detail.service.js';
import { RequestReader } from './queries/request-reader.service.js';
import { firstSummaryOf } from './queries/request-views.js';
import { detailAnswer, type RequestDetail } from './dto/request-detail.dto.js';
import * as dto from './dto/requests.dto.js';
import { Revocations } from './actions/revocations.service.js';
import { RequestsService } from './intake/requests.service.js';

const WHO = { 401: 'Credentials are missing or not valid.', 403: 'The role is too low.' };
const UNKNOWN = 'There is nothing there that you may know of.';
const INVALID = { 400: 'The input does not fit; `errors` names the places.' };
const TOO_LARGE = 'The body or the file is too large.';
const UNCLEAR =
  'Of a file: `csv-header-unclear`, `csv-column-unclear`: it is not clear which ids it holds; `header` and `column` say it.';
/** What the query may say about the file of a form. */
const HEADER = {
  name: 'header',
  required: false,
  description: dto.fileTerms.header.description ?? '',
  schema: { type: 'boolean' },
} as const;
const COLUMN = {
  name: 'column',
  required: false,
  description: dto.fileTerms.column.description ?? '',
  schema: { type: 'string', minLength: 1, maxLength: DISTINCT_ID_CHARACTERS },
} as const;
const LATER = { 429: 'Too many requests of the project; try again after Retry-After.' };

/** Habeas' own API of requests. Everything is JSON; errors are problem documents (RFC 9457). */
@ApiTags('Requests')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/requests')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class RequestsController {
  constructor(
    private readonly requests: RequestsService,
    private readonly revocations: Revocations,
    private readonly reader: RequestReader,
    private readonly details: RequestDetails,
    private readonly previews: Preview,
    private readonly authorizer: Authorizer,
    private readonly rateLimit: ProjectRateLimit,
    private readonly orders: SentOrders,
    private readonly config: Config,
  ) {}

  @Post()
  @ApiConsumes('application/json', 'multipart/form-data')
  @ApiQuery(HEADER)
  @ApiQuery(COLUMN)
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'The same key brings the first answer back.' })
  @Described({
    summary: 'Open an export or a deletion',
    status: 201,
    answer: dto.openedAnswer,
    body: dto.openSchema,
    errors: {
      ...INVALID,
      ...WHO,
      404: UNKNOWN,
      409: 'Ids are in a deletion that has not ended.',
      413: TOO_LARGE,
      422: `The Idempotency-Key was used for another order. ${UNCLEAR}`,
      ...LATER,
    },
  })
  async open(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Headers('idempotency-key') idempotencyKey: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ) {
    const sent = await this.orders.receive(request, 'open');
    const project = await this.authorizer.project(actor, sent.projectId);
    this.rateLimit.take(sent.projectId);
    const { order, duplicates } = await sent.read(
      limitsOf(project, this.config.values.DELETION_LIMIT),
      project.timezone,
    );
    assertReceiptComplete(order, project.requiredReceipt);
    // Before the order stands: counting may be slow, and a client that gave up waiting would order it again.
    const unknown = sent.isFile ? await this.previews.unknownOf(project, order) : null;
    const opened = await this.requests.open(actor, project, {
      ...order,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
    response.setHeader('Location', `/api/v1/requests/${opened.request.id}`);
    const { followUp } = opened;
    return {
      ...firstSummaryOf(opened.request),
      followUp: followUp && firstSummaryOf(followUp),
      duplicates,
      unknown,
    };
  }

  @Get()
  @Described({
    summary: 'List requests, newest first or what is due first',
    answer: dto.pageAnswer,
    errors: { ...INVALID, ...WHO, 404: UNKNOWN },
  })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: dto.listQuerySchema }) query: dto.ListQuery,
  ): Promise<dto.RequestPage> {
    return this.reader.list(actor, query);
  }

  @Post('search')
  @HttpCode(200)
  @Described({
    summary: 'Find the requests of a subject',
    description: 'A POST, so that the id stands in no URL and in no log of one.',
    answer: dto.searchAnswer,
    errors: { ...INVALID, ...WHO, 404: UNKNOWN, ...LATER },
  })
  async search(
    @CurrentActor() actor: Actor,
    @Body({ schema: dto.searchSchema }) body: dto.SearchBody,
  ): Promise<dto.SearchResults> {
    const project = await this.authorizer.project(actor, body.projectId);
    this.rateLimit.take(project.id);
    readDistinctIds([body.distinctId], 'distinctId');
    return this.reader.search(project, body.distinctId);
  }

  @Post('preview')
  @HttpCode(200)
  @ApiConsumes('application/json', 'multipart/form-data')
  @ApiQuery(HEADER)
  @ApiQuery(COLUMN)
  @Described({
    summary: 'Preview what a request would find',
    description: 'Closure and counts per collection, by the predicate the request itself would use. Nothing is stored.',
    answer: dto.previewAnswer,
    body: dto.previewSchema,
    errors: { ...INVALID, ...WHO, 404: UNKNOWN, 413: TOO_LARGE, 422: UNCLEAR, ...LATER },
  })
  async preview(@CurrentActor() actor: Actor, @Req() request: Request): Promise<dto.PreviewAnswer> {
    const sent = await this.orders.receive(request, 'preview');
    const project = await this.authorizer.project(actor, sent.projectId);
    this.rateLimit.take(project.id);
    const { order } = await sent.read(limitsOf(project, this.config.values.DELETION_LIMIT), project.timezone);
    return this.previews.of(actor, project, order);
  }

  @Get(':id')
  @Described({ summary: 'Show a request', answer: detailAnswer, errors: { ...WHO, 404: UNKNOWN } })
  async show(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RequestDetail> {
    const { request, project } = await this.reader.find(actor, id);
    return this.details.show(request, project);
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @Described({
    summary: 'Revoke a deletion that has not started, or an export that has not ended',
    description:
      'An export under way stops, and what it wrote is destroyed. A deletion ordered with it then waits for approval.',
    answer: dto.summaryAnswer,
    errors: { ...WHO, 404: UNKNOWN, 405: 'The deletion has started, or the request has ended.' },
  })
  async revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<dto.RequestSummary> {
    const { request, project } = await this.reader.find(actor, id);
    await this.revocations.revoke(actor, project, request.id);
    const revoked = await this.reader.find(actor, id);
    return this.reader.summary(revoked.request);
  }
}
