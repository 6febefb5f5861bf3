import { Injectable } from '@nestjs/common';
import { Config, HabeasError } from '../platform/index.js';
import type { Door } from '../subject-data/index.js';
import { refusesNobody } from './admitting-project.js';
import { timedOut } from './timed-out.js';

/** The way in of projects that refuse nobody: whom a record names need not be looked at there. */
@Injectable()
export class OpenDoor {
  constructor(private readonly config: Config) {}

  /**
   * Lets `write` store what comes in, as `Suppression.admit` does of what is not refused.
   * @param hashIds whether what comes in names ids as hashes, as the project had it when it was read
   * @returns whether it is stored; where not, it is to be admitted step by step, which also tells what is wrong
   * @throws HabeasError `ingest-timed-out` (503)
   */
  async pass(hashIds: boolean, write: (door: Door) => Promise<boolean>): Promise<boolean> {
    const { INGEST_TIMEOUT: milliseconds } = this.config.values;
    const began = performance.now();
    try {
      return await write(refusesNobody(hashIds, milliseconds));
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      const isLate = performance.now() - began >= milliseconds || error.code === 'store-busy';
      if (isLate && error.retryable) throw timedOut(error);
      // Where the answer alone was lost it is stored already, and storing it again stores it once.
      return false;
    }
  }
}
