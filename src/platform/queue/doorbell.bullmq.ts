import { getQueueToken } from '@nestjs/bullmq';
import { Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queue } from 'bullmq';
import { Doorbell, type Ring } from './doorbell.port.js';

/** Rings through BullMQ, on PostgreSQL or Redis. */
@Injectable()
export class BullDoorbell extends Doorbell {
  private readonly logger = new Logger('queue');

  constructor(private readonly modules: ModuleRef) {
    super();
  }

  async ring({ queue, kind, id }: Ring): Promise<void> {
    try {
      const target = this.modules.get<Queue>(getQueueToken(queue), { strict: false });
      await target.add(kind, { id }, { jobId: `${kind}-${id}`, removeOnComplete: true, removeOnFail: true });
    } catch (error) {
      this.logger.warn(`The queue did not take a job; the dispatcher rings again. ${(error as Error).message}`);
    }
  }
}
