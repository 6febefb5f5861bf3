import { Injectable } from '@nestjs/common';
import { Clock, Config, HabeasError } from '../../platform/index.js';
import { TokenBucket } from './token-bucket.js';

/** How many privacy requests a project may send: RATE_LIMIT_PER_SECOND with bursts of RATE_LIMIT_BURST, per process. */
@Injectable()
export class ProjectRateLimit {
  private readonly buckets = new Map<number, TokenBucket>();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts one request of a project. Call it once the project is known and the caller may act on it.
   * @throws HabeasError 429 `rate-limited` with the seconds after which to try again
   */
  take(projectId: number): void {
    const { RATE_LIMIT_PER_SECOND: perSecond, RATE_LIMIT_BURST: burst } = this.config.values;
    if (perSecond === 0) return;
    const now = this.clock.now().getTime();
    const bucket = this.buckets.get(projectId) ?? new TokenBucket(perSecond, Math.max(1, burst), now);
    this.buckets.set(projectId, bucket);
    const wait = bucket.take(now);
    if (wait === 0) return;
    throw new HabeasError(
      'too-many',
      'rate-limited',
      `This project sends more than ${perSecond} requests a second: wait as long as Retry-After says.`,
      { retryAfter: Math.ceil(wait / 1000) },
    );
  }
}
