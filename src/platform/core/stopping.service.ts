import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HabeasError } from './errors.js';

/** Whether this process was told to end. It is known before the first connection is closed. */
@Injectable()
export class Stopping implements OnModuleDestroy {
  private readonly told = new AbortController();

  get signal(): AbortSignal {
    return this.told.signal;
  }

  onModuleDestroy(): void {
    this.told.abort();
  }

  /** @throws HabeasError `stopping` (503) */
  refuseMore(): void {
    if (!this.told.signal.aborted) return;
    const message = 'This process is stopping: send the same again, and another one will take it.';
    throw new HabeasError('unavailable', 'stopping', message, { retryAfter: 5 });
  }
}
