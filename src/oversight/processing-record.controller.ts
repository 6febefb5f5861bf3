import { Controller, Get, Param, UsePipes } from '@nestjs/common';
import { ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, Authorizer, CurrentActor, MembershipRoles, type Actor } from '../access/index.js';
import { Described, schemaPipe } from '../platform/index.js';
import * as dto from './processing-record.dto.js';
import { ProcessingRecords } from './processing-record.service.js';

const DESCRIPTION =
  'GDPR Art. 30(1), from the data map, the settings and the audit as they are at the moment. It holds no data of a person, and names ' +
  'in `notSaid` what only the company can say.';

/** What is done with data of people, for what, and for how long. */
@ApiTags('record of processing')
@ApiCookieAuth('session')
@Controller('api/v1')
@AccessFor('session')
@UsePipes(schemaPipe)
export class ProcessingRecordController {
  constructor(
    private readonly records: ProcessingRecords,
    private readonly authorizer: Authorizer,
    private readonly standing: MembershipRoles,
  ) {}

  @Get('projects/:projectId/processing-record')
  @Described({
    summary: 'Draw up the record of processing activities of a project (owners and admins)',
    description: DESCRIPTION,
    answer: dto.processingRecordAnswer,
    errors: { 401: 'Nobody signed in.', 403: '`role-too-low`', 404: '`project-not-found`' },
  })
  async ofProject(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: dto.projectIdSchema }) projectId: number,
  ): Promise<dto.ProcessingRecord> {
    return this.records.of(await this.authorizer.project(actor, projectId));
  }

  @Get('organizations/:organizationId/processing-record')
  @Described({
    summary: 'Draw up the record of processing activities of each project of an organization (owners and admins)',
    description: DESCRIPTION,
    answer: dto.processingRecordsAnswer,
    errors: { 401: 'Nobody signed in.', 403: '`role-too-low`', 404: '`organization-not-found`' },
  })
  async ofOrganization(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: dto.organizationIdSchema }) organizationId: string,
  ): Promise<{ results: dto.ProcessingRecord[] }> {
    await this.standing.require(actor, organizationId, 'admin');
    return { results: await this.records.ofOrganization(actor, organizationId) };
  }
}
