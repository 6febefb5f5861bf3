import { Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { DELETIONS_QUEUE } from '../request-model/index.js';
import { DeletionStaging, Sweep, SweepParts } from '../deletions/index.js';
import { QueueWorker } from './queue-worker.js';
import { WORKER_OPTIONS } from './worker-options.js';

@Processor(DELETIONS_QUEUE, { ...WORKER_OPTIONS, concurrency: 2 })
export class DeletionsProcessor extends QueueWorker {
  constructor(
    private readonly staging: DeletionStaging,
    private readonly sweep: Sweep,
    private readonly parts: SweepParts,
  ) {
    super();
  }

  override async process(job: Job<{ id: string }>): Promise<void> {
    if (job.name === 'stage') await this.staging.stage(job.data.id);
    else if (job.name === 'sweep') await this.sweep.run();
    else if (job.name === 'sweep-part') await this.parts.help(job.data.id);
  }
}
