import { Controller, Get, Param, UsePipes } from '@nestjs/common';
import { ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import { AccessFor, CurrentActor, IngestProjects, MembershipRoles, type Actor } from '../../access/index.js';
import { Described, HabeasError, schemaPipe } from '../../platform/index.js';
import { incomingAnswer, projectIdSchema, type IncomingView } from './incoming.dto.js';
import { IncomingReport } from './incoming-report.service.js';

/** What came in for a project. */
@ApiTags('organizations')
@ApiCookieAuth('session')
@Controller('api/v1/projects/:projectId/incoming')
@AccessFor('session')
@UsePipes(schemaPipe)
export class IncomingController {
  constructor(
    private readonly report: IncomingReport,
    private readonly projects: IngestProjects,
    private readonly standing: MembershipRoles,
  ) {}

  @Get()
  @Described({
    summary: 'Count what came in: taken, refused and why, dropped, of refused people, not believed (every member)',
    answer: incomingAnswer,
    errors: { 401: 'Nobody signed in.', 404: '`project-not-found`' },
  })
  async show(
    @CurrentActor() actor: Actor,
    @Param('projectId', { schema: projectIdSchema }) projectId: number,
  ): Promise<IncomingView> {
    const project = await this.projects.byId(projectId);
    if (project === null || (await this.standing.roleIn(actor, project.organizationId)) === null) {
      throw new HabeasError('not-found', 'project-not-found', 'There is no such project that you may know of.');
    }
    return this.report.of(projectId);
  }
}
