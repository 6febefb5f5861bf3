import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index.js';
import { IngestStore } from '../subject-data/index.js';

const AHEAD = 3;

/** Makes the partitions of the coming months before anything arrives in them, so that no arrival waits for one to be made. */
@Injectable()
export class PartitionProvisioning {
  constructor(
    private readonly store: IngestStore,
    private readonly clock: Clock,
  ) {}

  async make(): Promise<void> {
    const now = this.clock.now();
    await this.store.ensurePartitions(now, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + AHEAD, 1)));
  }
}
