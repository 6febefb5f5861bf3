import { Injectable, Logger } from '@nestjs/common';
import { OverdueDuties, OverdueEndings } from '../duties/index.js';
import { RetentionWatch } from '../retention/index.js';
import { Loop } from './loop.js';

const EVERY = 60_000;

/**
 * Lets it be noticed that a run of retention did not happen or left something, that what is owed is not erased, or that what an ended project
 * held is not gone, in every process: where no worker runs, no worker tells.
 */
@Injectable()
export class RetentionAlarm extends Loop {
  protected readonly logger = new Logger('retention');

  constructor(
    private readonly watch: RetentionWatch,
    private readonly duties: OverdueDuties,
    private readonly endings: OverdueEndings,
  ) {
    super(EVERY);
  }

  protected async look(): Promise<void> {
    await this.watch.look();
    await this.duties.look();
    await this.endings.look();
  }
}
