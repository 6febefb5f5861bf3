import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Ids, Leases, PrismaService, type Lease } from '../../platform/index.js';
import type { PartitionClaims } from '../../subject-data/index.js';
import { HelpingClaims, IS_FREE, IS_LED, LeadingClaims, type SharedStep } from './partition-claims.js';

const LAPSE_MILLISECONDS = 100;

/** The steps of a sweep whose partitions are worked on by all: who leads one lays them out, who looks for one helps. */
@Injectable()
export class SweepPartitions {
  /** What this process leads or helps with, so that it does not come to its own help. */
  private readonly atWork = new Set<string>();

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly ids: Ids,
  ) {}

  /** Lets others share a step of the part that `lease` is for. */
  async lead<T>(step: SharedStep, lease: Lease, work: (turns: PartitionClaims) => Promise<T>): Promise<T> {
    const turns = new LeadingClaims(this.prisma, step, this.ids.next(), this.leases, lease);
    return this.during(step, async () => {
      let succeeded = false;
      try {
        const result = await work(turns);
        succeeded = true;
        return result;
      } finally {
        await turns.close(succeeded);
      }
    });
  }

  /** Takes part in a step while `isWanted`. */
  async help<T>(step: SharedStep, isWanted: () => boolean, work: (turns: PartitionClaims) => Promise<T>): Promise<T> {
    const turns = new HelpingClaims(this.prisma, step, this.ids.next(), isWanted);
    return this.during(step, async () => {
      try {
        return await work(turns);
      } finally {
        turns.end();
      }
    });
  }

  /** Steps that others lead and in which a partition is free. */
  async open(): Promise<SharedStep[]> {
    const steps = await this.prisma.$queryRaw<SharedStep[]>`
      SELECT DISTINCT sweep_id AS "sweepId", collection, step, task FROM sweep_partitions WHERE ${IS_FREE} AND ${IS_LED}`;
    return steps.filter((step) => !this.atWork.has(nameOf(step)));
  }

  /**
   * Waits until nobody can be erasing in a partition of the collection under a step that has failed or whose leader has died, and
   * clears up. After it a part may be called finished.
   */
  async settle(collection: string): Promise<void> {
    for (;;) {
      await this.prisma.$executeRaw`
        DELETE FROM sweep_partitions
        WHERE collection = ${collection} AND (step = 'purge' OR taken_until IS NULL OR taken_until <= clock_timestamp())`;
      if ((await this.prisma.sweepPartition.count({ where: { collection } })) === 0) return;
      await pause(LAPSE_MILLISECONDS);
    }
  }

  private async during<T>(step: SharedStep, work: () => Promise<T>): Promise<T> {
    const name = nameOf(step);
    this.atWork.add(name);
    try {
      return await work();
    } finally {
      this.atWork.delete(name);
    }
  }
}

export function nameOf({ sweepId, collection, task }: SharedStep): string {
  return `${sweepId}/${collection}/${task}`;
}
