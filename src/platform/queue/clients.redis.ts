import { setTimeout as wait } from 'node:timers/promises';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { redisClient, type RedisClient } from './client.redis.js';
import type { RedisTarget } from '../config/redis-target.js';

const LONGEST_PAUSE = 2_000;

/**
 * The clients of one application. They try again for ever, until the application is about to end: a client that stands between two
 * tries then would never tell BullMQ that it is closed, and BullMQ would wait for that.
 */
export class RedisClients implements BeforeApplicationShutdown {
  private readonly clients: RedisClient[] = [];
  private leaving = false;

  constructor(private readonly target: RedisTarget) {}

  open(name: string | undefined): RedisClient {
    const again = (tries: number): number | null => (this.leaving ? null : Math.min(100 * tries, LONGEST_PAUSE));
    const client = redisClient(this.target, { name, again });
    this.clients.push(client);
    return client;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.leaving = true;
    const until = performance.now() + 2 * LONGEST_PAUSE;
    while (this.clients.some(({ status }) => status === 'reconnecting') && performance.now() < until) await wait(50);
  }
}
