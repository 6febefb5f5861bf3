import { Injectable } from '@nestjs/common';
import { Clock, Leases, type Lease } from '../platform/index.js';
import { Scrubbers } from '../subject-data/index.js';
import { ScrubTargets, type ScrubTarget } from './scrub-targets.service.js';

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
  'duties',
  'duty_ids',
  'privacy_choices',
  'opted_in',
  'suppressions',
  'shared_identities',
].map((table) => `public.${table}`);

/** Where BullMQ keeps the queue when PostgreSQL does. */
export const QUEUE_SCHEMA = 'queue';

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
    private readonly targets: ScrubTargets,
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
      const steps = this.stepsFor(await this.targets.take(transaction), own);
      await transaction.scrubStep.createMany({
        data: steps.map((step, place) => ({ scrubId, place, ...step, collections: [...step.collections] })),
      });
    });
  }

  private stepsFor(targets: readonly ScrubTarget[], ownTables: readonly string[]): PlannedStep[] {
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
