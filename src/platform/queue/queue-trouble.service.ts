import { Injectable, Logger } from '@nestjs/common';
import { reasonOf } from './client.redis.js';

const SAME_AGAIN = 60_000;

/** Says what ails the queue, the same thing once a minute: every connection of the process complains of every try. */
@Injectable()
export class QueueTrouble {
  private readonly logger = new Logger('queue');
  private readonly said = new Map<string, number>();

  tell(error: unknown): void {
    const reason = reasonOf(error);
    const now = performance.now();
    if (now - (this.said.get(reason) ?? -SAME_AGAIN) < SAME_AGAIN) return;
    this.said.set(reason, now);
    this.logger.warn(`The queue is in trouble (${reason}); what is due stands in the database and is rung for again`);
  }
}
