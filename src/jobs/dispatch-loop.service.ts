import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../platform/index.js';
import { Dispatcher } from './dispatcher.service.js';
import { Loop } from './loop.js';

/** Lets the dispatcher look every DISPATCH_INTERVAL. */
@Injectable()
export class DispatchLoop extends Loop {
  protected readonly logger = new Logger('dispatcher');

  constructor(
    private readonly dispatcher: Dispatcher,
    config: Config,
  ) {
    super(config.values.DISPATCH_INTERVAL);
  }

  protected async look(): Promise<void> {
    await this.dispatcher.tick();
  }
}
