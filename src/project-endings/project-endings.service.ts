import { Injectable } from '@nestjs/common';
import {
  actorLabel,
  IngestProjects,
  initiatorName,
  type Initiator,
  isProjectId,
  MembershipRoles,
  projectClosed,
  projectUnknown,
  STANDING,
} from '../access/index.js';
import { AuditTrail } from '../audit/index.js';
import { beginsToGo, endOfProject, isRestorable } from '../compliance/index.js';
import {
  Clock,
  Config,
  HabeasError,
  Ids,
  iso,
  lockArrivals,
  type Prisma,
  PrismaService,
  type Transaction,
} from '../platform/index.js';
import { OPEN_STATUSES } from '../request-model/index.js';
import type { EndingKind, EndingState } from './ending-state.js';

export type EndingRow = Prisma.ProjectEndingGetPayload<object>;

/**
 * Ends projects, and brings them back. The row of the project is locked first, with which every opening of a request waits, and then
 * its arrivals, so that what is answered afterwards is answered of a project that is nowhere.
 */
@Injectable()
export class ProjectEndings {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly standing: MembershipRoles,
    private readonly incoming: IngestProjects,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /**
   * Deletes a project, or empties it.
   * @param name the project's, as its owner typed it
   * @throws HabeasError 404 `project-not-found`, 403 `role-too-low`, 422 `name-differs`, 409 `requests-open`, `project-closed`
   */
  async order(by: Initiator, projectId: number, kind: EndingKind, name: string): Promise<EndingRow> {
    const ending = await this.prisma.$transaction(async (transaction) => {
      const project = await this.lock(transaction, by, projectId);
      if (name.trim() !== project.name.trim()) throw nameDiffers();
      await lockArrivals(transaction, projectId, 'alone');
      await this.refuseOpenRequests(transaction, projectId);
      const now = this.clock.now();
      const data = kind === 'deleted' ? { endedAt: now } : { closedSince: now };
      await transaction.project.update({ where: { id: projectId }, data });
      const row = await this.write(transaction, by, project, kind, now);
      await this.tell(transaction, by, row, kind === 'deleted' ? 'project.deleted' : 'project.reset');
      return row;
    });
    this.incoming.forget();
    return ending;
  }

  /**
   * Brings back a project that was deleted, or what it held before it was emptied.
   * @throws HabeasError 404 `ending-not-found`, 403 `role-too-low`, 409 `restore-too-late`, `ending-restored`, `ending-under-way`,
   *   `project-ended`, `project-closed`, `requests-open`
   */
  async restore(by: Initiator, endingId: string): Promise<EndingRow> {
    await this.find(by, endingId, 'owner');
    const restored = await this.prisma.$transaction(async (transaction) => {
      const ending = await this.lockEnding(transaction, endingId);
      const now = this.clock.now();
      refuseRestoring(ending, now);
      await lockArrivals(transaction, ending.projectId, 'alone');
      if (ending.kind === 'reset') await this.assertStands(transaction, ending.projectId);
      const data = ending.kind === 'deleted' ? { endedAt: null } : { closedSince: now };
      await transaction.project.update({ where: { id: ending.projectId }, data });
      const label = by === 'operator' ? 'operator' : actorLabel(by);
      const after: { state: EndingState; finishedAt: Date | null; nextAttemptAt: Date | null } =
        ending.kind === 'deleted'
          ? { state: 'restored', finishedAt: now, nextAttemptAt: null }
          : { state: 'restoring', finishedAt: null, nextAttemptAt: now };
      const row = await transaction.projectEnding.update({
        where: { id: endingId },
        data: { ...after, restoredBy: initiatorName(by), restoredByLabel: label, ...NO_TROUBLE },
      });
      await this.tell(transaction, by, row, 'project.restored');
      return row;
    });
    this.incoming.forget();
    return restored;
  }

  /**
   * The ended projects of an organization, the newest first.
   * @throws HabeasError 404 `organization-not-found`, 403 `role-too-low`
   */
  async list(by: Initiator, organizationId: string): Promise<EndingRow[]> {
    await this.standing.require(by, organizationId, 'admin');
    return this.prisma.projectEnding.findMany({
      where: { organizationId },
      orderBy: [{ orderedAt: 'desc' }, { id: 'desc' }],
    });
  }

  /** @throws HabeasError 404 `ending-not-found` to whoever may not know of it, 403 `role-too-low` */
  async find(by: Initiator, endingId: string, least: 'admin' | 'owner'): Promise<EndingRow> {
    const ending = await this.prisma.projectEnding.findUnique({ where: { id: endingId } });
    if (ending === null) throw endingUnknown();
    await this.standing.require(by, ending.organizationId, least).catch((error: unknown) => {
      throw error instanceof HabeasError && error.kind === 'not-found' ? endingUnknown() : error;
    });
    return ending;
  }

