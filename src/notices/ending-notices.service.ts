import { Injectable } from '@nestjs/common';
import { type OverdueEnding, OverdueEndings } from '../duties/index.js';
import { AdminNotices } from './admin-notices.service.js';

/**
 * Tells owners and admins that what a project held that was deleted or emptied is not gone although its day has passed. Also a process
 * that is no worker looks, since who does not run tells nobody.
 */
@Injectable()
export class EndingNotices {
  constructor(
    private readonly endings: OverdueEndings,
    private readonly admins: AdminNotices,
  ) {}

  async collect(): Promise<void> {
    await this.admins.tell('retention', await this.endings.all(), noticeOf);
  }
}

/** Of the same end everybody is told once. */
function noticeOf({ id, projectName: project, goneBy }: OverdueEnding) {
  return { occasion: `ending:${id}`, facts: { what: 'ending', project, since: goneBy.toISOString() } as const };
}
