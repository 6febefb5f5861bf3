import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, type Prisma, PrismaService } from '../../platform/index.js';
import { jsonObject, type Member } from './json-object.js';

/** Rows of a list that grows with the years, read at once. */
const PAGE = 1_000;

const ABOUT =
  'What Habeas holds about the person of this account. Secrets are kept as hashes and are not in it, nor is anybody whom the requests are about.';

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
  ) {}

  /** The text of the document, piece by piece. That it was asked for stands in the audit, and so in the document. */
  async *write(userId: string): AsyncGenerator<string> {
    const record = { actor: `user:${userId}`, action: 'person.data-exported', detail: { userId } };
    await this.prisma.$transaction((transaction) => this.audit.append(transaction, record));
    const account = await this.prisma.user.findUniqueOrThrow({ where: { id: userId }, omit: { passwordHash: true } });
    const by = `user:${userId}`;
    const members: Member[] = [
      ['about', ABOUT],
      ['writtenAt', this.clock.now()],
      ['account', account],
      ['memberships', await this.memberships(userId)],
      ['sessions', await this.prisma.session.findMany({ where: { userId }, omit: { idHash: true, userId: true } })],
      ['oauthTokens', await this.prisma.oauthToken.findMany({ where: { userId }, omit: { hash: true, userId: true } })],
      ['signInIdentities', await this.prisma.signInIdentity.findMany({ where: { userId }, omit: { userId: true } })],
      ['mailedLinks', await this.prisma.accountLink.findMany({ where: { userId }, omit: { tokenHash: true } })],
      ['invitations', await this.invitations(userId)],
      [
        'letIn',
        await this.prisma.accountMaker.findMany({
          where: { account: by },
          omit: { makerLabel: true, addressHmac: true },
        }),
      ],
      ['noticesChosen', (await this.prisma.noticeChoice.findUnique({ where: { userId } }))?.kinds ?? null],
      ['notices', this.notices(userId)],
      ['requestsOpened', this.requests({ openedBy: by })],
      ['requestsApproved', this.requests({ approvedBy: by })],
      ['holdsPlaced', this.holds(by)],
      ['audit', this.entries(by)],
    ];
    yield* jsonObject(members);
  }

  private async memberships(userId: string): Promise<object[]> {
    const rows = await this.prisma.member.findMany({ where: { userId }, include: { organization: true } });
    return rows.map(({ organization, role, createdAt, roleSince }) => {
      return { organizationId: organization.id, organization: organization.name, role, createdAt, roleSince };
    });
  }

  /** The one they accepted, and those they wrote: without the addresses of others. */
  private async invitations(userId: string): Promise<object[]> {
    const rows = await this.prisma.invitation.findMany({
      where: { OR: [{ acceptedBy: userId }, { invitedBy: `user:${userId}` }] },
      orderBy: { createdAt: 'asc' },
    });
    return rows.map(
      ({ id, organizationId, role, delivery, createdAt, expiresAt, acceptedAt, acceptedBy, revokedAt }) => {
        const mine = acceptedBy === userId;
        return { id, organizationId, role, delivery, createdAt, expiresAt, acceptedAt, revokedAt, mine };
      },
    );
  }

  private notices(userId: string): AsyncGenerator<object> {
    const select = { id: true, kind: true, facts: true, createdAt: true, sentAt: true } as const;
    return pages(async (after: string | null) =>
      this.prisma.notice.findMany({ where: { userId, ...behind(after) }, select, orderBy: { id: 'asc' }, take: PAGE }),
    );
  }

  /** Without the people they are about, whom the person of the account has no right to by this door. */
  private requests(where: Prisma.RequestWhereInput): AsyncGenerator<object> {
    const select = {
      ...{ id: true, projectId: true, kind: true, regime: true, status: true, subjectCount: true },
      ...{ openedAt: true, dueAt: true, approvedAt: true, finishedAt: true },
    } as const;
    return pages(async (after: string | null) =>
      this.prisma.request.findMany({
        where: { ...where, ...behind(after) },
        select,
        orderBy: { id: 'asc' },
        take: PAGE,
      }),
    );
  }

  private holds(by: string): AsyncGenerator<object> {
    const select = { id: true, projectId: true, placedAt: true, until: true, liftedAt: true } as const;
    return pages(async (after: string | null) =>
      this.prisma.hold.findMany({
        where: { OR: [{ placedBy: by }, { liftedBy: by }], ...behind(after) },
        select,
        orderBy: { id: 'asc' },
        take: PAGE,
      }),
    );
  }

  private entries(actor: string): AsyncGenerator<object> {
    return pages(async (after: bigint | null) =>
      this.prisma.auditEntry.findMany({ where: { actor, ...behind(after) }, orderBy: { id: 'asc' }, take: PAGE }),
    );
  }
}

function behind<Id extends string | bigint>(after: Id | null): { id?: { gt: Id } } {
  return after === null ? {} : { id: { gt: after } };
}

/** The rows of a list, a page at a time. */
async function* pages<Id extends string | bigint>(
  read: (after: Id | null) => Promise<readonly { readonly id: Id }[]>,
): AsyncGenerator<object> {
  let after: Id | null = null;
  for (;;) {
    const rows: readonly { readonly id: Id }[] = await read(after);
    yield* rows;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < PAGE) return;
  }
}
