import { Injectable } from '@nestjs/common';
import {
  actorLabel,
  IngestProjects,
  type Initiator,
  initiatorName,
  isProjectId,
  MembershipRoles,
  STANDING,
} from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { isPending, mostReplayDaysOf } from '../../compliance/index.js';
import {
  Clock,
  Config,
  HabeasError,
  Ids,
  lockNaming,
  type Prisma,
  PrismaService,
  type Transaction,
} from '../../platform/index.js';
import { asksOwners, checkOrder, ordered, type RetentionOrder } from './change-order.js';
import {
  eventsState,
  type EventsState,
  profilesState,
  type ProfilesState,
  RETENTION_COLUMNS,
  type RetentionColumns,
  shortensEvents,
  shortensProfiles,
} from './project-windows.js';

type Row = RetentionColumns & { readonly organizationId: string };
type ChangeRow = Prisma.RetentionChangeGetPayload<object>;
/** A state of either window. */
type Changed = Partial<EventsState & ProfilesState>;

/**
 * Changes how long a project's data is kept. What is shortened takes effect RETENTION_GRACE later and can be taken back until then; what
 * is lengthened counts at once.
 */
@Injectable()
export class RetentionSettings {
  constructor(
    private readonly prisma: PrismaService,
    private readonly standing: MembershipRoles,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly config: Config,
    private readonly incoming: IngestProjects,
  ) {}

  /**
   * Owners alone change the plan and the dates that go with it.
   * @throws HabeasError 404 `project-not-found`, 403 `role-too-low`, 409 `made-at-set`, 422 `plan-unknown`, `made-at-unfit`,
   *   `basis-missing`, `beyond-plan`, `setting-unfit`
   */
  async change(by: Initiator, projectId: number, order: RetentionOrder): Promise<void> {
    checkOrder(order);
    this.assertPlan(order.plan);
    await this.prisma.$transaction(async (transaction) => {
      const before = await this.lock(transaction, by, projectId, asksOwners(order) ? 'owner' : 'admin');
      const now = this.clock.now();
      const most = mostReplayDaysOf(this.config.values.PLANS, order.plan ?? before.plan);
      const after = ordered(before, order, now, most);
      const data = changedColumns(before, after);
      if (Object.keys(data).length === 0) return;
      await this.write(transaction, projectId, data);
      await this.keepWhatWas(transaction, by, before, after, now);
      await this.record(transaction, by, 'retention.changed', before, toJson(data));
    });
    this.incoming.forget();
  }

