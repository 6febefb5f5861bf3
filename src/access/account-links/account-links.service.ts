import { Injectable } from '@nestjs/common';
import { Clock, HabeasError, Ids, PrismaService, type Transaction } from '../../platform/index.js';
import type { LinkPurpose } from './account-words.js';
import { hashSecret, looksLikeSecret, makeSecret, type SecretKind } from '../accounts/secrets.js';

type Purpose = Exclude<LinkPurpose, 'invitation'>;

const HOUR = 3_600_000;
const KINDS: Readonly<Record<Purpose, SecretKind>> = {
  'password-reset': 'passwordReset',
  'email-verification': 'emailVerification',
};

/** Single-use links that are mailed to the address of an account, good for an hour. */
@Injectable()
export class AccountLinks {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Makes a link's token, and ends those of the same purpose that the account still had. */
  async make(userId: string, purpose: Purpose): Promise<{ token: string; expiresAt: Date }> {
    const token = makeSecret(KINDS[purpose]);
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + HOUR);
    await this.prisma.$transaction(async (transaction) => {
      await transaction.accountLink.deleteMany({ where: { userId, purpose } });
      await transaction.accountLink.create({
        data: {
          id: this.ids.next(),
          userId,
          purpose,
          tokenHash: hashSecret(token),
          createdAt,
          expiresAt,
          usedAt: null,
        },
      });
    });
    return { token, expiresAt };
  }

  /** Whose a link is, which stays good. @throws HabeasError 410 `link-over` */
  async whose(token: string, purpose: Purpose): Promise<string> {
    const link = looksLikeSecret(token, KINDS[purpose])
      ? await this.prisma.accountLink.findUnique({ where: { tokenHash: hashSecret(token) } })
      : null;
    if (link?.purpose !== purpose || link.usedAt !== null || link.expiresAt <= this.clock.now()) throw linkOver();
    return link.userId;
  }

  /** Uses a link up. @returns whose it is. @throws HabeasError 410 `link-over` */
  async use(transaction: Transaction, token: string, purpose: Purpose): Promise<string> {
    if (!looksLikeSecret(token, KINDS[purpose])) throw linkOver();
    const now = this.clock.now();
    const link = { tokenHash: hashSecret(token), purpose };
    const { count } = await transaction.accountLink.updateMany({
      where: { ...link, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0) throw linkOver();
    return (await transaction.accountLink.findUniqueOrThrow({ where: link })).userId;
  }
}

function linkOver(): HabeasError {
  return new HabeasError(
    'gone',
    'link-over',
    'This link is not good, or no longer: it was used, replaced, or has expired. Ask for another.',
  );
}
