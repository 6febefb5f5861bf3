import { Injectable, Logger } from '@nestjs/common';
import { Notices } from '../notices/index.js';
import { Loop } from './loop.js';

const EVERY = 5_000;

/**
 * Lets notices be looked for and sent, in every process that could: also in an API, which tells that no worker sweeps. Not by the
 * dispatcher, which a mail server that does not answer would keep waiting.
 */
@Injectable()
export class NoticeLoop extends Loop {
  protected readonly logger = new Logger('notices');

  constructor(private readonly notices: Notices) {
    super(EVERY);
  }

  override onApplicationBootstrap(): void {
    if (this.notices.sends) super.onApplicationBootstrap();
  }

  protected async look(): Promise<void> {
    await this.notices.look();
  }
}
