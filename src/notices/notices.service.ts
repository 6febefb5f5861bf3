import { Injectable } from '@nestjs/common';
import { Clock, Leases, Mailer, Stopping } from '../platform/index.js';
import { DutyNotices } from './duty-notices.service.js';
import { NoticePost } from './notice-post.service.js';
import { RequestNotices } from './request-notices.service.js';
import { RetentionNotices } from './retention-notices.service.js';
import { SweepNotices } from './sweep-notices.service.js';
import { TokenNotices } from './token-notices.service.js';

const MINUTE = 60_000;

/** Looks for what people are to be told, and sends it: one process at a time, which another one follows when it dies. */
@Injectable()
export class Notices {
  private begun = false;
  private lookedAt: Date | null = null;

  constructor(
    private readonly leases: Leases,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly stopping: Stopping,
    private readonly requests: RequestNotices,
    private readonly tokens: TokenNotices,
    private readonly sweeps: SweepNotices,
    private readonly retention: RetentionNotices,
    private readonly duties: DutyNotices,
    private readonly post: NoticePost,
  ) {}

  /** Whether this installation sends mail at all; where not, nothing is looked for. */
  get sends(): boolean {
    return this.mailer.sends;
  }

  async look(): Promise<void> {
    if (!this.sends) return;
    const lease = await this.leases.acquire('notices', `process:${process.pid}`);
    if (lease === null) return;
    try {
      if (!this.begun) await this.requests.begin();
      this.begun = true;
      await this.requests.collect();
      await this.lookAtTheClock();
      await this.post.send(AbortSignal.any([lease.lost, this.stopping.signal]));
    } finally {
      await lease.release();
    }
  }

  /** What comes with time, and not with an event. */
  private async lookAtTheClock(): Promise<void> {
    const now = this.clock.now();
    if (this.lookedAt !== null && now.getTime() - this.lookedAt.getTime() < MINUTE) return;
    await this.tokens.collect();
    await this.sweeps.collect();
    await this.retention.collect();
    await this.duties.collect();
    await this.post.forget();
    this.lookedAt = now;
  }
}
