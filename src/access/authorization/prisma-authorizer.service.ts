import { Injectable } from '@nestjs/common';
import { HabeasError, PrismaService, type Prisma } from '../../platform/index.js';
import { mayHandleRequests, type Actor, type Role } from './actor.js';
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
    if (!isProjectToken(token)) throw projectForbidden();
    const { project, role } = await this.found(actor, { token, ...STANDING });
    if (project && mayHandle(actor, project, role)) return open(project);
    throw projectForbidden();
  }

  async project(actor: Actor, projectId: number, reach: Reach = 'standing'): Promise<ProjectRecord> {
    if (!isProjectId(projectId)) throw projectUnknown();
    const { project, role } = await this.found(actor, { id: projectId, ...within(reach) });
    if (project && mayHandle(actor, project, role))
      return reach === 'standing' ? open(project) : projectRecord(project);
    if (project && role !== null) {
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

  /** The project, and the actor's role in its organization. Neither question waits for the other. */
  private async found(
    actor: Actor,
    where: Prisma.ProjectWhereUniqueInput,
  ): Promise<{ readonly project: ProjectRow | null; readonly role: Role | null }> {
    const [project, roles] = await Promise.all([
      this.prisma.project.findUnique({ where }),
      this.standing.rolesOf(actor),
    ]);
    return { project, role: (project && roles.get(project.organizationId)) ?? null };
  }

  private async ownProject(projectId: number): Promise<ProjectRecord> {
    const project = await this.prisma.project.findUnique({ where: { id: projectId, ...STANDING } });
    if (!project) throw projectForbidden();
    return open(project);
  }
}

function mayHandle(actor: Actor, project: ProjectRow, role: Role | null): boolean {
  if (actor.kind === 'project-secret') return actor.projectId === project.id;
  return role !== null && mayHandleRequests(role);
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
