import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, HabeasError, Ids, Prisma, PrismaService } from '../../platform/index.js';
import { type Actor, type Initiator, initiatorName, type Role } from '../authorization/actor.js';
import { hashSecret, looksLikeSecret, makeSecret, makeSuffix, sameHash, shownPrefix } from './secrets.js';
import { AccountMakers, makerOf } from '../authorization/account-makers.service.js';
import { lockMembers } from './membership.js';
import { MembershipRoles } from '../authorization/membership-roles.service.js';
import { isOver, isWorthRecording } from './token-life.js';

type ServiceAccountRow = Prisma.ServiceAccountGetPayload<object>;

export interface ServiceAccountRecord {
  readonly id: string;
  readonly organizationId: string;
  /** The user name of Basic: the given name, a dot and a few letters that keep it unique. */
  readonly name: string;
  readonly role: Role;
  readonly prefix: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  /** E-mail of who made it, or `operator`; null where nobody wrote it down. It ends when they leave. */
  readonly createdBy: string | null;
}

export interface NewServiceAccount {
  /** Letters, digits, dashes and underscores, at most 64. */
  readonly name: string;
  readonly role: Role;
  readonly expiresInDays: number;
}

const DAY = 86_400_000;
export const SERVICE_ACCOUNT_DAYS = { least: 1, most: 365, standard: 365 } as const;
export const SERVICE_ACCOUNT_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** Credentials of tools: owned by an organization, not a person, with a role and an end. */
@Injectable()
export class ServiceAccountsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly standing: MembershipRoles,
    private readonly makers: AccountMakers,
  ) {}

  /** Makes a service account. `secret` is returned this once; only its hash is stored. */
  async create(
    by: Initiator,
    organizationId: string,
    { name, role, expiresInDays }: NewServiceAccount,
  ): Promise<{ serviceAccount: ServiceAccountRecord; secret: string }> {
    checkNew(name, expiresInDays);
    const secret = makeSecret('serviceAccount');
    const createdAt = this.clock.now();
    const row = await this.prisma.$transaction(async (transaction) => {
      await lockMembers(transaction, organizationId);
      await this.standing.require(by, organizationId, role === 'owner' ? 'owner' : 'admin', transaction);
      const created = await transaction.serviceAccount.create({
        data: {
          id: this.ids.next(),
          organizationId,
          name: `${name}.${makeSuffix()}`,
          role,
          secretHash: hashSecret(secret),
          prefix: shownPrefix(secret, 'serviceAccount'),
          createdAt,
          expiresAt: new Date(createdAt.getTime() + expiresInDays * DAY),
        },
      });
      await this.makers.record(transaction, organizationId, `service-account:${created.id}`, makerOf(by), 'first');
      await this.audit.append(transaction, {
        actor: initiatorName(by),
        action: 'service-account.created',
        organizationId,
        detail: { serviceAccountId: created.id, role },
      });
      return created;
    });
    return { serviceAccount: recordOf(row, makerOf(by).label), secret };
  }

  async list(by: Initiator, organizationId: string): Promise<ServiceAccountRecord[]> {
    await this.standing.require(by, organizationId, 'admin');
    const rows = await this.prisma.serviceAccount.findMany({
      where: { organizationId },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    });
    const accounts = rows.map(({ id }) => `service-account:${id}`);
    const labels = await this.makers.labels(organizationId, accounts);
    return rows.map((row) => recordOf(row, labels.get(`service-account:${row.id}`) ?? null));
  }

  /** Revokes at once; a second time changes nothing. @throws HabeasError 404 `service-account-not-found` */
  async revoke(by: Initiator, organizationId: string, id: string): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      await this.standing.require(by, organizationId, 'admin', transaction);
      const account = await transaction.serviceAccount.findFirst({ where: { id, organizationId } });
      if (!account) {
        throw new HabeasError(
          'not-found',
          'service-account-not-found',
          'The organization has no such service account.',
        );
      }
      if (account.role === 'owner') await this.standing.require(by, organizationId, 'owner', transaction);
      const { count } = await transaction.serviceAccount.updateMany({
        where: { id, revokedAt: null },
        data: { revokedAt: this.clock.now() },
      });
      if (count === 0) return;
      await this.audit.append(transaction, {
        actor: initiatorName(by),
        action: 'service-account.revoked',
        organizationId,
        detail: { serviceAccountId: id },
      });
    });
  }

  /** For `Authorization: Bearer <secret>`; null where it is unknown, expired or revoked. */
  async authenticateSecret(secret: string): Promise<Actor | null> {
    if (!looksLikeSecret(secret, 'serviceAccount')) return null;
    const row = await this.prisma.serviceAccount.findUnique({ where: { secretHash: hashSecret(secret) } });
    return row && this.admit(row);
  }

  /** For `Authorization: Basic name:secret`; null where the two do not belong together, and as above. */
  async authenticateNamed(name: string, secret: string): Promise<Actor | null> {
    if (!/^[\x21-\x7e]{1,128}$/.test(name)) return null;
    const row = await this.prisma.serviceAccount.findUnique({ where: { name } });
    return row && sameHash(row.secretHash, hashSecret(secret)) ? this.admit(row) : null;
  }

  private async admit(row: ServiceAccountRow): Promise<Actor | null> {
    const now = this.clock.now();
    if (row.revokedAt !== null || isOver(row.expiresAt, now)) return null;
    if (isWorthRecording(row.lastUsedAt, now)) {
      await this.prisma.serviceAccount.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
    }
    const { id: serviceAccountId, name, organizationId } = row;
    return { kind: 'service-account', serviceAccountId, name, organizationId, role: row.role as Role };
  }
}

function checkNew(name: string, days: number): void {
  if (!SERVICE_ACCOUNT_NAME.test(name)) {
    throw new HabeasError(
      'unprocessable',
      'name-unfit',
      'The name of a service account has 1 to 64 letters, digits, dashes and underscores.',
    );
  }
  const { least, most } = SERVICE_ACCOUNT_DAYS;
  if (!Number.isInteger(days) || days < least || days > most) {
    throw new HabeasError(
      'unprocessable',
      'expiry-unfit',
      `A service account ends after ${least} to ${most} whole days.`,
    );
  }
}

function recordOf(row: ServiceAccountRow, createdBy: string | null): ServiceAccountRecord {
  const { id, organizationId, name, prefix, createdAt, expiresAt, lastUsedAt, revokedAt } = row;
  const role = row.role as Role;
  return { id, organizationId, name, role, prefix, createdAt, expiresAt, lastUsedAt, revokedAt, createdBy };
}
