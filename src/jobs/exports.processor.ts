import { Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { EXPORTS_QUEUE } from '../request-model/index.js';
import { ExportRun } from '../exports/index.js';
import { Scrub } from '../scrub/index.js';
import { Tidy } from './tidy.service.js';
import { QueueWorker } from './queue-worker.js';
import { WORKER_OPTIONS } from './worker-options.js';

@Processor(EXPORTS_QUEUE, { ...WORKER_OPTIONS, concurrency: 4 })
export class ExportsProcessor extends QueueWorker {
  constructor(
    private readonly exports: ExportRun,
    private readonly tidy: Tidy,
    private readonly scrub: Scrub,
  ) {
    super();
  }

  override async process(job: Job<{ id: string }>): Promise<void> {
    if (job.name === 'export') await this.exports.run(job.data.id);
    else if (job.name === 'tidy') await this.tidy.run();
    else if (job.name === 'scrub') await this.scrub.run();
  }
}
