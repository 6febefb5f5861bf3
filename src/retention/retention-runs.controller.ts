import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query, Res, UsePipes } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessFor, Authorizer, CurrentActor, ProjectRateLimit, type Actor } from '../access/index.js';
import { dayOrMoment, Described, schemaPipe } from '../platform/index.js';
import { RetentionOrders } from './run/retention-orders.service.js';
import { RetentionPreviews, type RetentionPreview } from './run/retention-preview.service.js';
import { RetentionReader, type ShownRun, type ShownRuns, type ShownStep } from './run/retention-reader.service.js';
import { RetentionRecords } from './run/retention-records.service.js';
import * as dto from './retention-runs.dto.js';
import type { WindowsInstead } from './windows/effective-windows.service.js';

const ERRORS = {
  400: 'The input does not fit; `errors` names the places.',
  401: 'Credentials are missing or not valid.',
  403: 'The role is too low.',
  404: 'There is nothing there that you may know of.',
};
const RECORD_ERRORS = { ...ERRORS, 409: 'The run has not ended.' };

/** The nightly runs by which what has outlived its time goes, each as far as it concerns one's own projects. */
@ApiTags('Retention')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/retention/runs')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class RetentionRunsController {
  constructor(
    private readonly reader: RetentionReader,
    private readonly records: RetentionRecords,
  ) {}

  @Get()
  @Described({ summary: 'List the runs that have begun, newest first', answer: dto.runsAnswer, errors: ERRORS })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: dto.runsQuerySchema }) query: dto.RunsQuery,
  ): Promise<ShownRuns> {
    return this.reader.list(actor, query);
  }

  @Get(':id')
  @Described({ summary: 'Show what a run did, step by step', answer: dto.runAnswer, errors: ERRORS })
  async show(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: dto.runIdSchema }) id: string,
  ): Promise<ShownRun & { readonly steps: ShownStep[] }> {
    return this.reader.show(actor, id);
  }

  @Get(':id/record.json')
  @Described({
    summary: "Download the exact bytes of an organization's record of a run that were signed",
    description: 'The key they are signed with is that of completion records: `/api/v1/keys/completion-record`.',
    answer: 'application/json',
    errors: RECORD_ERRORS,
  })
  async bytes(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: dto.runIdSchema }) id: string,
    @Query({ schema: dto.recordQuerySchema }) query: dto.RecordQuery,
    @Res() response: Response,
  ): Promise<void> {
    const { bytes, runId } = await this.records.show(actor, id, query);
    send(response, { type: 'application/json', name: `retention-record-${runId}.json` }, bytes);
  }

  @Get(':id/record.sig')
  @Described({
    summary: 'Download the signature, 64 bytes',
    answer: 'application/octet-stream',
    errors: RECORD_ERRORS,
  })
  async signature(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: dto.runIdSchema }) id: string,
    @Query({ schema: dto.recordQuerySchema }) query: dto.RecordQuery,
    @Res() response: Response,
  ): Promise<void> {
    const { signature, runId } = await this.records.show(actor, id, query);
    send(response, { type: 'application/octet-stream', name: `retention-record-${runId}.sig` }, signature);
  }
}

function send(response: Response, as: { readonly type: string; readonly name: string }, content: Buffer): void {
  response.setHeader('Content-Type', as.type);
  response.setHeader('Content-Disposition', `attachment; filename="${as.name}"`);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.end(content);
}

/** Those who may start a run must have signed in, as with sweeps. */
@ApiTags('Retention')
@ApiCookieAuth('session')
@Controller('api/v1/retention/runs')
@AccessFor('session')
@UsePipes(schemaPipe)
export class RetentionOrdersController {
  constructor(private readonly orders: RetentionOrders) {}

  @Post()
  @HttpCode(202)
  @Described({
    summary: 'Have the next run begin at once, instead of at its schedule (owners)',
    description: 'Takes what would go tonight, and nothing more.',
    status: 202,
    answer: dto.orderedAnswer,
    errors: { 401: 'Nobody has signed in.', 403: 'The role is too low.' },
  })
  async order(@CurrentActor() actor: Actor): Promise<{ readonly id: string }> {
    return this.orders.order(actor);
  }
}

@ApiTags('Retention')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/projects/:id/retention/preview')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class RetentionPreviewController {
  constructor(
    private readonly previews: RetentionPreviews,
    private readonly authorizer: Authorizer,
    private readonly rateLimit: ProjectRateLimit,
  ) {}

  @Post()
  @HttpCode(200)
  @Described({
    summary: 'Show what would go of a project, by collection and month',
    description:
      'With the next run where nothing is sent; else as if these windows were set and had taken effect. Nothing is touched.',
    status: 200,
    answer: dto.previewAnswer,
    errors: ERRORS,
  })
  async preview(
    @CurrentActor() actor: Actor,
    @Param('id', ParseIntPipe) id: number,
    @Body({ schema: dto.previewSchema }) body: dto.PreviewBody,
  ): Promise<RetentionPreview> {
    const project = await this.authorizer.project(actor, id);
    this.rateLimit.take(project.id);
    return this.previews.of(project.id, insteadOf(body));
  }
}

function insteadOf(body: dto.PreviewBody): WindowsInstead {
  const { eventMonths, profileUnseenDays, profileDaysAfterEnd, subscriptionEndsAt: ends } = body;
  return {
    ...(eventMonths !== undefined && { eventMonths }),
    ...(profileUnseenDays !== undefined && { profileUnseenDays }),
    ...(profileDaysAfterEnd !== undefined && { profileDaysAfterEnd }),
    ...(ends !== undefined && { subscriptionEndsAt: ends === null ? null : dayOrMoment(ends) }),
  };
}
