import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, type Prisma, PrismaService } from '../../platform/index.js';
import { jsonObject, type Member } from './json-object.js';
import { OwnDeeds } from './own-deeds.service.js';
import { behind, pages } from './pages.js';

const ABOUT =
  'What Habeas holds about the person of this account. Secrets are kept as hashes or sealed and are not in it, nor is anybody whom the requests are about.';

interface AccountRow {
  readonly id: string;
  readonly email: string;
  readonly emailVerifiedAt: Date | null;
}

/**
 * What Habeas holds about a person who signs in (GDPR Art. 15), as one JSON document, written as it is read: the audit of years is
 * never in memory as a whole.
 */
@Injectable()
export class OwnData {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly deeds: OwnDeeds,
  ) {}

  /** The text of the document, piece by piece. That it was asked for stands in the audit, and so in the document. */
  async *write(userId: string): AsyncGenerator<string> {
    const record = { actor: `user:${userId}`, action: 'person.data-exported', detail: { userId } };
    await this.prisma.$transaction((transaction) => this.audit.append(transaction, record));
    const account = await this.prisma.user.findUniqueOrThrow({ where: { id: userId }, omit: { passwordHash: true } });
    yield* jsonObject([
      ['about', ABOUT],
      ['writtenAt', this.clock.now()],
      ['account', account],
      ...(await this.ofAccount(account)),
      ...(await this.deeds.of(`user:${userId}`)),
    ]);
  }

  /** What hangs on the account. */
  private async ofAccount({ id: userId, email, emailVerifiedAt }: AccountRow): Promise<Member[]> {
    const { session, signInIdentity, accountLink, noticeChoice } = this.prisma;
    const where = { userId };
    return [
      ['memberships', await this.memberships(userId)],
      ['sessions', await session.findMany({ where, omit: { idHash: true, userId: true } })],
      ['secondFactor', await this.secondFactor(userId)],
      ['oauthTokens', await this.oauthTokens(userId)],
      ['signInIdentities', await signInIdentity.findMany({ where, omit: { userId: true } })],
      ['mailedLinks', await accountLink.findMany({ where, omit: { tokenHash: true } })],
      // Those to an address that nobody proved may be to somebody else.
      ['invitations', await this.invitations(userId, emailVerifiedAt === null ? null : email)],
      ['noticesChosen', (await noticeChoice.findUnique({ where }))?.kinds ?? null],
      ['notices', this.notices(userId)],
    ];
  }

  private async memberships(userId: string): Promise<object[]> {
    const rows = await this.prisma.member.findMany({ where: { userId }, include: { organization: true } });
    return rows.map(({ organization, role, createdAt, roleSince }) => {
      return { organizationId: organization.id, organization: organization.name, role, createdAt, roleSince };
    });
  }

  /** Since when there is one, and which recovery codes were used; null = none was begun. */
  private async secondFactor(userId: string): Promise<object | null> {
    const select = { createdAt: true, confirmedAt: true, codes: { select: { usedAt: true } } } as const;
    const factor = await this.prisma.secondFactor.findUnique({ where: { userId }, select });
    return factor && { begunAt: factor.createdAt, confirmedAt: factor.confirmedAt, recoveryCodes: factor.codes };
  }

  /** With the organizations that take them no longer. */
  private async oauthTokens(userId: string): Promise<object[]> {
    const revocations = { select: { organizationId: true, revokedAt: true } };
    return this.prisma.oauthToken.findMany({
      where: { userId },
      omit: { hash: true, userId: true },
      include: { revocations },
    });
  }

  /** The ones they accepted, those to their own address, and those they wrote: without the addresses of others. */
  private async invitations(userId: string, address: string | null): Promise<object[]> {
    const ways: Prisma.InvitationWhereInput[] = [{ acceptedBy: userId }, { invitedBy: `user:${userId}` }];
    const toThem = { email: address ?? '', acceptedAt: null };
    const rows = await this.prisma.invitation.findMany({
      where: { OR: address === null ? ways : [...ways, toThem] },
      orderBy: { createdAt: 'asc' },
    });
    return rows.map(({ tokenHash: _, email, invitedBy, invitedByLabel: __, acceptedBy, ...row }) => {
      const mine = acceptedBy === userId || (acceptedBy === null && email === address);
      return { ...row, mine, wroteIt: invitedBy === `user:${userId}` };
    });
  }

  private notices(userId: string): AsyncGenerator<object> {
    const select = { id: true, kind: true, facts: true, createdAt: true, sentAt: true } as const;
    return pages(async (after: string | null, take) =>
      this.prisma.notice.findMany({ where: { userId, ...behind(after) }, select, orderBy: { id: 'asc' }, take }),
    );
  }
}
