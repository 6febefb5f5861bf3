import { setTimeout as wait } from 'node:timers/promises';
import { getQueueToken } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Queue } from 'bullmq';
import { JobQueue, type JobOrder } from './job-queue.port.js';
import { QueueTrouble } from './queue-trouble.service.js';

/** A request is opened, and the dispatcher looks, no later for a queue that does not answer. */
const PATIENCE = 2_000;

/** Rings through BullMQ, on PostgreSQL or Redis. */
@Injectable()
export class BullJobQueue extends JobQueue {
  /** Rings that were given up and stand in the client's own line; while there is one, no more are put behind it. */
  private unanswered = 0;

  constructor(
    private readonly modules: ModuleRef,
    private readonly trouble: QueueTrouble,
  ) {
    super();
  }

  async enqueue(ring: JobOrder): Promise<void> {
    if (this.unanswered > 0) return;
    const adding = this.add(ring);
    const given = new AbortController();
    const inTime = await Promise.race([
      adding.then(() => true),
      wait(PATIENCE, false, { signal: given.signal, ref: false }).catch(() => false),
    ]);
    given.abort();
    if (inTime) return;
    this.unanswered += 1;
    this.trouble.tell(new Error(`no answer within ${PATIENCE / 1000} s`));
    void adding.finally(() => (this.unanswered -= 1));
  }

  private async add({ queue, kind, id }: JobOrder): Promise<void> {
    try {
      const target = this.modules.get<Queue>(getQueueToken(queue), { strict: false });
      await target.add(kind, { id }, { jobId: `${kind}-${id}`, removeOnComplete: true, removeOnFail: true });
    } catch (error) {
      this.trouble.tell(error);
    }
  }
}
