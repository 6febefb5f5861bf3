import { Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { EXPORTS_QUEUE, ExportRun, Scrub, Tidy } from '../requests/index.js';
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
