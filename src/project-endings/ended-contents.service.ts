import { Injectable } from '@nestjs/common';
import { makeProjectToken } from '../access/index.js';
import { CompletionRecords } from '../completion-records/index.js';
import { ExportDestruction } from '../exports/index.js';
import { Clock, HabeasError, Leases, Prisma, PrismaService, type Lease, type Transaction } from '../platform/index.js';
import { destroyIds, Timeline } from '../request-model/index.js';
import type { Destroyed } from './ending-state.js';

/** What the last transaction of the end of a project destroys. */
type AtTheEnd = Omit<Destroyed, 'exports' | 'requestIds'>;

/**
 * What there is of a project beside its data: files, keys, ids, secrets and counts. What its requests did stays on record, without
 * whom it was about; so does the row of the project, without a name.
 */
@Injectable()
export class EndedContents {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly exports: ExportDestruction,
    private readonly records: CompletionRecords,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  async destroyExports(projectId: number, lease: Lease): Promise<void> {
    const artifacts = await this.prisma.artifact.findMany({
      where: { destroyedAt: null, request: { projectId } },
      select: { id: true, requestId: true, storeName: true },
    });
    const within = <T>(write: (transaction: Transaction) => Promise<T>) => this.leases.guarded(lease, write);
    for (const artifact of artifacts) {
      await this.exports.destroy({ ...artifact, projectId }, this.clock.now(), within);
    }
  }

  /**
   * Destroys the keys of the requests' ids; what a record has to leave out, and what deletions from before left to be done, is known
   * while the ids can be read.
   * @throws HabeasError `duties-unwritten` (retryable)
   */
  async destroyIds(projectId: number, lease: Lease): Promise<void> {
    const unwritten = { projectId, dutiesUnwritten: true, NOT: { wrappedIdKey: null } };
    if ((await this.prisma.request.findFirst({ where: unwritten, select: { id: true } })) !== null)
      throw dutiesUnwritten();
    const requests = await this.prisma.request.findMany({
      where: { projectId, NOT: [{ wrappedIdKey: null }, { finishedAt: null }] },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    for (const { id } of requests) {
      await this.leases.guarded(lease, async (transaction) => {
        await this.records.drawUp(transaction, id);
        await destroyIds(transaction, this.timeline, { id, projectId });
      });
    }
  }

  /** What was destroyed one by one, before. */
  async destroyedBefore(
    transaction: Transaction,
    projectId: number,
    since: Date,
  ): Promise<Pick<Destroyed, 'exports' | 'requestIds'>> {
    const of = { request: { projectId }, at: { gte: since }, actor: 'habeas' };
    const [exports, requestIds] = [
      await transaction.requestEvent.count({ where: { ...of, type: 'artifact-destroyed' } }),
      await transaction.requestEvent.count({ where: { ...of, type: 'ids-destroyed' } }),
    ];
    return { exports, requestIds };
  }

  /**
   * Destroys the rest in one, and leaves a stub in the place of the project. Who shares a device is forgotten too: of those who shared
   * it nobody is left but whoever is held.
   */
  async destroyRest(transaction: Transaction, projectId: number): Promise<AtTheEnd> {
    const now = this.clock.now();
    const ended = {
      projectId,
      NOT: { wrappedIdKey: null },
      OR: [{ NOT: { liftedAt: null } }, { until: { lte: now } }],
    };
    const where = { projectId };
    const holds = await transaction.hold.updateMany({ where: ended, data: { wrappedIdKey: null } });
    const choices = await transaction.privacyChoice.deleteMany({ where });
    await transaction.optedIn.deleteMany({ where });
    const suppressions = await transaction.suppression.deleteMany({ where });
    await transaction.sharedIdentity.deleteMany({ where });
    const apiSecrets = await transaction.apiSecret.deleteMany({ where });
    const classes = await transaction.propertyClass.deleteMany({ where });
    await transaction.dataView.deleteMany({ where });
    await transaction.questionSession.deleteMany({ where });
    await transaction.retentionChange.deleteMany({ where });
    const counts = [
      await transaction.suppressedCount.deleteMany({ where }),
      await transaction.unbelievedLink.deleteMany({ where }),
      await transaction.droppedCount.deleteMany({ where }),
      await transaction.incomingCount.deleteMany({ where }),
    ];
    await transaction.project.update({ where: { id: projectId }, data: stubOf(projectId) });
    return {
      holdIds: holds.count,
      privacyChoices: choices.count,
      suppressions: suppressions.count,
      apiSecrets: apiSecrets.count,
      propertyClasses: classes.count,
      counts: counts.reduce((sum, { count }) => sum + count, 0),
    };
  }
}

/** Its token is free for others then. */
function stubOf(projectId: number): Prisma.ProjectUpdateInput {
  return {
    name: `deleted project ${projectId}`,
    token: makeProjectToken(),
    allowApiSecret: false,
    allowSecretQuestions: false,
    blockedProperties: [],
    droppedValues: [],
    holidays: [],
    optInEvent: null,
    eventRetentionBasis: null,
    subscriptionEndsAt: null,
  };
}

function dutiesUnwritten(): HabeasError {
  const message = 'Of a deletion from before it is still to be written down what it left to be done.';
  return new HabeasError('unavailable', 'duties-unwritten', message);
}
