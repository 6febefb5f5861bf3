import { Injectable } from '@nestjs/common';
import { Clock, Config, HabeasError } from '../../platform/index.js';
import { TokenBucket } from './token-bucket.js';

/** The rate is an average over so many seconds. */
const SECONDS = 60;

/** How many events and profile updates a project may send: INGEST_RATE_PER_SECOND averaged over a minute, per process. */
@Injectable()
export class IngestRateLimit {
  private readonly buckets = new Map<number, TokenBucket>();

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts the records of one call. Zero asks alone, so that a body need not be read that is refused anyway; call it once the
   * project is known and the caller may send to it.
   * @throws HabeasError 429 `ingest-rate-limited` with the seconds after which to send the same again
   */
  take(projectId: number, records: number): void {
    const { INGEST_RATE_PER_SECOND: perSecond } = this.config.values;
    if (perSecond === 0) return;
    const now = this.clock.now().getTime();
    const bucket = this.buckets.get(projectId) ?? new TokenBucket(perSecond, perSecond * SECONDS, now);
    this.buckets.set(projectId, bucket);
    const wait = bucket.take(now, records);
    if (wait === 0) return;
    throw new HabeasError(
      'too-many',
      'ingest-rate-limited',
      `This project sends more than ${perSecond} records a second: wait as long as Retry-After says, then send the same again.`,
      { retryAfter: Math.ceil(wait / 1000) },
    );
  }
}
