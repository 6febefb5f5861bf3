import { Injectable } from '@nestjs/common';
import { languageOf, type Role } from '../access/index.js';
import { Config, type Transaction } from '../platform/index.js';
import { isFinished, type Status } from '../request-model/index.js';
import { NoticeChoices } from './notice-choices.service.js';
import type { Reader } from './notice-words.js';
import type { ReaderNow, RequestNow, UnsentNotice } from './still-news.js';

/** Tells who is about to be written to, and how they and what they would be told of stand at this moment. */
@Injectable()
export class NoticeReaders {
  constructor(
    private readonly choices: NoticeChoices,
    private readonly config: Config,
  ) {}

  async find(
    transaction: Transaction,
    userId: string,
    notices: readonly UnsentNotice[],
  ): Promise<{ readonly reader: Reader; readonly now: ReaderNow }> {
    const tokenIds = notices.flatMap(({ tokenId }) => tokenId ?? []);
    const user = await transaction.user.findUniqueOrThrow({
      where: { id: userId },
      include: {
        memberships: true,
        oauthTokens: { where: { id: { in: tokenIds }, revokedAt: null, replacedBy: null }, select: { id: true } },
      },
    });
    const chosen = await this.choices.chosenBy(transaction, [userId]);
    return {
      reader: { email: user.email, language: languageOf(user.language), baseUrl: this.config.baseUrl },
      now: {
        isConfirmed: user.emailVerifiedAt !== null,
        chosen: chosen.get(userId) ?? null,
        roles: new Map(user.memberships.map(({ organizationId, role }) => [organizationId, role as Role])),
        tokens: new Set(user.oauthTokens.map(({ id }) => id)),
        requests: await this.requests(transaction, userId, notices),
      },
    };
  }

  private async requests(
    transaction: Transaction,
    userId: string,
    notices: readonly UnsentNotice[],
  ): Promise<ReadonlyMap<string, RequestNow>> {
    const ids = notices.flatMap(({ facts }) => ('requestId' in facts ? [facts.requestId] : []));
    const rows = await transaction.request.findMany({
      where: { id: { in: ids } },
      select: { id: true, openedBy: true, status: true, approvedAt: true },
    });
    return new Map(
      rows.map(({ id, openedBy, status, approvedAt }) => [
        id,
        {
          own: openedBy === `user:${userId}`,
          hasEnded: isFinished(status as Status),
          isApproved: approvedAt !== null,
        },
      ]),
    );
  }
}
