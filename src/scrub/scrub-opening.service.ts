import { Injectable } from '@nestjs/common';
import { Clock, Leases, type Lease, type Transaction } from '../platform/index.js';
import { Scrubbers } from '../subject-data/index.js';

/**
 * Habeas' own tables in which a subject's HMAC or ciphertext, or the key to one, was deleted or replaced. They hold no id a
 * person could read, and what was destroyed in them must not stand in their files either.
 */
export const OWN_SCRUBBED_TABLES = [
  'requests',
  'request_subjects',
  'request_identities',
  'request_decisions',
  'request_events',
  'artifacts',
  'artifact_parts',
  'holds',
  'suppressions',
  'shared_identities',
].map((table) => `public.${table}`);

/** Where BullMQ keeps the queue when PostgreSQL does. */
export const QUEUE_SCHEMA = 'queue';

interface Target {
  readonly store: string;
  readonly relation: string;
  readonly collection: string;
}

interface PlannedStep {
  readonly store: string;
  readonly kind: 'table' | 'statistics' | 'log';
  readonly relation: string | null;
  readonly collections: readonly string[];
}

/** Lays out what a scrub has to do, in the order in which it may be done, and for which deletions it does it. */
@Injectable()
export class ScrubOpening {
  constructor(
    private readonly leases: Leases,
    private readonly scrubbers: Scrubbers,
    private readonly clock: Clock,
  ) {}

  async open(scrubId: string, lease: Lease): Promise<void> {
    const own = [...OWN_SCRUBBED_TABLES, ...(await this.scrubbers.control.tablesOf(QUEUE_SCHEMA))];
    await this.leases.guarded(lease, async (transaction) => {
      const { count } = await transaction.scrub.updateMany({
        where: { id: scrubId, openedAt: null },
        data: { openedAt: this.clock.now() },
      });
      if (count === 0) return;
      // Before the targets are read: of a deletion that has ended everything it touched stands among them.
      await transaction.request.updateMany({
        where: { kind: 'deletion', NOT: { verifiedAt: null }, scrubbedAt: null, scrubId: null },
        data: { scrubId },
      });
      const steps = this.stepsFor(await takeTargets(transaction), own);
      await transaction.scrubStep.createMany({
        data: steps.map((step, place) => ({ scrubId, place, ...step, collections: [...step.collections] })),
      });
    });
  }

  private stepsFor(targets: readonly Target[], ownTables: readonly string[]): PlannedStep[] {
    const control = this.scrubbers.control.name;
    const tables = new Map<string, PlannedStep>();
    for (const { store, relation, collection } of targets) {
      const key = JSON.stringify([store, relation]);
      const known = tables.get(key)?.collections ?? [];
      tables.set(key, { store, kind: 'table', relation, collections: [...known, collection] });
    }
    const own = ownTables.map((relation) => ({ store: control, kind: 'table', relation, collections: [] }) as const);
    const stores = [...new Set([...targets.map(({ store }) => store), control])];
    return [
      ...tables.values(),
      ...own,
      ...stores.map((store) => ({ store, kind: 'statistics', relation: null, collections: [] }) as const),
      ...stores.map((store) => ({ store, kind: 'log', relation: null, collections: [] }) as const),
    ];
  }
}

/** A deletion that is under way may write in them again, and has not ended: then they are targets of the next scrub as well. */
async function takeTargets(transaction: Transaction): Promise<Target[]> {
  const taken = await transaction.$queryRaw<Target[]>`
    DELETE FROM scrub_targets
    WHERE NOT EXISTS (SELECT FROM requests WHERE kind = 'deletion' AND status = 'STARTED')
    RETURNING store, relation, collection`;
  const left = await transaction.scrubTarget.findMany({ select: { store: true, relation: true, collection: true } });
  const all = new Map([...taken, ...left].map((target) => [JSON.stringify(target), target]));
  return [...all.values()].sort((one, other) => (one.relation < other.relation ? -1 : 1));
}
