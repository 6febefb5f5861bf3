import type { BeforeApplicationShutdown, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { databaseTrouble, OnceAMinute, reasonOf } from '../platform/index.js';

/** Looks for work again and again, one look at a time, whatever befell the last one. */
export abstract class Loop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected abstract readonly logger: Logger;
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> = Promise.resolve();
  private stopped = false;
  private readonly failures = new OnceAMinute((sentence) => this.logger.warn(sentence));

  /** `interval`: milliseconds from the end of a look to the next one. */
  constructor(private readonly interval: number) {}

  protected abstract look(): Promise<void>;

  onApplicationBootstrap(): void {
    this.schedule(0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.looking;
  }

  private schedule(wait: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.looking = this.look()
        .catch((error: unknown) => {
          const reason = databaseTrouble(error)?.message ?? reasonOf(error);
          this.failures.say(`Looking for work failed and is tried again: ${reason}`);
        })
        .finally(() => this.schedule(this.interval));
    }, wait);
  }
}
