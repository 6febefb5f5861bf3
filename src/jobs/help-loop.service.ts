import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../platform/index.js';
import { SweepHelp } from '../deletions/index.js';
import { Loop } from './loop.js';

/**
 * Lets every worker look for partitions of a sweep under way. Not by the queue, which hands a job to whoever is fastest: here
 * all are to come. Nor by the dispatcher, since one look lasts for as long as there is something to do.
 */
@Injectable()
export class HelpLoop extends Loop {
  protected readonly logger = new Logger('sweep');

  constructor(
    private readonly help: SweepHelp,
    config: Config,
  ) {
    super(config.values.DISPATCH_INTERVAL);
  }

  protected async look(): Promise<void> {
    await this.help.look();
  }

  override async beforeApplicationShutdown(): Promise<void> {
    this.help.stop();
    await super.beforeApplicationShutdown();
  }
}
