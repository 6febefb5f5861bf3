import { Injectable } from '@nestjs/common';
import { mayHandleRequests } from '../access/index.js';
import { Clock, PrismaService } from '../platform/index.js';
import { NoticeChoices } from './notice-choices.service.js';
import { NoticeOutbox, type NewNotice } from './notice-outbox.service.js';

interface OverdueRow {
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
    private readonly choices: NoticeChoices,
    private readonly outbox: NoticeOutbox,
    private readonly clock: Clock,
  ) {}

  async collect(): Promise<void> {
    const overdue = await this.prisma.projectEnding.findMany({
      where: { finishedAt: null, goneBy: { lte: this.clock.now() }, NOT: { state: 'restoring' } },
      select: { id: true, organizationId: true, projectName: true, goneBy: true },
      orderBy: { id: 'asc' },
    });
    if (overdue.length === 0) return;
    await this.prisma.$transaction(async (transaction) => {
      const organizations = [...new Set(overdue.map(({ organizationId }) => organizationId))];
      const recipients = await this.choices.recipients(transaction, organizations);
      const told = recipients.filter((recipient) => mayHandleRequests(recipient.role) && recipient.wants('retention'));
      await this.outbox.put(
        transaction,
        told.flatMap(({ userId, organizationId }) =>
          overdue.filter((row) => row.organizationId === organizationId).map((row) => noticeOf(userId, row)),
        ),
      );
    });
  }
}

/** Of the same end everybody is told once. */
function noticeOf(userId: string, { id, organizationId, projectName: project, goneBy }: OverdueRow): NewNotice {
  const facts = { what: 'ending', project, since: goneBy.toISOString() } as const;
  return { userId, organizationId, kind: 'retention', occasion: `ending:${id}`, tokenId: null, facts };
}
