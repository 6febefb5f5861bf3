import { Injectable } from '@nestjs/common';
import { Clock, PrismaService } from '../platform/index.js';
import { AdminNotices } from './admin-notices.service.js';

interface OverdueEnding {
  readonly id: string;
  readonly organizationId: string;
  readonly projectName: string;
  readonly goneBy: Date;
}

/**
 * Tells owners and admins that what a project held that was deleted or emptied is not gone although its day has passed. Also a process
 * that is no worker looks, since who does not run tells nobody.
 */
@Injectable()
export class EndingNotices {
  constructor(
    private readonly prisma: PrismaService,
    private readonly admins: AdminNotices,
    private readonly clock: Clock,
  ) {}

  async collect(): Promise<void> {
    const overdue = await this.prisma.projectEnding.findMany({
      where: { finishedAt: null, goneBy: { lte: this.clock.now() }, NOT: { state: 'restoring' } },
      select: { id: true, organizationId: true, projectName: true, goneBy: true },
      orderBy: { id: 'asc' },
    });
    await this.admins.tell('retention', overdue, noticeOf);
  }
}

/** Of the same end everybody is told once. */
function noticeOf({ id, projectName: project, goneBy }: OverdueEnding) {
  return { occasion: `ending:${id}`, facts: { what: 'ending', project, since: goneBy.toISOString() } as const };
}
