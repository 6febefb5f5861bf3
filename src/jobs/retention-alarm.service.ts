import { Injectable, Logger } from '@nestjs/common';
import { RetentionWatch } from '../retention/index.js';
import { Loop } from './loop.js';

const EVERY = 60_000;

/** Lets it be noticed that a run of retention did not happen, in every process: where no worker runs, no worker tells. */
@Injectable()
export class RetentionAlarm extends Loop {
  protected readonly logger = new Logger('retention');

  constructor(private readonly watch: RetentionWatch) {
    super(EVERY);
  }

  protected async look(): Promise<void> {
    await this.watch.look();
  }
}
