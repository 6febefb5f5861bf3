import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import { EXPORTS_QUEUE, ExportRun, Tidy } from '../requests/index.js';
import { WORKER_OPTIONS } from './worker-options.js';

@Processor(EXPORTS_QUEUE, { ...WORKER_OPTIONS, concurrency: 4 })
export class ExportsProcessor extends WorkerHost {
  constructor(
    private readonly exports: ExportRun,
    private readonly tidy: Tidy,
  ) {
    super();
  }

  override async process(job: Job<{ id: string }>): Promise<void> {
    if (job.name === 'export') await this.exports.run(job.data.id);
    else if (job.name === 'tidy') await this.tidy.run();
  }
}
