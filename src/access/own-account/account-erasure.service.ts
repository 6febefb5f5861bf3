import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { PrismaService, type Transaction } from '../../platform/index.js';
import { MembersService } from '../accounts/members.service.js';
import { UsersService } from '../accounts/users.service.js';
import { actorName, type PersonActor } from '../authorization/actor.js';
import { FormerMembers } from '../authorization/former-members.service.js';

/** What stands where an erased account's e-mail stood. */
export const ERASED_LABEL = 'deleted account';

/**
 * The end of an account by its person's own wish (GDPR Art. 17). What must be kept as a record (the audit, requests, holds, who let whom
 * in) goes on to name the account by its number, and its e-mail and name nowhere; a completion record stays as it was signed. A keyed hash
 * of the address stays with each organization that had let it in: else whoever lost a role, or was removed, could end the account and
 * come back by the domain of the address as somebody new.
 */
@Injectable()
export class AccountErasure {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly people: UsersService,
    private readonly members: MembersService,
    private readonly former: FormerMembers,
  ) {}

  /** @throws HabeasError 409 `last-owner`, and as `expectProof` */
  async erase(actor: PersonActor, password: string | null, address: string): Promise<void> {
    const { userId } = actor;
    await this.people.expectProof(actor, password, address);
    const passwordHash = await this.people.hashUnknown();
    await this.prisma.$transaction(async (transaction) => {
      await this.members.leaveAll(transaction, actor);
      await this.former.remember(transaction, actorName(actor), actor.email);
      await this.unname(transaction, actor);
      const isNeeded = await this.isNeeded(transaction, actorName(actor));
      // Whatever hangs on the account goes with its row: sessions, tokens, links, choices.
      const { createdAt, emailVerifiedAt } = await transaction.user.delete({ where: { id: userId } });
      const stays = isNeeded && emailVerifiedAt !== null;
      if (stays) {
        const nobody = { id: userId, email: `deleted-${userId}`, name: ERASED_LABEL, passwordHash };
        await transaction.user.create({ data: { ...nobody, createdAt, emailVerifiedAt } });
      }
      const detail = { userId, ...(stays ? { kept: 'that the address was confirmed' } : {}) };
      await this.audit.append(transaction, { actor: actorName(actor), action: 'person.deleted', detail });
    });
  }

  /** What names them by their address for people to read. */
  private async unname(transaction: Transaction, actor: PersonActor): Promise<void> {
    const { userId } = actor;
    const name = actorName(actor);
    await transaction.request.updateMany({ where: { openedBy: name }, data: { openedByLabel: ERASED_LABEL } });
    await transaction.request.updateMany({ where: { approvedBy: name }, data: { approvedByLabel: ERASED_LABEL } });
    await transaction.hold.updateMany({ where: { placedBy: name }, data: { placedByLabel: ERASED_LABEL } });
    await transaction.duty.updateMany({ where: { endedBy: name }, data: { endedByLabel: ERASED_LABEL } });
    await transaction.handOver.updateMany({ where: { actor: name }, data: { by: ERASED_LABEL } });
    await transaction.accountMaker.updateMany({ where: { maker: name }, data: { makerLabel: ERASED_LABEL } });
    await transaction.apiSecret.updateMany({ where: { maker: name }, data: { makerLabel: ERASED_LABEL } });
    await transaction.signInDomain.updateMany({ where: { allowedBy: name }, data: { allowedByLabel: ERASED_LABEL } });
    await transaction.invitation.updateMany({ where: { invitedBy: name }, data: { invitedByLabel: ERASED_LABEL } });
    await transaction.invitation.deleteMany({ where: { acceptedBy: userId } });
  }

  /**
   * Whether it still counts that they were a person of their own: for the four eyes of those they let in, and of the deletions they
   * opened. The row then stays without their name, their address and a password that anybody knows.
   */
  private async isNeeded(transaction: Transaction, name: string): Promise<boolean> {
    const [made, opened] = [
      await transaction.accountMaker.findFirst({ where: { maker: name } }),
      await transaction.request.findFirst({ where: { openedBy: name }, select: { id: true } }),
    ];
    return made !== null || opened !== null;
  }
}
