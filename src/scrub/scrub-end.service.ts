import { Injectable, Logger } from '@nestjs/common';
import { Clock, Leases, PrismaService, type Lease, type Transaction } from '../platform/index.js';
import { Scrubbers, SubjectData, type Collection } from '../subject-data/index.js';
import { ScrubPlan } from './scrub-plan.service.js';
import { ScrubTargets, type ScrubTarget } from './scrub-targets.service.js';
import { Timeline } from '../request-model/index.js';

/** Deletions whose record a transaction changes at the most. */
const AT_ONCE = 200;
/** Reasons a request's timeline names at the most. */
const MOST_NAMED = 20;

interface EndedStep {
  readonly store: string;
  readonly kind: string;
  readonly relation: string | null;
  readonly collections: readonly string[];
  readonly outcome: string | null;
  readonly note: string | null;
}

/** Records what a scrub has brought: the third time of collections and deletions, and what is left to the next one. */
@Injectable()
export class ScrubEnd {
  private readonly logger = new Logger('scrub');

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly subjectData: SubjectData,
    private readonly scrubbers: Scrubbers,
    private readonly plan: ScrubPlan,
    private readonly targets: ScrubTargets,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  /** Every step of it may be repeated, so that a killed end is ended by the next one. */
  async finish(scrubId: string, lease: Lease): Promise<void> {
    const steps = await this.prisma.scrubStep.findMany({ where: { scrubId }, orderBy: { place: 'asc' } });
    const left = steps.filter(({ outcome }) => outcome !== 'done');
    const proven = this.subjectData
      .collections()
      .filter(({ store }) => this.scrubbers.of(store) !== null)
      .filter((collection) => !left.some((step) => concerns(step, collection)));
    await this.leases.guarded(lease, async (transaction) => {
      await this.markFiles(transaction, scrubId, proven);
      await this.markExpired(transaction, scrubId, proven);
    });
    const scrubbed = await this.complete();
    await this.tellRest(scrubId, left, lease);
    await this.leases.guarded(lease, async (transaction) => {
      await this.targets.handOn(transaction, targetsOf(left));
      const result = left.length === 0 ? 'done' : 'in-part';
      await transaction.scrub.update({ where: { id: scrubId }, data: { finishedAt: this.clock.now(), result } });
    });
    await this.plan.keep();
    this.logger.log(`Scrub ended: ${scrubbed} deletions scrubbed, ${left.length} of ${steps.length} steps left over.`);
  }

  /** Marks deletions whose files are gone in every collection as scrubbed; returns how many. */
  async complete(): Promise<number> {
    for (let count = 0; ;) {
      const ready = await this.prisma.$queryRaw<{ id: string; projectId: number }[]>`
        SELECT id, project_id AS "projectId" FROM requests
        WHERE kind = 'deletion' AND verified_at IS NOT NULL AND scrubbed_at IS NULL
          AND EXISTS (SELECT FROM request_collections c WHERE c.request_id = requests.id AND c.erased_at IS NOT NULL)
          AND NOT EXISTS (
            SELECT FROM request_collections c
            WHERE c.request_id = requests.id AND c.erased_at IS NOT NULL AND c.files_dropped_at IS NULL)
        LIMIT ${AT_ONCE}`;
      if (ready.length === 0) return count;
      await this.prisma.$transaction(async (transaction) => {
        for (const { id: requestId, projectId } of ready) {
          const { count: changed } = await transaction.request.updateMany({
            where: { id: requestId, scrubbedAt: null },
            data: { scrubbedAt: this.clock.now(), scrubId: null },
          });
          if (changed === 0) continue;
          await this.timeline.tell(transaction, { requestId, projectId, type: 'scrubbed', actor: 'habeas' });
          count += 1;
        }
      });
    }
  }

  private async markFiles(transaction: Transaction, scrubId: string, proven: readonly Collection[]): Promise<void> {
    await transaction.$executeRaw`
      UPDATE request_collections c SET files_dropped_at = ${this.clock.now()}
      FROM requests r
      WHERE r.id = c.request_id AND r.scrub_id = ${scrubId}::uuid AND c.collection = ANY (${proven.map(({ name }) => name)})
        AND c.erased_at IS NOT NULL AND c.files_dropped_at IS NULL`;
    await transaction.$executeRaw`
      UPDATE project_ending_steps step SET scrubbed_at = ${this.clock.now()}
      FROM scrubs WHERE scrubs.id = ${scrubId}::uuid AND step.collection = ANY (${proven.map(({ name }) => name)})
        AND step.erased_at < scrubs.opened_at AND step.scrubbed_at IS NULL`;
  }

  /** What had outlived its time and was removed before the scrub was laid out: its tables were among the targets. */
  private async markExpired(transaction: Transaction, scrubId: string, proven: readonly Collection[]): Promise<void> {
    await transaction.$executeRaw`
      UPDATE retention_steps SET scrubbed_at = ${this.clock.now()}
      WHERE collection = ANY (${proven.map(({ name }) => name)}) AND scrubbed_at IS NULL
        AND erased_at < (SELECT opened_at FROM scrubs WHERE id = ${scrubId}::uuid)`;
  }

  /** The deletions that wait for the next scrub: why stands once in their timeline. */
  private async tellRest(scrubId: string, left: readonly EndedStep[], lease: Lease): Promise<void> {
    const where = { scrubId };
    for (;;) {
      const rest = await this.prisma.request.findMany({ where, select: { id: true, projectId: true }, take: AT_ONCE });
      if (rest.length === 0) return;
      await this.leases.guarded(lease, async (transaction) => {
        for (const { id: requestId, projectId } of rest) {
          const why = this.reasons(projectId, left);
          await transaction.request.update({ where: { id: requestId }, data: { scrubId: null } });
          const told = await transaction.requestEvent.count({ where: { requestId, type: 'scrub-in-part' } });
          if (told > 0 || why.length === 0) continue;
          await this.timeline.tell(transaction, {
            requestId,
            projectId,
            type: 'scrub-in-part',
            actor: 'habeas',
            detail: { left: why },
          });
        }
      });
    }
  }

  /** Only what concerns collections of the project: tables of others are none of its business. */
  private reasons(projectId: number, left: readonly EndedStep[]): string[] {
    const collections = this.subjectData.collectionsOf(projectId);
    return left
      .filter((step) => collections.some((collection) => concerns(step, collection)))
      .slice(0, MOST_NAMED)
      .map(({ store, kind, relation, note }) => `${store}, ${relation ?? kind}: ${note}`);
  }
}

/** What was not rewritten is a target of the next scrub. */
function targetsOf(left: readonly EndedStep[]): ScrubTarget[] {
  return left.flatMap(({ store, relation, collections }) =>
    relation === null ? [] : collections.map((collection) => ({ store, relation, collection })),
  );
}

/** A table concerns the collections in it, statistics and log every collection of the store. */
function concerns(step: EndedStep, collection: Collection): boolean {
  if (step.store !== collection.store) return false;
  return step.kind !== 'table' || step.collections.includes(collection.name);
}
