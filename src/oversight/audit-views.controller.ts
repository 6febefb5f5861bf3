import { Controller, Get, Param, Query, Res, UsePipes } from '@nestjs/common';
import { ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessFor, CurrentActor, type Actor } from '../access/index.js';
import { Described, schemaPipe, sendCsv } from '../platform/index.js';
import { AuditViews } from './audit-views.service.js';
import * as dto from './audit-views.dto.js';

const ERRORS = {
  400: 'The input does not fit; `errors` names the places.',
  401: 'Nobody signed in.',
  403: '`role-too-low`',
  404: '`organization-not-found`, `project-not-found`',
};
const WHAT =
  'What was done in the organization and its projects, and what its members did with their own accounts since they belong to it. No ' +
  'subject stands in it.';

/** What was done, by whom, to what. */
@ApiTags('audit')
@ApiCookieAuth('session')
@Controller('api/v1/organizations/:organizationId')
@AccessFor('session')
@UsePipes(schemaPipe)
export class AuditViewsController {
  constructor(private readonly audit: AuditViews) {}

  @Get('audit')
  @Described({
    summary: 'Read the audit log, the newest first (owners and admins)',
    description: WHAT,
    answer: dto.auditPageAnswer,
    errors: ERRORS,
  })
  async list(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: dto.idSchema }) organizationId: string,
    @Query({ schema: dto.auditQuerySchema }) query: dto.AuditQuery,
  ): Promise<dto.AuditPage> {
    return this.audit.page(actor, organizationId, query);
  }

  @Get('audit.csv')
  @Described({
    summary: 'Take the audit log along as CSV (owners and admins)',
    description: `${WHAT} That it was taken along is an entry of its own.`,
    answer: 'text/csv',
    errors: ERRORS,
  })
  async export(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: dto.idSchema }) organizationId: string,
    @Query({ schema: dto.auditFiltersSchema }) filters: dto.AuditFilters,
    @Res() response: Response,
  ): Promise<void> {
    await sendCsv(response, 'audit-log.csv', await this.audit.export(actor, organizationId, filters));
  }
}
