import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { QueueTrouble } from '../platform/index.js';

/** A processor whose worker's complaints are heard: BullMQ prints what nobody listens to, a stack for every try. */
export abstract class QueueWorker extends WorkerHost {
  @Inject(QueueTrouble) private readonly trouble!: QueueTrouble;

  @OnWorkerEvent('error')
  tell(error: Error): void {
    this.trouble.tell(error);
  }
}