  private async lock(transaction: Transaction, by: Initiator, projectId: number) {
    if (!isProjectId(projectId)) throw projectUnknown();
    await transaction.$queryRaw`SELECT FROM projects WHERE id = ${projectId}::int FOR NO KEY UPDATE`;
    const project = await transaction.project.findUnique({ where: { id: projectId, ...STANDING } });
    if (project === null) throw projectUnknown();
    await this.standing.require(by, project.organizationId, 'owner', transaction);
    if (project.closedSince !== null) throw projectClosed();
    return project;
  }

  /** The project's row, and then the ending's: in the order in which everybody takes them. */
  private async lockEnding(transaction: Transaction, endingId: string): Promise<EndingRow> {
    await transaction.$queryRaw`
      SELECT FROM projects JOIN project_endings ON project_endings.project_id = projects.id
      WHERE project_endings.id = ${endingId}::uuid FOR NO KEY UPDATE OF projects`;
    await transaction.$queryRaw`SELECT FROM project_endings WHERE id = ${endingId}::uuid FOR NO KEY UPDATE`;
    return transaction.projectEnding.findUniqueOrThrow({ where: { id: endingId } });
  }

  private async assertStands(transaction: Transaction, projectId: number): Promise<void> {
    const project = await transaction.project.findUniqueOrThrow({ where: { id: projectId } });
    if (project.endedAt !== null) {
      const message = 'The project was deleted since: bring the project back first.';
      throw new HabeasError('conflict', 'project-ended', message);
    }
    if (project.closedSince !== null) throw projectClosed();
    await this.refuseOpenRequests(transaction, projectId);
  }

  private async refuseOpenRequests(transaction: Transaction, projectId: number): Promise<void> {
    const open = await transaction.request.count({ where: { projectId, status: { in: [...OPEN_STATUSES] } } });
    if (open === 0) return;
    throw new HabeasError(
      'conflict',
      'requests-open',
      `${open === 1 ? 'A request' : `${open} requests`} of the project ${open === 1 ? 'has' : 'have'} not ended: wait for the end, or revoke what can be revoked.`,
      { extra: { open } },
    );
  }

  private async write(
    transaction: Transaction,
    by: Initiator,
    project: { readonly id: number; readonly organizationId: string; readonly name: string },
    kind: EndingKind,
    now: Date,
  ): Promise<EndingRow> {
    const end = endOfProject(now, this.config.values.PROJECT_RETENTION);
    const state: EndingState = kind === 'deleted' ? 'restorable' : 'setting-aside';
    const setAsideAs = kind === 'deleted' ? null : await numberOfItsOwn(transaction);
    return transaction.projectEnding.create({
      data: {
        id: this.ids.next(),
        projectId: project.id,
        projectName: project.name,
        organizationId: project.organizationId,
        kind,
        state,
        setAsideAs,
        orderedBy: initiatorName(by),
        orderedByLabel: by === 'operator' ? 'operator' : actorLabel(by),
        orderedAt: now,
        ...end,
        nextAttemptAt: kind === 'deleted' ? beginsToGo(end) : now,
      },
    });
  }

  private async tell(transaction: Transaction, by: Initiator, ending: EndingRow, action: string): Promise<void> {
    const { organizationId, projectId, id, kind } = ending;
    const detail = { ending: id, kind };
    await this.audit.append(transaction, { actor: initiatorName(by), action, organizationId, projectId, detail });
  }
}

export const NO_TROUBLE = { attempts: 0, troubleCode: null, troubleMessage: null } as const;

function refuseRestoring(ending: EndingRow, now: Date): void {
  const state = ending.state as EndingState;
  if (state === 'restored') {
    throw new HabeasError('conflict', 'ending-restored', 'It has been brought back already.', {
      extra: earlierOf(ending),
    });
  }
  if (state === 'setting-aside' || state === 'restoring') {
    throw new HabeasError('conflict', 'ending-under-way', 'Its data is being moved: ask again in some minutes.', {
      extra: earlierOf(ending),
    });
  }
  if (state !== 'restorable' || !isRestorable(ending, now)) {
    throw new HabeasError(
      'conflict',
      'restore-too-late',
      `It could be brought back until ${ending.restorableUntil.toISOString()}, and is going, or gone.`,
    );
  }
}

/** Who has had it brought back, and when it was. */
function earlierOf({ restoredByLabel: by, finishedAt }: EndingRow) {
  return { earlier: by === null ? null : { decision: 'restored', by, at: iso(finishedAt) } };
}

/** A number that no project has or will have. */
async function numberOfItsOwn(transaction: Transaction): Promise<number> {
  const [{ number }] = await transaction.$queryRaw<[{ number: number }]>`
    SELECT nextval(pg_get_serial_sequence('projects', 'id'))::int AS number`;
  return number;
}

function nameDiffers(): HabeasError {
  return new HabeasError('unprocessable', 'name-differs', 'The name is not that of the project: type it as it stands.');
}

function endingUnknown(): HabeasError {
  return new HabeasError('not-found', 'ending-not-found', 'There is no such end of a project that you may know of.');
}
