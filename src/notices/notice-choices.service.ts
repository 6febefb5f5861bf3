import { Injectable } from '@nestjs/common';
import type { Role } from '../access/index.js';
import { AuditTrail } from '../audit/index.js';
import { Clock, Mailer, PrismaService, type Transaction } from '../platform/index.js';
import { NOTICE_KINDS, standardKinds, wants, type NoticeKind } from './notice-kinds.js';

export type Wanted = Readonly<Record<NoticeKind, boolean>>;

export interface NoticeChoice {
  readonly wanted: Wanted;
  /** False where it is what goes with the role. */
  readonly chosen: boolean;
  /** Whether it comes: `unconfirmed` and `none` say why not. */
  readonly delivery: 'mail' | 'unconfirmed' | 'none';
}

/** A member of an organization, and what they want to be told of. */
export interface Recipient {
  readonly userId: string;
  readonly organizationId: string;
  readonly role: Role;
  wants(kind: NoticeKind): boolean;
}

/** Who wants to be told of what. */
@Injectable()
export class NoticeChoices {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly mailer: Mailer,
  ) {}

  async show(userId: string): Promise<NoticeChoice> {
    const user = await this.prisma.user.findUniqueOrThrow({ where: { id: userId }, include: { memberships: true } });
    const choice = await this.prisma.noticeChoice.findUnique({ where: { userId } });
    const standard = user.memberships.flatMap(({ role }) => standardKinds(role as Role));
    const kinds: readonly string[] = choice?.kinds ?? [...standard, ...standardKinds(null)];
    const delivery = user.emailVerifiedAt === null ? 'unconfirmed' : 'mail';
    return {
      wanted: Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, kinds.includes(kind)])) as Wanted,
      chosen: choice !== null,
      delivery: this.mailer.sends ? delivery : 'none',
    };
  }

  async choose(userId: string, wanted: Wanted): Promise<NoticeChoice> {
    const kinds = NOTICE_KINDS.filter((kind) => wanted[kind]);
    const chosen = { kinds, chosenAt: this.clock.now() };
    await this.prisma.$transaction(async (transaction) => {
      await transaction.noticeChoice.upsert({ where: { userId }, create: { userId, ...chosen }, update: chosen });
      await this.audit.append(transaction, {
        actor: `user:${userId}`,
        action: 'notices.chosen',
        detail: { userId, kinds },
      });
    });
    return this.show(userId);
  }

  /**
   * The members of organizations who can be told of something by mail. Nobody else's mailbox is written to: an address that was never
   * confirmed may be a stranger's.
   */
  async recipients(transaction: Transaction, organizationIds: readonly string[]): Promise<Recipient[]> {
    const members = await transaction.member.findMany({
      where: { organizationId: { in: [...organizationIds] }, user: { emailVerifiedAt: { not: null } } },
      orderBy: [{ organizationId: 'asc' }, { userId: 'asc' }],
    });
    const chosen = await this.chosenBy(
      transaction,
      members.map(({ userId }) => userId),
    );
    return members.map(({ userId, organizationId, role }) => ({
      userId,
      organizationId,
      role: role as Role,
      wants: (kind) => wants(chosen.get(userId) ?? null, role as Role, kind),
    }));
  }

  /** The kinds that these people chose; nothing of those who did not. */
  async chosenBy(
    transaction: Transaction,
    userIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await transaction.noticeChoice.findMany({ where: { userId: { in: [...userIds] } } });
    return new Map(rows.map(({ userId, kinds }) => [userId, kinds]));
  }
}
