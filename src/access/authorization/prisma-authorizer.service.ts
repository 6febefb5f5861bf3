import { Injectable } from '@nestjs/common';
import { HabeasError, PrismaService } from '../../platform/index.js';
import { mayHandleRequests, type Actor } from './actor.js';
import { Authorizer, type ProjectRecord } from './authorizer.port.js';
import { isProjectId, isProjectToken, projectRecord } from './project-record.js';
import { MembershipRoles } from './membership-roles.service.js';

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
    const project = isProjectToken(token) ? await this.prisma.project.findUnique({ where: { token } }) : null;
    if (project && (await this.mayHandle(actor, project))) return projectRecord(project);
    throw projectForbidden();
  }

  async project(actor: Actor, projectId: number): Promise<ProjectRecord> {
    const project = isProjectId(projectId) ? await this.prisma.project.findUnique({ where: { id: projectId } }) : null;
    if (project && (await this.mayHandle(actor, project))) return projectRecord(project);
    if (project && (await this.standing.roleIn(actor, project.organizationId)) !== null) {
      throw new HabeasError(
        'forbidden',
        'role-too-low',
        'Only owners and admins of the organization may handle privacy requests: ask an owner for the role.',
      );
    }
    throw new HabeasError('not-found', 'project-not-found', 'There is no such project that you may know of.');
  }

  async projectsOf(actor: Actor): Promise<ProjectRecord[]> {
    if (actor.kind === 'project-secret') return [await this.ownProject(actor.projectId)];
    const roles = await this.standing.rolesOf(actor);
    const organizations = [...roles].filter(([, role]) => mayHandleRequests(role)).map(([id]) => id);
    const projects = await this.prisma.project.findMany({
      where: { organizationId: { in: organizations } },
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
    const project = await this.prisma.project.findUnique({ where: { id: projectId } });
    if (!project) throw projectForbidden();
    return projectRecord(project);
  }
}

function projectForbidden(): HabeasError {
  return new HabeasError(
    'forbidden',
    'project-forbidden',
    'There is no such project, or you are not an owner or admin of its organization.',
  );
}
