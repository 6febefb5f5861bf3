import { Injectable } from '@nestjs/common';
import { mayHandleRequests } from '../access/index.js';
import { type Overdue, OverdueDuties } from '../duties/index.js';
import { PrismaService } from '../platform/index.js';
import { NoticeChoices } from './notice-choices.service.js';
import { NoticeOutbox, type NewNotice } from './notice-outbox.service.js';

/** Tells owners and admins that what is owed to people is due and is not erased. Also a process that is no worker looks. */
@Injectable()
export class DutyNotices {
  constructor(
    private readonly prisma: PrismaService,
    private readonly duties: OverdueDuties,
    private readonly choices: NoticeChoices,
    private readonly outbox: NoticeOutbox,
  ) {}

  async collect(): Promise<void> {
    const overdue = await this.duties.byProject();
    if (overdue.length === 0) return;
    await this.prisma.$transaction(async (transaction) => {
      const organizations = [...new Set(overdue.map(({ organizationId }) => organizationId))];
      const recipients = await this.choices.recipients(transaction, organizations);
      const told = recipients.filter((recipient) => mayHandleRequests(recipient.role) && recipient.wants('duty'));
      await this.outbox.put(
        transaction,
        told.flatMap(({ userId, organizationId }) =>
          overdue.filter((row) => row.organizationId === organizationId).map((row) => noticeOf(userId, row)),
        ),
      );
    });
  }
}

/** The same duties are told of once, for as long as they wait. */
function noticeOf(userId: string, { projectId, organizationId, project, since: at, waiting }: Overdue): NewNotice {
  const since = at.toISOString();
  const facts = { what: 'duty', project, since, waiting } as const;
  return { userId, organizationId, kind: 'duty', occasion: `duty:${projectId}:${since}`, tokenId: null, facts };
}
