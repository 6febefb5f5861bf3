import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res, UsePipes } from '@nestjs/common';
import { ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessFor, Authorizer, CurrentActor, type Actor } from '../access/index.js';
import { Described, schemaPipe } from '../platform/index.js';
import { EndingRecords, type KeptProjectRecord } from './ending-records.service.js';
import { EndingSteps } from './ending-steps.service.js';
import { viewOf } from './ending-view.js';
import * as dto from './project-endings.dto.js';
import { type EndingRow, ProjectEndings } from './project-endings.service.js';

const ERRORS = {
  400: 'The input does not fit; `errors` names the places.',
  401: 'Nobody has signed in.',
  403: '`role-too-low`',
  404: 'There is nothing there that you may know of.',
};
const NO_RECORD = { 404: `${ERRORS[404]} \`revision-not-found\``, 409: '`ending-not-finished`' };
const OPEN = '`requests-open`: a request of the project has not ended';

/** Projects that are deleted or emptied, for people who signed in: no token ends a project. */
@ApiTags('Ends of projects')
@ApiCookieAuth('session')
@Controller('api/v1')
@AccessFor('session')
@UsePipes(schemaPipe)
export class ProjectEndingsController {
  constructor(
    private readonly endings: ProjectEndings,
    private readonly steps: EndingSteps,
    private readonly records: EndingRecords,
    private readonly authorizer: Authorizer,
  ) {}

  @Delete('projects/:projectId')
  @Described({
    summary: 'Delete a project (owners)',
    description:
      'It is nowhere at once: no way in takes anything, no way out knows it. Until `restorableUntil` it can be brought back as it was; by `goneBy` what it held is gone for good. Tables of the company are not touched.',
    answer: dto.endingAnswer,
    errors: { ...ERRORS, 409: `${OPEN}; \`project-closed\``, 422: '`name-differs`' },
  })
  async delete(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: dto.projectIdSchema }) projectId: number,
    @Body({ schema: dto.orderSchema }) { name }: dto.OrderBody,
  ): Promise<dto.EndingView> {
    // Tells strangers no more of a project than that they may not know of it.
    await this.authorizer.project(actor, projectId);
    return this.view(await this.endings.order(actor, projectId, 'deleted', name));
  }

  @Post('projects/:projectId/reset')
  @HttpCode(202)
  @Described({
    summary: 'Empty a project (owners)',
    description:
      'What it holds is set aside, where nobody sees it, and the project goes on: its settings, tokens, requests, holds and opt-outs stay. For the minutes in which rows are moved it is closed: ways in ask clients to send again, ways out answer `project-closed`. Until `restorableUntil` what was set aside can be brought back beside what came since; by `goneBy` it is gone for good.',
    status: 202,
    answer: dto.endingAnswer,
    errors: { ...ERRORS, 409: `${OPEN}; \`project-closed\``, 422: '`name-differs`' },
  })
  async reset(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: dto.projectIdSchema }) projectId: number,
    @Body({ schema: dto.orderSchema }) { name }: dto.OrderBody,
  ): Promise<dto.EndingView> {
    await this.authorizer.project(actor, projectId);
    return this.view(await this.endings.order(actor, projectId, 'reset', name));
  }

  @Get('organizations/:organizationId/project-endings')
  @Described({
    summary: 'List the projects that were deleted or emptied, the newest first (owners and admins)',
    answer: dto.endingsAnswer,
    errors: ERRORS,
  })
  async list(
    @CurrentActor() actor: Actor,
    @Param('organizationId', { schema: dto.idSchema }) organizationId: string,
  ): Promise<{ results: dto.EndingView[] }> {
    const rows = await this.endings.list(actor, organizationId);
    const scrubbed = await this.steps.scrubbedAt(rows.map(({ id }) => id));
    return { results: rows.map((row) => viewOf(row, scrubbed.get(row.id) ?? null)) };
  }

  @Get('project-endings/:id')
  @Described({
    summary: 'Show how far the end of a project is (owners and admins)',
    answer: dto.endingAnswer,
    errors: ERRORS,
  })
  async show(@CurrentActor() actor: Actor, @Param('id', { schema: dto.idSchema }) id: string): Promise<dto.EndingView> {
    return this.view(await this.endings.find(actor, id, 'admin'));
  }

  @Post('project-endings/:id/restore')
  @HttpCode(200)
  @Described({
    summary: 'Bring a project back that was deleted, or what it held before it was emptied (owners)',
    answer: dto.endingAnswer,
    errors: {
      ...ERRORS,
      409: `\`restore-too-late\`; \`ending-restored\`, \`ending-under-way\`, where \`earlier\` says who had it brought back; of one that was emptied: \`project-ended\`, \`project-closed\`, ${OPEN}`,
    },
  })
  async restore(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: dto.idSchema }) id: string,
  ): Promise<dto.EndingView> {
    return this.view(await this.endings.restore(actor, id));
  }

  @Get('project-endings/:id/record.json')
  @Described({
    summary: 'Download the exact bytes that were signed when it was gone (owners and admins)',
    description:
      'The key to check the signature with is that of completion records. There is another revision where what was left of somebody held has gone since: name it, so that bytes and signature are of one.',
    answer: 'application/json',
    errors: { ...ERRORS, ...NO_RECORD },
  })
  async record(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: dto.idSchema }) id: string,
    @Query({ schema: dto.revisionQuerySchema }) query: dto.RevisionQuery,
    @Res() response: Response,
  ): Promise<void> {
    const { document, revision } = await this.recordOf(actor, id, query);
    send(response, `project-record-${id}-${revision}.json`, 'application/json', document);
  }

  @Get('project-endings/:id/record.sig')
  @Described({
    summary: 'Download the signature, 64 bytes (owners and admins)',
    answer: 'application/octet-stream',
    errors: { ...ERRORS, ...NO_RECORD },
  })
  async signature(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: dto.idSchema }) id: string,
    @Query({ schema: dto.revisionQuerySchema }) query: dto.RevisionQuery,
    @Res() response: Response,
  ): Promise<void> {
    const { signature, revision } = await this.recordOf(actor, id, query);
    send(response, `project-record-${id}-${revision}.sig`, 'application/octet-stream', signature);
  }

  private async recordOf(actor: Actor, id: string, { revision }: dto.RevisionQuery): Promise<KeptProjectRecord> {
    return this.records.show(await this.endings.find(actor, id, 'admin'), revision);
  }

  private async view(row: EndingRow): Promise<dto.EndingView> {
    return viewOf(row, (await this.steps.scrubbedAt([row.id])).get(row.id) ?? null);
  }
}

function send(response: Response, name: string, type: string, content: Uint8Array): void {
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.end(Buffer.from(content));
}
