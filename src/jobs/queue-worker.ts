import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { QueueTrouble } from '../platform/index.js';
import { JobHandlers } from './job-handlers.js';

/**
 * Does the jobs of a queue as the catalogue has them. Its worker's complaints are heard: BullMQ prints what nobody listens to,
 * a stack for every try.
 */
export abstract class QueueWorker extends WorkerHost {
  @Inject(JobHandlers) private readonly handlers!: JobHandlers;
  @Inject(QueueTrouble) private readonly trouble!: QueueTrouble;

  override async process(job: Job<unknown>): Promise<void> {
    await this.handlers.run(job);
  }

  @OnWorkerEvent('error')
  tell(error: Error): void {
    this.trouble.tell(error);
  }
}
