import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../platform/index.js';
import { Dispatcher } from '../requests/index.js';

/** Lets the dispatcher look every DISPATCH_INTERVAL, one look at a time, whatever befell the last one. */
@Injectable()
export class DispatchLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('dispatcher');
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly config: Config,
  ) {}

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
      this.looking = this.dispatcher
        .tick()
        .catch((error: unknown) => this.logger.warn(`Nothing could be dispatched: ${(error as Error).message}`))
        .finally(() => this.schedule(this.config.values.DISPATCH_INTERVAL));
    }, wait);
  }
}
