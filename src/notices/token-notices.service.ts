import { Injectable } from '@nestjs/common';
import { Clock, PrismaService } from '../platform/index.js';
import { NoticeChoices } from './notice-choices.service.js';
import { tokenDaysLeft, wants } from './notice-kinds.js';
import { NoticeOutbox, type NewNotice } from './notice-outbox.service.js';

const AHEAD = 30 * 86_400_000;

/** Tells people that a GDPR OAuth token of theirs ends soon, 30, 7 and 1 days before. One that was replaced is to end. */
@Injectable()
export class TokenNotices {
  constructor(
    private readonly prisma: PrismaService,
    private readonly choices: NoticeChoices,
    private readonly outbox: NoticeOutbox,
    private readonly clock: Clock,
  ) {}

  async collect(): Promise<void> {
    const now = this.clock.now();
    const tokens = await this.prisma.oauthToken.findMany({
      where: {
        revokedAt: null,
        replacedBy: null,
        expiresAt: { gt: now, lte: new Date(now.getTime() + AHEAD) },
        user: { emailVerifiedAt: { not: null } },
      },
      select: { id: true, userId: true, prefix: true, expiresAt: true },
    });
    const told = await this.told(tokens.map(({ id }) => id));
    const due = tokens.flatMap(({ id: tokenId, userId, prefix, expiresAt }): NewNotice[] => {
      const days = tokenDaysLeft(expiresAt, now);
      const occasion = `token:${tokenId}:${days}`;
      if (days === null || told.has(occasion)) return [];
      const facts = { what: 'token', prefix, expiresAt: expiresAt.toISOString(), days } as const;
      return [{ userId, organizationId: null, kind: 'token', occasion, tokenId, facts }];
    });
    if (due.length === 0) return;
    await this.prisma.$transaction(async (transaction) => {
      const chosen = await this.choices.chosenBy(
        transaction,
        due.map(({ userId }) => userId),
      );
      // A token is told of whatever the role: it is the person's own.
      const wanted = due.filter(({ userId }) => wants(chosen.get(userId) ?? null, null, 'token'));
      await this.outbox.put(transaction, wanted);
    });
  }

  private async told(tokenIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (tokenIds.length === 0) return new Set();
    const rows = await this.prisma.notice.findMany({
      where: { tokenId: { in: [...tokenIds] } },
      select: { occasion: true },
    });
    return new Set(rows.map(({ occasion }) => occasion));
  }
}
