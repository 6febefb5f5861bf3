import { Controller, Get, Header, Param, Query, Res, UsePipes } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessFor, CurrentActor, type Actor } from '../access/index.js';
import { Described, schemaPipe } from '../platform/index.js';
import * as dto from './dto/overview.dto.js';
import { CountedProjects } from './overview/counted-projects.service.js';
import { metricsCsv } from './overview/metrics-csv.js';
import { Overview } from './overview/overview.service.js';
import { YearlyMetrics } from './overview/yearly-metrics.service.js';

const ERRORS = {
  400: 'The input does not fit; `errors` names the places.',
  401: 'Credentials are missing or not valid.',
  403: 'The role is too low.',
  404: 'There is nothing there that you may know of.',
};
const COUNTED =
  'Of 11 CCR §7102(a)(1), for requests to know and to delete that were received in the year; every person a request names is counted.';

/** How an organization stands with its requests, in numbers (owners and admins). */
@ApiTags('Overview')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/organizations/:organizationId')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class OverviewController {
  constructor(
    private readonly projects: CountedProjects,
    private readonly overview: Overview,
    private readonly metrics: YearlyMetrics,
  ) {}

  @Get('overview')
  @Described({
    summary: 'Show how an organization stands: open by deadline, finished on time, volume, time to completion',
    answer: dto.overviewAnswer,
    errors: ERRORS,
  })
  async show(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: dto.organizationIdSchema }) organizationId: string,
    @Query({ schema: dto.overviewQuerySchema }) { projectId }: dto.OverviewQuery,
  ): Promise<dto.OverviewAnswer> {
    return this.overview.of(await this.projects.of(actor, organizationId, projectId));
  }

  @Get('metrics')
  @Described({
    summary: 'Compile the metrics of a calendar year',
    description: COUNTED,
    answer: dto.metricsAnswer,
    errors: ERRORS,
  })
  async compile(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: dto.organizationIdSchema }) organizationId: string,
    @Query({ schema: dto.metricsQuerySchema }) { year, projectId }: dto.MetricsQuery,
  ): Promise<dto.MetricsAnswer> {
    return this.metrics.of(await this.projects.of(actor, organizationId, projectId), year);
  }

  @Get('metrics.csv')
  @Header('Content-Type', 'text/csv; charset=utf-8')
  @Described({
    summary: 'Compile the metrics of a calendar year, as CSV',
    description: COUNTED,
    answer: 'text/csv',
    errors: ERRORS,
  })
  async compileCsv(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: dto.organizationIdSchema }) organizationId: string,
    @Query({ schema: dto.metricsQuerySchema }) query: dto.MetricsQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const metrics = await this.compile(actor, organizationId, query);
    response.setHeader('Content-Disposition', `attachment; filename="privacy-metrics-${metrics.year}.csv"`);
    return metricsCsv(metrics);
  }
}
