import { Injectable, Logger } from '@nestjs/common';
import { Clock, HabeasError, Leases, PrismaService, type Lease } from '../platform/index.js';
import { Scrubbers, SubjectData, type Scrubbed } from '../subject-data/index.js';
import { backoff } from '../request-model/index.js';
import { ScrubEnd } from './scrub-end.service.js';
import { ScrubOpening } from './scrub-opening.service.js';
import { ScrubPlan, type UnfinishedScrub } from './scrub-plan.service.js';

/** A step that cannot be done for so long is left to the next scrub, so that it does not hold the others' end up. */
const PATIENCE = 86_400_000;

interface StepRow {
  readonly place: number;
  readonly store: string;
  readonly kind: string;
  readonly relation: string | null;
  readonly collections: readonly string[];
}

/**
 * The scrub: takes the bytes of what sweeps erased off the disk, one table after another. One process leads it at a time under
 * a lease; each step is recorded when it is done, so that a killed scrub goes on where it stopped.
 */
@Injectable()
export class Scrub {
  private readonly logger = new Logger('scrub');

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly plan: ScrubPlan,
    private readonly opening: ScrubOpening,
    private readonly end: ScrubEnd,
    private readonly scrubbers: Scrubbers,
    private readonly subjectData: SubjectData,
    private readonly clock: Clock,
  ) {}

  /** Works on what is due. Does nothing while another process does. */
  async run(): Promise<void> {
    const lease = await this.leases.acquire('scrub', `process:${process.pid}`);
    if (!lease) return;
    try {
      for (let scrub = await this.plan.due(); scrub !== null; scrub = await this.plan.due()) {
        if (scrub.openedAt === null) await this.opening.open(scrub.id, lease);
        if (await this.advance(scrub, lease)) await this.end.finish(scrub.id, lease);
        else await this.putOff(scrub, lease);
      }
    } catch (error) {
      if (!(error instanceof HabeasError && error.code === 'lease-lost')) throw error;
      this.logger.warn('Another process leads the scrub now.');
    } finally {
      await lease.release();
    }
  }

  /** Whether every step has come to its end. A store's statistics and log wait until nothing before them is left to do. */
  private async advance(scrub: UnfinishedScrub, lease: Lease): Promise<boolean> {
    const patient = this.clock.now().getTime() - (scrub.openedAt ?? this.clock.now()).getTime() < PATIENCE;
    const steps = await this.prisma.scrubStep.findMany({
      where: { scrubId: scrub.id, endedAt: null },
      orderBy: { place: 'asc' },
    });
    const held = new Set<string>();
    for (const [done, step] of steps.entries()) {
      lease.lost.throwIfAborted();
      if (step.kind !== 'table' && held.has(step.store)) continue;
      const result = await this.attempt(step);
      const about = `${step.relation ?? step.kind} of "${step.store}"`;
      this.logger.log(`Scrub, ${done + 1} of ${steps.length}: ${about}: ${noteOf(result) ?? 'done'}`);
      if (result.kind === 'later' && patient) held.add(step.store);
      else await this.record(scrub.id, step.place, result, lease);
    }
    return held.size === 0;
  }

  private async attempt({ store, kind, relation, collections }: StepRow): Promise<Scrubbed> {
    const scrubber = this.scrubbers.of(store);
    if (scrubber === null)
      return { kind: 'refused', reason: `The store "${store}" is not declared in the data map any more.` };
    try {
      if (kind === 'statistics') return await scrubber.rewriteStatistics();
      if (kind === 'log') return await scrubber.turnLogOver();
      const collection = this.subjectData.collections().find(({ name }) => collections.includes(name));
      return await scrubber.rewriteTable(relation ?? '', collection);
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      return error.retryable ? { kind: 'later', waitsFor: error.message } : { kind: 'refused', reason: error.message };
    }
  }

  private async record(scrubId: string, place: number, result: Scrubbed, lease: Lease): Promise<void> {
    await this.leases.guarded(lease, async (transaction) => {
      await transaction.scrubStep.update({
        where: { scrubId_place: { scrubId, place } },
        data: {
          endedAt: this.clock.now(),
          outcome: result.kind === 'later' ? 'put-off' : result.kind,
          note: noteOf(result),
        },
      });
    });
  }

  private async putOff({ id, attempts }: UnfinishedScrub, lease: Lease): Promise<void> {
    await this.leases.guarded(lease, async (transaction) => {
      const dueAt = new Date(this.clock.now().getTime() + backoff(attempts + 1));
      await transaction.scrub.update({ where: { id }, data: { attempts: attempts + 1, dueAt } });
    });
  }
}

function noteOf(result: Scrubbed): string | null {
  if (result.kind === 'later') return `waits for ${result.waitsFor}`;
  return result.kind === 'refused' ? result.reason : null;
}
