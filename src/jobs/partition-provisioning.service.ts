import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index.js';
import { IngestStore } from '../subject-data/index.js';

const AHEAD = 3;
const TABLES = ['events', 'session_replays'] as const;

/** Makes the partitions of the coming months before anything arrives in them, so that no arrival waits for one to be made. */
@Injectable()
export class PartitionProvisioning {
  constructor(
    private readonly store: IngestStore,
    private readonly clock: Clock,
  ) {}

  async make(): Promise<void> {
    const now = this.clock.now();
    const until = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + AHEAD, 1));
    for (const table of TABLES) await this.store.ensurePartitions(table, now, until);
  }
}
