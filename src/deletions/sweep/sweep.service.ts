import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Clock, HabeasError, Ids, Leases, PrismaService, type Lease } from '../../platform/index.js';
import { SubjectData } from '../../subject-data/index.js';
import { ProgressTeller } from '../../request-model/index.js';
import { firstAhead } from './together.js';
import { SweepEnd } from './sweep-end.service.js';
import { SweepIntake } from './sweep-intake.service.js';
import { SweepKeys } from './sweep-keys.js';
import { SweepParts, type LaidPart } from './sweep-parts.service.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';

const OTHERS_WORK_MILLISECONDS = 250;
/** The engines work while the process waits. */
const PARTS_AT_ONCE = 4;

/**
 * The sweep: one pass over each collection for every deletion that is due, however many requests they are. One process leads
 * it at a time under a lease, every worker takes its parts; what is done stands in the database step by step, so the next
 * leader goes on from there.
 */
@Injectable()
export class Sweep {
  private readonly logger = new Logger('sweep');

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly intake: SweepIntake,
    private readonly parts: SweepParts,
    private readonly ending: SweepEnd,
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
    const collections = this.subjectData
      .collections()
      .filter(({ projects }) => taken.some(({ projectId }) => projects?.includes(projectId) ?? true))
      .map(({ name }) => name);
    const order = await this.subjectData.eraseOrder();
    const parts = collections.map((collection) => {
      const after = (order.get(collection) ?? []).filter((name) => collections.includes(name));
      return { collection, after };
    });
    await this.open(sweepId, lease, taken, parts);
    const keys = new SweepKeys();
    try {
      await this.workWithOthers(sweepId, lease, taken, keys);
    } finally {
      await keys.release();
    }
    await this.ending.end(await this.intake.remaining(sweepId, taken), lease);
    const ended = await this.prisma.request.count({ where: { sweepId, NOT: { verifiedAt: null } } });
    await this.prisma.sweep.update({
      where: { id: sweepId },
      data: { finishedAt: this.clock.now(), phase: ended === taken.length ? 'done' : 'done-in-part' },
    });
    return taken.length;
  }

  /** The leader works on the parts like everybody else, and waits for those that others have. */
  private async workWithOthers(
    sweepId: string,
    lease: Lease,
    taken: readonly TakenDeletion[],
    keys: SweepKeys,
  ): Promise<void> {
    const remaining = () => this.intake.remaining(sweepId, taken);
    const tell = this.progress.of(taken.map(({ id }) => id));
    const first = await this.parts.unfinished(sweepId);
    // Whoever finishes a part calls to those that it frees.
    await this.parts.ring(sweepId, first.ready);
    const total = first.all.length;
    for (let left = first; left.all.length > 0; left = await this.parts.unfinished(sweepId)) {
      let worked = false;
      for (let untried = left.ready; untried.length > 0 && !worked;) {
        lease.lost.throwIfAborted();
        const stores = this.together(untried);
        const some = stores.flat();
        if (some.length === 0) break;
        untried = untried.filter((name) => !some.includes(name));
        await tell({ phase: `sweeping ${some.join(', ')}`, done: total - left.all.length, total });
        const parts = await Promise.all(
          stores.map((names) =>
            firstAhead(names, (name, next) => this.parts.work(sweepId, name, remaining, keys, next)),
          ),
        );
        worked = parts.flat().includes(true);
      }
      if (!worked) await setTimeout(OTHERS_WORK_MILLISECONDS);
    }
  }

  /** Parts that do not stand in each other's way, those of each store in the order of the data map. */
  private together(names: readonly string[]): string[][] {
    const stores = new Map<string, string[]>();
    let parts = 0;
    for (const collection of this.subjectData.collections().filter(({ name }) => names.includes(name))) {
      const store = this.subjectData.storeOf(collection);
      const ofStore = stores.get(store.name) ?? [];
      if (parts === PARTS_AT_ONCE || (store.takesTurns && ofStore.length > 0)) continue;
      parts += 1;
      stores.set(store.name, [...ofStore, collection.name]);
    }
    return [...stores.values()];
  }

  private async open(
    sweepId: string,
    lease: Lease,
    taken: readonly TakenDeletion[],
    parts: readonly LaidPart[],
  ): Promise<void> {
    const subjects = taken.reduce((sum, { subjects }) => sum + subjects.length, 0);
    await this.leases.guarded(lease, async (transaction) => {
      await transaction.sweep.create({
        data: {
          id: sweepId,
          fence: lease.fence,
          startedAt: this.clock.now(),
          requests: taken.length,
          subjects,
          phase: 'sweeping',
        },
      });
      await this.parts.lay(transaction, sweepId, parts);
    });
    this.logger.log(`Sweep: deletions ${taken.length}, subjects ${subjects}.`);
  }
}
