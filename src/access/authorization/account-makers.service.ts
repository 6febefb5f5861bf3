import { Injectable } from '@nestjs/common';
import { Clock, PrismaService, type Transaction } from '../../platform/index.js';
import { actorLabel, initiatorName, type Initiator } from './actor.js';
import { behind, OPERATOR, type Origin, type Origins, projectOfSecret, SOMEBODY } from './independence.js';

/** Who let an account in, by name and by the label that people know them by. */
export interface Maker {
  readonly maker: string;
  readonly label: string;
}

export function makerOf(by: Initiator): Maker {
  return { maker: initiatorName(by), label: by === 'operator' ? 'operator' : actorLabel(by) };
}

/** Remembers who let which account into an organization, or made it: also of those that are gone, since others came after them. */
@Injectable()
export class AccountMakers {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * A person who is let in again stays whose they were, unless the operator does it: else two could wash each other's line by
   * removing and inviting. Of what is made anew, such as a secret, the newest word counts.
   */
  async record(
    transaction: Transaction,
    organizationId: string,
    account: string,
    { maker, label: makerLabel }: Maker,
    which: 'first' | 'newest',
  ): Promise<void> {
    const word = { maker, makerLabel, madeAt: this.clock.now() };
    await transaction.accountMaker.upsert({
      where: { organizationId_account: { organizationId, account } },
      create: { organizationId, account, ...word },
      update: which === 'newest' || maker === OPERATOR ? word : {},
    });
  }

  /** Labels of who made these accounts, by account; nothing of those nobody wrote down. */
  async labels(organizationId: string, accounts: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.prisma.accountMaker.findMany({ where: { organizationId, account: { in: [...accounts] } } });
    return new Map(rows.map(({ account, makerLabel }) => [account, makerLabel]));
  }

  /**
   * The accounts that one may have been at a moment: itself, and of an API secret whoever made one that was good then and has been
   * replaced since.
   */
  async behindAt(client: Transaction, account: string, moment: Date): Promise<string[]> {
    const projectId = projectOfSecret(account);
    if (projectId === null) return [account];
    const replaced = await client.apiSecret.findMany({
      where: { projectId, madeAt: { lte: moment }, endsAt: { gt: moment } },
      select: { maker: true },
    });
    const makers = replaced.map(({ maker }) => maker ?? SOMEBODY).filter((maker) => maker !== OPERATOR);
    return [account, ...new Set(makers)];
  }

  /** The accounts of a kind that somebody made. */
  async madeBy(transaction: Transaction, organizationId: string, maker: string, kind: string): Promise<string[]> {
    const where = { organizationId, maker, account: { startsWith: `${kind}:` } };
    const rows = await transaction.accountMaker.findMany({ where, select: { account: true } });
    return rows.map(({ account }) => account.slice(kind.length + 1));
  }

  /** The origins of these accounts and of everybody before them. */
  async originsOf(client: Transaction, organizationId: string, accounts: readonly string[]): Promise<Origins> {
    const rows = await client.$queryRaw<{ account: string; maker: string | null; proved: boolean }[]>`
      WITH RECURSIVE line AS (
        SELECT given.account, makers.maker
        FROM unnest(${accounts.flatMap(behind)}::text[]) AS given (account)
        LEFT JOIN account_makers makers ON makers.organization_id = ${organizationId}::uuid AND makers.account = given.account
        UNION
        SELECT line.maker, makers.maker
        FROM line
        LEFT JOIN account_makers makers ON makers.organization_id = ${organizationId}::uuid AND makers.account = line.maker
        WHERE line.maker IS NOT NULL AND line.maker <> ${OPERATOR}
      )
      SELECT line.account, line.maker, users.email_verified_at IS NOT NULL AS proved
      FROM line LEFT JOIN users ON line.account = 'user:' || users.id`;
    return new Map(rows.map(({ account, maker, proved }): [string, Origin] => [account, { maker, proved }]));
  }
}
