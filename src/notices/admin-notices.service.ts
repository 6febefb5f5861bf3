import { Injectable } from '@nestjs/common';
import { mayHandleRequests } from '../access/index.js';
import { PrismaService } from '../platform/index.js';
import { NoticeChoices } from './notice-choices.service.js';
import { NoticeOutbox, type NewNotice } from './notice-outbox.service.js';
import type { NoticeKind } from './notice-kinds.js';

/** What an organization is told of. */
interface OfOrganization {
  readonly organizationId: string;
}

/** Tells the owners and admins of organizations what nobody misses otherwise, each as they chose. */
@Injectable()
export class AdminNotices {
  constructor(
    private readonly prisma: PrismaService,
    private readonly choices: NoticeChoices,
    private readonly outbox: NoticeOutbox,
  ) {}

  /** Of one occasion everybody is told once, however often it is said here. */
  async tell<Row extends OfOrganization>(
    kind: NoticeKind,
    rows: readonly Row[],
    noticeOf: (row: Row) => Pick<NewNotice, 'occasion' | 'facts'>,
  ): Promise<void> {
    if (rows.length === 0) return;
    await this.prisma.$transaction(async (transaction) => {
      const organizations = [...new Set(rows.map(({ organizationId }) => organizationId))];
      const recipients = await this.choices.recipients(transaction, organizations);
      const told = recipients.filter((recipient) => mayHandleRequests(recipient.role) && recipient.wants(kind));
      const notices = told.flatMap(({ userId, organizationId }) =>
        rows
          .filter((row) => row.organizationId === organizationId)
          .map((row): NewNotice => ({ userId, organizationId, kind, tokenId: null, ...noticeOf(row) })),
      );
      await this.outbox.put(transaction, notices);
    });
  }
}