  /**
   * Puts a window back that was shortened; one that was put back stays so.
   * @throws HabeasError 404 `project-not-found`, `change-not-found`, 403 `role-too-low`, 409 `change-in-effect`, `change-followed`,
   *   `change-not-chosen`, `map-decides`
   */
  async takeBack(by: Initiator, projectId: number, changeId: string): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      const least = (await this.isForOwners(transaction, projectId, changeId)) ? 'owner' : 'admin';
      const row = await this.lock(transaction, by, projectId, least);
      const change = await transaction.retentionChange.findFirst({ where: { id: changeId, projectId } });
      if (change === null) throw await this.notOfProject(transaction, changeId);
      if (change.takenBackAt !== null) return;
      const [data, now] = [this.putBack(row, change), this.clock.now()];
      await this.write(transaction, projectId, data);
      // Of one that made a part of a window longer that part becomes shorter again.
      await this.keepWhatWas(transaction, by, row, { ...row, ...data }, now);
      await transaction.retentionChange.update({
        where: { id: changeId },
        data: { takenBackAt: now, takenBackBy: initiatorName(by) },
      });
      await this.record(transaction, by, 'retention.change-taken-back', row, { change: changeId, ...toJson(data) });
    });
    this.incoming.forget();
  }

  /** Whoever may see the project is shown what pends of the data map, too. */
  private async notOfProject(transaction: Transaction, changeId: string): Promise<HabeasError> {
    const ofMap = await transaction.retentionChange.findFirst({ where: { id: changeId, projectId: null } });
    if (ofMap === null) return changeNotFound();
    return new HabeasError('conflict', 'map-decides', 'This window stands in the data map: change it there.');
  }

  private assertPlan(plan: string | undefined): void {
    const names = this.config.values.PLANS.map(({ name }) => name);
    if (plan === undefined || names.includes(plan)) return;
    throw new HabeasError('unprocessable', 'plan-unknown', `The plans of this instance are ${names.join(', ')}.`);
  }

  /** Whether it was a change of what owners alone may change. */
  private async isForOwners(transaction: Transaction, projectId: number, changeId: string): Promise<boolean> {
    const change = await transaction.retentionChange.findFirst({ where: { id: changeId, projectId } });
    if (change === null) return false;
    const [before, after] = [change.before, change.after] as unknown as [Changed, Changed];
    return before.plan !== after.plan || before.subscriptionEndsAt !== after.subscriptionEndsAt;
  }

  /** The columns that a change has changed, as they were. */
  private putBack(row: Row, change: ChangeRow): Partial<RetentionColumns> {
    if ((change.before as Partial<EventsState>).months === null) {
      throw new HabeasError(
        'conflict',
        'change-not-chosen',
        'Nobody chose this window: it is what the rule says. Choose another one, with a basis where it is longer.',
      );
    }
    if (!isPending(change, this.clock.now())) {
      throw new HabeasError('conflict', 'change-in-effect', 'The change has taken effect: set the window anew.');
    }
    const state = change.collection === 'events' ? eventsState(row) : profilesState(row);
    if (!sameWindow(state, change.after)) {
      throw new HabeasError(
        'conflict',
        'change-followed',
        'The window was changed again since: take that back first, or set the window anew.',
      );
    }
    const [before, after] = [change.before, change.after] as unknown as [EventsState, EventsState];
    return change.collection === 'events'
      ? eventColumns(row, before, after, mostReplayDaysOf(this.config.values.PLANS, before.plan))
      : profileColumns(change.before as unknown as ProfilesState);
  }

  private async keepWhatWas(
    transaction: Transaction,
    by: Initiator,
    before: RetentionColumns,
    after: RetentionColumns,
    now: Date,
  ): Promise<void> {
    const shortened = [
      ...(shortensEvents(before, after)
        ? [{ collection: 'events', before: toJson(eventsState(before)), after: toJson(eventsState(after)) }]
        : []),
      ...(shortensProfiles(before, after)
        ? [{ collection: 'profiles', before: toJson(profilesState(before)), after: toJson(profilesState(after)) }]
        : []),
    ];
    const effectiveAt = new Date(now.getTime() + this.config.values.RETENTION_GRACE);
    await transaction.retentionChange.createMany({
      data: shortened.map((change) => ({
        ...change,
        id: this.ids.next(),
        projectId: before.id,
        by: initiatorName(by),
        byLabel: by === 'operator' ? 'habeas' : actorLabel(by),
        at: now,
        effectiveAt,
      })),
    });
  }

  /** Under the lock that a portion of what time does is alone with: what is written holds for whatever goes afterwards. */
  private async write(transaction: Transaction, projectId: number, data: Partial<RetentionColumns>): Promise<void> {
    await lockNaming(transaction, projectId);
    await transaction.project.update({
      where: { id: projectId },
      data: { ...data, retentionVersion: { increment: 1 } },
    });
  }

  /** The project, for one change at a time. */
  private async lock(
    transaction: Transaction,
    by: Initiator,
    projectId: number,
    least: 'admin' | 'owner',
  ): Promise<Row> {
    if (!isProjectId(projectId)) throw projectNotFound();
    await transaction.$queryRaw`SELECT FROM projects WHERE id = ${projectId}::int FOR NO KEY UPDATE`;
    const select = { ...RETENTION_COLUMNS, organizationId: true } as const;
    const row = await transaction.project.findUnique({ where: { id: projectId, ...STANDING }, select });
    if (row === null) throw projectNotFound();
    await this.standing.require(by, row.organizationId, least, transaction);
    return row;
  }

  private async record(
    transaction: Transaction,
    by: Initiator,
    action: string,
    { id: projectId, organizationId }: Row,
    detail: Prisma.InputJsonObject,
  ): Promise<void> {
    await this.audit.append(transaction, { actor: initiatorName(by), action, organizationId, projectId, detail });
  }
}

function changedColumns(before: Row, after: RetentionColumns): Partial<RetentionColumns> {
  const names = Object.keys(RETENTION_COLUMNS) as (keyof RetentionColumns)[];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name]]));
}

/** How long recordings are kept does not pend, so that it says nothing of whether a window is still what a change made of it. */
function sameWindow(state: EventsState | ProfilesState, after: unknown): boolean {
  const comparable = (value: object) =>
    JSON.stringify(
      Object.entries(value)
        .filter(([name]) => name !== 'replayRetentionDays')
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  return comparable(state) === comparable(after as object);
}

function eventColumns(
  row: Row,
  before: EventsState,
  after: EventsState,
  mostReplayDays: number,
): Partial<RetentionColumns> {
  // What somebody has set since stays, as far as the plan allows that it is put back to.
  const isAsChanged = row.replayRetentionDays === after.replayRetentionDays;
  const days = isAsChanged ? before.replayRetentionDays : row.replayRetentionDays;
  return {
    plan: before.plan,
    planChangedAt: before.planChangedAt === null ? null : new Date(before.planChangedAt),
    eventRetentionMonths: before.eventMonths,
    eventRetentionBasis: before.eventBasis,
    replayRetentionDays: Math.min(days, mostReplayDays),
  };
}

function profileColumns(before: ProfilesState): Partial<RetentionColumns> {
  return {
    profileUnseenDays: before.unseenDays,
    profileDaysAfterEnd: before.daysAfterEnd,
    subscriptionEndsAt: before.subscriptionEndsAt === null ? null : new Date(before.subscriptionEndsAt),
  };
}

function toJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;
}

function projectNotFound(): HabeasError {
  return new HabeasError('not-found', 'project-not-found', 'There is no project with this id.');
}

function changeNotFound(): HabeasError {
  return new HabeasError('not-found', 'change-not-found', 'There is no such change of this project’s retention.');
}
