import { Injectable, Logger } from '@nestjs/common';
import { SteadyTime } from '../platform/index.js';
import { EndingRecords, EndingWork } from '../project-endings/index.js';
import { Loop } from './loop.js';

const EVERY = 5_000;

/**
 * Lets every worker look for ends of projects that are to be carried out. Not by the dispatcher, since one look lasts for as long as
 * there is something to do; who does it is decided by the lease.
 */
@Injectable()
export class ProjectEndingsLoop extends Loop {
  protected readonly logger = new Logger('project endings');

  constructor(
    private readonly work: EndingWork,
    private readonly records: EndingRecords,
    private readonly time: SteadyTime,
  ) {
    super(EVERY);
  }

  protected async look(): Promise<void> {
    await this.records.catchUp();
    if (await this.work.isDue()) await this.work.run(await this.time.now());
  }
}
