import { setTimeout as wait } from 'node:timers/promises';
import { HabeasError } from '../platform/index.js';
import type { CoverageReport } from './coverage/coverage.service.js';
import { openCoverage } from './open-coverage.js';
import type { SubjectDataOptions } from './open-subject-data.js';

/** Milliseconds for which somebody waits; the check itself goes on. */
const PATIENCE = 60_000;

/** The coverage check for those who wait for an answer: one at a time in a process, by a few connections of its own. */
export class CoverageRuns {
  private running: Promise<CoverageReport> | null = null;

  constructor(
    private readonly options: SubjectDataOptions,
    private readonly patience = PATIENCE,
  ) {}

  /**
   * Whoever asks while one is under way is told what that one finds.
   * @throws HabeasError 503 `coverage-slow`, and what the check throws
   */
  async report(): Promise<CoverageReport> {
    this.running ??= this.run().finally(() => (this.running = null));
    const answered = new AbortController();
    try {
      return await Promise.race([this.running, this.late(answered.signal)]);
    } finally {
      answered.abort();
    }
  }

  private async run(): Promise<CoverageReport> {
    const { coverage, close } = await openCoverage(this.options);
    try {
      return await coverage.check();
    } finally {
      await close();
    }
  }

  private async late(signal: AbortSignal): Promise<never> {
    await wait(this.patience, undefined, { signal, ref: false });
    const message =
      'The check is not done yet and goes on: ask again in a minute. `habeas datamap check` waits as long as it takes.';
    throw new HabeasError('unavailable', 'coverage-slow', message, { retryAfter: 60 });
  }
}
