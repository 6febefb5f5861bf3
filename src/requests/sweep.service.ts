import { Injectable, Logger } from '@nestjs/common';
import { Clock, HabeasError, Ids, Leases, PrismaService, type Lease } from '../platform/index.js';
import { SubjectData } from '../subject-data/index.js';
import { DeletionEnd } from './deletion-end.service.js';
import { DeletionFailures } from './deletion-failures.service.js';
import { ProgressTeller } from './progress.service.js';
import { SweepCollection } from './sweep-collection.service.js';
import { SweepIntake } from './sweep-intake.service.js';
import type { TakenDeletion } from './sweep-pass.js';

/**
 * The sweep: one pass over each collection for every deletion that is due, however many requests they are. One process leads
 * it at a time under a lease; what it has done stands in the database step by step, so the next leader goes on from there.
 */
@Injectable()
export class Sweep {
  private readonly logger = new Logger('sweep');

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly intake: SweepIntake,
    private readonly collections: SweepCollection,
    private readonly end: DeletionEnd,
    private readonly failures: DeletionFailures,
    private readonly subjectData: SubjectData,
    private readonly progress: ProgressTeller,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Sweeps until nothing is due. Does nothing while another process leads. */
  async run(): Promise<void> {
    const lease = await this.leases.acquire('sweep', `process:${process.pid}`);
    if (!lease) return;
    try {
      while ((await this.pass(lease)) > 0);
    } catch (error) {
      if (!(error instanceof HabeasError && error.code === 'lease-lost')) throw error;
      this.logger.warn('Another process leads the sweep now.');
    } finally {
      await lease.release();
    }
  }

  private async pass(lease: Lease): Promise<number> {
    const sweepId = this.ids.next();
    const taken = await this.intake.takeDue(sweepId, lease);
    if (taken.length === 0) return 0;
    await this.open(sweepId, lease, taken);
    const unfinished = new Set<string>();
    const collections = this.subjectData.collections();
    const tell = this.progress.of(taken.map(({ id }) => id));
    for (const [done, collection] of collections.entries()) {
      await tell({ phase: `sweeping ${collection.name}`, done, total: collections.length });
      const concerned = taken.filter(
        ({ id, projectId }) => !unfinished.has(id) && (collection.projects?.includes(projectId) ?? true),
      );
      if (concerned.length === 0) continue;
      for (const id of await this.collections.sweep(collection, concerned, lease)) unfinished.add(id);
    }
    for (const deletion of taken.filter(({ id }) => !unfinished.has(id))) {
      try {
        await this.end.succeed(deletion, lease);
      } catch (error) {
        if (lease.lost.aborted) throw error;
        await this.failures.settle([deletion.id], error, lease);
        unfinished.add(deletion.id);
      }
    }
    await this.prisma.sweep.update({
      where: { id: sweepId },
      data: { finishedAt: this.clock.now(), phase: unfinished.size === 0 ? 'done' : 'done-in-part' },
    });
    return taken.length;
  }

  private async open(sweepId: string, lease: Lease, taken: readonly TakenDeletion[]): Promise<void> {
    const subjects = taken.reduce((sum, { persons }) => sum + persons.length, 0);
    await this.prisma.sweep.create({
      data: {
        id: sweepId,
        fence: lease.fence,
        startedAt: this.clock.now(),
        requests: taken.length,
        subjects,
        phase: 'sweeping',
      },
    });
    this.logger.log(`Sweep of ${taken.length} deletions, ${subjects} subjects.`);
  }
}
