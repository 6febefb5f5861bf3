import { Injectable } from '@nestjs/common';
import { Clock, Leases, type Lease, type Prisma, PrismaService } from '../platform/index.js';
import type { Collection } from '../subject-data/index.js';

export type StepRow = Prisma.ProjectEndingStepGetPayload<object>;
export type EndingTask = 'set-aside' | 'bring-back' | 'erase';
export type Stamp = 'countedAt' | 'hiddenAt' | 'erasedAt' | 'verifiedAt';

type Noted = Partial<Pick<StepRow, 'found' | 'spared' | 'remaining' | 'purgeSince'>>;

/** How far the end of a project got, collection by collection; each step is recorded when it is done, and once. */
@Injectable()
export class EndingSteps {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  async of(endingId: string, task: EndingTask, { name: collection }: Collection): Promise<StepRow> {
    const key = { endingId, task, collection };
    await this.prisma.projectEndingStep.createMany({ data: key, skipDuplicates: true });
    return this.prisma.projectEndingStep.findUniqueOrThrow({ where: { endingId_task_collection: key } });
  }

  async all(endingId: string, task: EndingTask): Promise<StepRow[]> {
    return this.prisma.projectEndingStep.findMany({ where: { endingId, task }, orderBy: { collection: 'asc' } });
  }

  async has(endingId: string, task: EndingTask, collection: Collection, stamp: Stamp): Promise<boolean> {
    return (await this.of(endingId, task, collection))[stamp] !== null;
  }

  /** The first time counts. */
  async stamp(
    lease: Lease,
    endingId: string,
    task: EndingTask,
    { name: collection }: Collection,
    stamp: Stamp,
    noted: Noted = {},
  ): Promise<void> {
    await this.leases.guarded(lease, (transaction) =>
      transaction.projectEndingStep.updateMany({
        where: { endingId, task, collection, [stamp]: null },
        data: { [stamp]: this.clock.now(), ...noted },
      }),
    );
  }

  async note(
    lease: Lease,
    endingId: string,
    task: EndingTask,
    { name: collection }: Collection,
    noted: Noted,
  ): Promise<void> {
    await this.leases.guarded(lease, (transaction) =>
      transaction.projectEndingStep.updateMany({ where: { endingId, task, collection }, data: noted }),
    );
  }

  /** When the bytes of all of it were off the disk, by ending; null where they are not yet. */
  async scrubbedAt(endingIds: readonly string[]): Promise<ReadonlyMap<string, Date | null>> {
    const rows = await this.prisma.projectEndingStep.findMany({
      where: { endingId: { in: [...endingIds] }, task: 'erase' },
      select: { endingId: true, scrubbedAt: true },
    });
    const latest = new Map<string, Date | null>();
    for (const { endingId, scrubbedAt } of rows) {
      const known = latest.get(endingId);
      const unknown = known === null || scrubbedAt === null;
      latest.set(endingId, unknown ? null : new Date(Math.max(known?.getTime() ?? 0, scrubbedAt.getTime())));
    }
    return latest;
  }
}
