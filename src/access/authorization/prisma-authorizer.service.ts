import { Injectable } from '@nestjs/common';
import { HabeasError, PrismaService, type Prisma } from '../../platform/index.js';
import { mayHandleRequests, type Actor } from './actor.js';
import { Authorizer, type ProjectRecord } from './authorizer.port.js';
import { isProjectId, isProjectToken, projectRecord } from './project-record.js';
import { MembershipRoles } from './membership-roles.service.js';
import { projectClosed, projectUnknown, type Reach, STANDING, within } from './standing-project.js';

type ProjectRow = Prisma.ProjectGetPayload<object>;

@Injectable()
export class PrismaAuthorizer extends Authorizer {
  constructor(
    private readonly prisma: PrismaService,
    private readonly standing: MembershipRoles,
  ) {
    super();
  }

  async projectByToken(actor: Actor, token: string | null): Promise<ProjectRecord> {
    if (token === null || token === '') {
      if (actor.kind === 'project-secret') return this.ownProject(actor.projectId);
      throw new HabeasError(
        'invalid',
        'token-missing',
        'The project token is missing: send it as the query parameter "token".',
      );
    }
    const where = { token, ...STANDING };
    const project = isProjectToken(token) ? await this.prisma.project.findUnique({ where }) : null;
    if (project && (await this.mayHandle(actor, project))) return open(project);
    throw projectForbidden();
  }

  async project(actor: Actor, projectId: number, reach: Reach = 'standing'): Promise<ProjectRecord> {
    const where = { id: projectId, ...within(reach) };
    const project = isProjectId(projectId) ? await this.prisma.project.findUnique({ where }) : null;
    if (project && (await this.mayHandle(actor, project)))
      return reach === 'standing' ? open(project) : projectRecord(project);
    if (project && (await this.standing.roleIn(actor, project.organizationId)) !== null) {
      throw new HabeasError(
        'forbidden',
        'role-too-low',
        'Only owners and admins of the organization may handle privacy requests: ask an owner for the role.',
      );
    }
    throw projectUnknown();
  }

  async projectsOf(actor: Actor, reach: Reach = 'standing'): Promise<ProjectRecord[]> {
    if (actor.kind === 'project-secret') return [await this.ownProject(actor.projectId)];
    const roles = await this.standing.rolesOf(actor);
    const organizations = [...roles].filter(([, role]) => mayHandleRequests(role)).map(([id]) => id);
    const projects = await this.prisma.project.findMany({
      where: { organizationId: { in: organizations }, ...within(reach) },
      orderBy: { id: 'asc' },
    });
    return projects.map(projectRecord);
  }

  private async mayHandle(actor: Actor, project: { id: number; organizationId: string }): Promise<boolean> {
    if (actor.kind === 'project-secret') return actor.projectId === project.id;
    const role = await this.standing.roleIn(actor, project.organizationId);
    return role !== null && mayHandleRequests(role);
  }

  private async ownProject(projectId: number): Promise<ProjectRecord> {
    const project = await this.prisma.project.findUnique({ where: { id: projectId, ...STANDING } });
    if (!project) throw projectForbidden();
    return open(project);
  }
}

function open(project: ProjectRow): ProjectRecord {
  if (project.closedSince !== null) throw projectClosed();
  return projectRecord(project);
}

function projectForbidden(): HabeasError {
  return new HabeasError(
    'forbidden',
    'project-forbidden',
    'There is no such project, or you are not an owner or admin of its organization.',
  );
}
