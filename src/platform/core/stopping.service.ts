import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HabeasError } from './errors.js';

/** Whether this process was told to end. It is known before the first connection is closed. */
@Injectable()
export class Stopping implements OnModuleDestroy {
  private readonly told = new AbortController();
  private readonly listeners = new Set<() => void>();

  get signal(): AbortSignal {
    return this.told.signal;
  }

  onModuleDestroy(): void {
    this.told.abort();
    for (const listener of this.listeners) listener();
  }

  /**
   * Calls `listener` when this process is told to end, unless what this returns was called before. For what comes and goes with each
   * call, for which the signal is no good: its listeners are a chain in which each that is gone still leads to the next, so that all
   * they hold outlives every collection of young objects.
   */
  whenTold(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** @throws HabeasError `stopping` (503) */
  refuseMore(): void {
    if (!this.told.signal.aborted) return;
    const message = 'This process is stopping: send the same again, and another one will take it.';
    throw new HabeasError('unavailable', 'stopping', message, { retryAfter: 5 });
  }
}
