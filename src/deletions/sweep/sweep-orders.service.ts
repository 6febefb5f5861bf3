import { Injectable } from '@nestjs/common';
import {
  actorName,
  Authorizer,
  MembershipRoles,
  type Actor,
  type ProjectRecord,
  type Role,
} from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { Clock, HabeasError, JobQueue, Leases, PrismaService, type Transaction } from '../../platform/index.js';
import { sweepDue, Timeline } from '../../request-model/index.js';

/** Whose deletions are meant; without either: those of every project that one may. */
export interface SweepScope {
  readonly organizationId?: string | undefined;
  readonly projectId?: number | undefined;
}

export interface OrderedSweep {
  readonly deletions: number;
  readonly subjects: number;
  /** Another one is under way, which takes these next. */
  readonly underway: boolean;
}

interface OrderedRow {
  readonly id: string;
  readonly projectId: number;
  readonly subjectCount: number;
}

/** Milliseconds: what is due within this time is about to be swept, and was brought forward by somebody else perhaps. */
const SOON = 30_000;

/** Lets the sweep take what waits for its schedule at once, when an owner says so. */
@Injectable()
export class SweepOrders {
  constructor(
    private readonly prisma: PrismaService,
    private readonly authorizer: Authorizer,
    private readonly roles: MembershipRoles,
    private readonly leases: Leases,
    private readonly timeline: Timeline,
    private readonly audit: AuditTrail,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Brings forward to now what waits for nothing but the schedule; grace, approval, holds and what was put off stay as they are. Where
   * two order at once each deletion is brought forward once, though their clocks are not the same.
   * @throws HabeasError `nothing-due`, `sweep-running` (409), `role-too-low` (403), and what `projects` throws
   */
  async order(actor: Actor, scope: SweepScope): Promise<OrderedSweep> {
    const projects = await this.projects(actor, scope, 'owner');
    const now = this.clock.now();
    const underway = await this.underway();
    const ordered = await this.prisma.$transaction(async (transaction) => {
      const rows = await transaction.request.updateManyAndReturn({
        where: { ...waitingFor(projects), nextAttemptAt: { gt: new Date(now.getTime() + SOON) } },
        data: { nextAttemptAt: now },
        select: { id: true, projectId: true, subjectCount: true },
      });
      await this.tell(transaction, actor, projects, rows);
      return rows;
    });
    if (ordered.length === 0) throw await this.nothingToOrder(projects, underway);
    await this.queue.enqueue(sweepDue());
    return { deletions: ordered.length, subjects: peopleOf(ordered), underway };
  }

  /** Whether somebody leads a sweep now, of whomever. */
  async underway(): Promise<boolean> {
    return (await this.leases.countTaken('sweep')) > 0;
  }

  /**
   * Projects of which the actor is an owner, or an owner or admin.
   * @throws HabeasError 404 `organization-not-found`, `project-not-found`; 403 `role-too-low`
   */
  async projects(
    actor: Actor,
    { organizationId, projectId }: SweepScope,
    least: 'owner' | 'admin',
  ): Promise<ProjectRecord[]> {
    if (organizationId !== undefined) await this.roles.require(actor, organizationId, least);
    if (projectId !== undefined) {
      const project = await this.authorizer.project(actor, projectId);
      if (organizationId !== undefined && project.organizationId !== organizationId) throw projectNotFound();
      await this.roles.require(actor, project.organizationId, least);
      return [project];
    }
    const handled = await this.authorizer.projectsOf(actor);
    if (organizationId !== undefined) return handled.filter((project) => project.organizationId === organizationId);
    const roles = await this.roles.rolesOf(actor);
    const may = (role: Role | undefined) => role === 'owner' || (least === 'admin' && role === 'admin');
    if (![...roles.values()].some(may)) throw roleTooLow(least);
    return handled.filter((project) => may(roles.get(project.organizationId)));
  }

  private async tell(
    transaction: Transaction,
    actor: Actor,
    projects: readonly ProjectRecord[],
    rows: readonly OrderedRow[],
  ): Promise<void> {
    const told = { type: 'sweep-ordered', actor: actorName(actor) } as const;
    await this.timeline.tellAll(
      transaction,
      rows.map(({ id, projectId }) => ({ ...told, requestId: id, projectId })),
    );
    const records = projects.flatMap(({ id: projectId, organizationId }) => {
      const own = rows.filter((row) => row.projectId === projectId);
      const detail = { deletions: own.length, subjects: peopleOf(own) };
      return own.length === 0
        ? []
        : [{ actor: actorName(actor), action: 'sweep.ordered', organizationId, projectId, detail }];
    });
    await this.audit.appendAll(transaction, records);
  }

  private async nothingToOrder(projects: readonly ProjectRecord[], underway: boolean): Promise<HabeasError> {
    const ordered = await this.prisma.request.count({ where: waitingFor(projects) });
    if (underway || ordered > 0) {
      return new HabeasError(
        'conflict',
        'sweep-running',
        'A sweep is under way or about to begin and takes what is due: follow its deletions.',
      );
    }
    return new HabeasError(
      'conflict',
      'nothing-due',
      'No deletion waits for a sweep: one in its grace, on hold, or waiting for approval is not due yet, and a new one is prepared within seconds.',
    );
  }
}

/** Staged, and kept back by nothing but the schedule. */
export function waitingFor(projects: readonly ProjectRecord[]) {
  return {
    projectId: { in: projects.map(({ id }) => id) },
    kind: 'deletion',
    status: 'STAGING',
    waitingFor: 'sweep',
  };
}

function projectNotFound(): HabeasError {
  return new HabeasError('not-found', 'project-not-found', 'There is no such project of this organization.');
}

function roleTooLow(least: 'owner' | 'admin'): HabeasError {
  const who = least === 'owner' ? 'Only owners may start a sweep' : 'Only owners and admins may see sweeps';
  return new HabeasError('forbidden', 'role-too-low', `${who}: ask an owner of the organization.`);
}

function peopleOf(rows: readonly { readonly subjectCount: number }[]): number {
  return rows.reduce((sum, { subjectCount }) => sum + subjectCount, 0);
}
