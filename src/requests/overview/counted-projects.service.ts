import { Injectable } from '@nestjs/common';
import { Authorizer, MembershipRoles, type Actor, type ProjectRecord } from '../../access/index.js';
import { HabeasError } from '../../platform/index.js';

/** Whose requests are counted: those of an organization, or of one of its projects. */
@Injectable()
export class CountedProjects {
  constructor(
    private readonly roles: MembershipRoles,
    private readonly authorizer: Authorizer,
  ) {}

  /** @throws HabeasError 404 `organization-not-found`, `project-not-found`; 403 `role-too-low` for a mere member */
  async of(actor: Actor, organizationId: string, projectId: number | undefined): Promise<ProjectRecord[]> {
    await this.roles.require(actor, organizationId, 'admin');
    const projects = await this.authorizer.projectsOf(actor);
    const ofOrganization = projects.filter((project) => project.organizationId === organizationId);
    if (projectId === undefined) return ofOrganization;
    const chosen = ofOrganization.filter(({ id }) => id === projectId);
    if (chosen.length > 0) return chosen;
    throw new HabeasError('not-found', 'project-not-found', 'There is no such project of this organization.');
  }
}

/** The zones by whose clocks something is counted, each once. */
export function zonesOf(projects: readonly ProjectRecord[]): string[] {
  return [...new Set(projects.map(({ timezone }) => timezone))].sort();
}
