import { Injectable } from '@nestjs/common';
import { EarlierDuties } from '../deletions/index.js';
import { DutyWatch } from '../duties/index.js';
import { SteadyTime } from '../platform/index.js';

/** Looks for what has come due. By a clock that jumped nothing is: what would be erased then has years to live perhaps. */
@Injectable()
export class DutyLook {
  constructor(
    private readonly earlier: EarlierDuties,
    private readonly watch: DutyWatch,
    private readonly time: SteadyTime,
  ) {}

  async look(): Promise<void> {
    await this.earlier.write();
    const now = await this.time.now();
    if (now !== null) await this.watch.look(now);
  }
}
