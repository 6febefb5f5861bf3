import { Injectable } from '@nestjs/common';
import { Clock, PrismaService, type Transaction } from '../platform/index.js';
import { Scrubbers, type Collection } from '../subject-data/index.js';

/** A table or partition that erasures wrote in, by the collection whose rows were erased there. */
export interface ScrubTarget {
  readonly store: string;
  readonly relation: string;
  readonly collection: string;
}

/**
 * The tables that erasures have written in: those from which the engine has to remove what was hidden, and whose files the next
 * scrub rewrites. Nothing else reads or writes `scrub_targets`.
 */
@Injectable()
export class ScrubTargets {
  constructor(
    private readonly prisma: PrismaService,
    private readonly scrubbers: Scrubbers,
    private readonly clock: Clock,
  ) {}

  /**
   * Records that an erasure is about to write in a table of the collection. To record it in vain costs a removal, no more. Of an
   * engine that writes its files anew by itself nothing is recorded: there `FilesDropped` looks.
   */
  async touch(collection: Collection, relation: string): Promise<void> {
    if (this.scrubbers.of(collection.store) === null) return;
    const key = { store: collection.store, relation, collection: collection.name };
    const touched = { touchedAt: this.clock.now(), purgedAt: null };
    await this.prisma.scrubTarget.upsert({
      where: { store_relation_collection: key },
      create: { ...key, ...touched },
      update: touched,
    });
  }

  /** Names of the collection's tables in which hidden rows may still stand. */
  async unpurged({ store, name }: Collection): Promise<string[]> {
    const targets = await this.prisma.scrubTarget.findMany({ where: { store, collection: name, purgedAt: null } });
    return targets.map(({ relation }) => relation);
  }

  /** Records that nothing hidden is left in these tables of the collection. */
  async markPurged(transaction: Transaction, collection: Collection, relations: readonly string[]): Promise<void> {
    await transaction.scrubTarget.updateMany({
      where: { store: collection.store, collection: collection.name, relation: { in: [...relations] } },
      data: { purgedAt: this.clock.now() },
    });
  }

  /**
   * Takes all targets for a scrub. What a deletion, a run of retention or the end of a project under way may write in again stays a target
   * of the next one as well.
   */
  async take(transaction: Transaction): Promise<ScrubTarget[]> {
    const taken = await transaction.$queryRaw<ScrubTarget[]>`
      DELETE FROM scrub_targets
      WHERE NOT EXISTS (SELECT FROM requests WHERE kind = 'deletion' AND status = 'STARTED')
        AND NOT EXISTS (SELECT FROM project_endings WHERE state IN ('setting-aside', 'restoring', 'going'))
        AND NOT EXISTS (SELECT FROM retention_runs WHERE started_at IS NOT NULL AND finished_at IS NULL)
      RETURNING store, relation, collection`;
    const left = await transaction.scrubTarget.findMany({ select: { store: true, relation: true, collection: true } });
    const all = new Map([...taken, ...left].map((target) => [JSON.stringify(target), target]));
    return [...all.values()].sort((one, other) => (one.relation < other.relation ? -1 : 1));
  }

  /** Gives targets that a scrub did not rewrite to the next one. */
  async handOn(transaction: Transaction, targets: readonly ScrubTarget[]): Promise<void> {
    const now = this.clock.now();
    await transaction.scrubTarget.createMany({
      data: targets.map((target) => ({ ...target, touchedAt: now, purgedAt: now })),
      skipDuplicates: true,
    });
  }
}
