import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { assertStorable, Clock, HabeasError, Ids, PrismaService, type Transaction } from '../../platform/index.js';
import { type Actor, type Initiator, initiatorName } from '../authorization/actor.js';
import { hashSecret, looksLikeSecret, makeSecret, shownPrefix } from './secrets.js';
import { assertSessionStands } from './sessions.service.js';
import { endOfOverlap, isOver, isWorthRecording, oneYearAfter } from './token-life.js';

/** A GDPR OAuth token as its owner sees it after it was made: without the secret. */
export interface OauthTokenRecord {
  readonly id: string;
  readonly name: string;
  /** The first characters, by which a person recognizes it. */
  readonly prefix: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  /** The token that was made in its place. */
  readonly replacedBy: string | null;
}

/** The same as its owner is told of it: with the organizations in which an owner has ended it. It may be good in others. */
export interface OwnTokenRecord extends OauthTokenRecord {
  readonly endedIn: readonly { readonly organizationId: string; readonly organization: string; readonly at: Date }[];
}

/** A token that was just made; `secret` is shown this once. */
export interface MadeToken {
  readonly token: OauthTokenRecord;
  readonly secret: string;
}

/** A token that was not revoked, and whose it is. */
interface StandingToken {
  readonly id: string;
  readonly userId: string;
  readonly email: string;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
}

/** GDPR OAuth tokens: a person's, valid one year, good for privacy requests and for nothing else. */
@Injectable()
export class OauthTokensService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Makes a token. `secret` is returned this once; only its hash is stored. @throws HabeasError 422 `text-unfit` */
  async create(by: Initiator, userId: string, name: string): Promise<MadeToken> {
    return this.prisma.$transaction(async (transaction) => {
      await assertSessionStands(transaction, by);
      return this.make(transaction, by, userId, name);
    });
  }

  /**
   * Makes a token of the same name and lets the old one end: at once, or after so many days, in which whoever uses it takes the new one.
   * @throws HabeasError 404 `token-not-found`, 409 `token-over`, `token-replaced`
   */
  async rotate(by: Initiator, userId: string, tokenId: string, overlapDays: number): Promise<MadeToken> {
    return this.prisma.$transaction(async (transaction) => {
      // Before the token is locked, as by a new password, which ends both.
      await assertSessionStands(transaction, by);
      // Two that rotate it at once would make two tokens of one.
      await transaction.$queryRaw`SELECT FROM oauth_tokens WHERE id = ${tokenId}::uuid FOR UPDATE`;
      const old = await transaction.oauthToken.findFirst({ where: { id: tokenId, userId } });
      if (!old) throw tokenNotFound();
      const now = this.clock.now();
      assertRotatable(old, now);
      const made = await this.make(transaction, by, userId, old.name);
      const endsAt = endOfOverlap(old.expiresAt, now, overlapDays);
      await transaction.oauthToken.update({
        where: { id: tokenId },
        data: { replacedBy: made.token.id, ...(overlapDays === 0 ? { revokedAt: now } : { expiresAt: endsAt }) },
      });
      await this.audit.append(transaction, {
        actor: initiatorName(by),
        action: 'token.rotated',
        detail: { tokenId, replacedBy: made.token.id, userId, endsAt: endsAt.toISOString() },
      });
      return made;
    });
  }

  /** A person's tokens, the newest first, the revoked and expired ones included. */
  async list(userId: string): Promise<OwnTokenRecord[]> {
    const rows = await this.prisma.oauthToken.findMany({
      where: { userId },
      include: { revocations: { include: { organization: true }, orderBy: { revokedAt: 'asc' } } },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    });
    return rows.map(({ revocations, ...row }) => ({
      ...tokenRecord(row),
      endedIn: revocations.map(({ organizationId, organization, revokedAt }) => {
        return { organizationId, organization: organization.name, at: revokedAt };
      }),
    }));
  }

  /**
   * Revokes a token of a person at once; a second time changes nothing.
   * @throws HabeasError 404 `token-not-found` where the person has no such token
   */
  async revoke(by: Initiator, userId: string, tokenId: string): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      const token = await transaction.oauthToken.findFirst({ where: { id: tokenId, userId } });
      if (!token) throw tokenNotFound();
      const { count } = await transaction.oauthToken.updateMany({
        where: { id: tokenId, revokedAt: null },
        data: { revokedAt: this.clock.now() },
      });
      if (count === 0) return;
      await this.audit.append(transaction, {
        actor: initiatorName(by),
        action: 'token.revoked',
        detail: { tokenId, userId },
      });
    });
  }

  /**
   * The person behind a token; null where it is unknown, expired or revoked. Whether that person may act on a project
   * is for the Authorizer to say, so that a role lost counts at once.
   */
  async authenticate(secret: string): Promise<Actor | null> {
    if (!looksLikeSecret(secret, 'oauthToken')) return null;
    // One question where Prisma would ask for the person behind the token with another: every request waits for it.
    const [token] = await this.prisma.$queryRaw<StandingToken[]>`
      SELECT t.id, t.user_id AS "userId", t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt", u.email
      FROM oauth_tokens t JOIN users u ON u.id = t.user_id
      WHERE t.hash = ${hashSecret(secret)} AND t.revoked_at IS NULL`;
    const now = this.clock.now();
    if (!token || isOver(token.expiresAt, now)) return null;
    if (isWorthRecording(token.lastUsedAt, now)) {
      await this.prisma.oauthToken.updateMany({ where: { id: token.id }, data: { lastUsedAt: now } });
    }
    return { kind: 'user', userId: token.userId, email: token.email, via: 'oauth-token', tokenId: token.id };
  }

  private async make(transaction: Transaction, by: Initiator, userId: string, name: string): Promise<MadeToken> {
    const secret = makeSecret('oauthToken');
    const createdAt = this.clock.now();
    const token = {
      id: this.ids.next(),
      name: assertStorable('name', name.trim()),
      prefix: shownPrefix(secret, 'oauthToken'),
      createdAt,
      expiresAt: oneYearAfter(createdAt),
      lastUsedAt: null,
      revokedAt: null,
      replacedBy: null,
    };
    await transaction.oauthToken.create({ data: { ...token, userId, hash: hashSecret(secret) } });
    await this.audit.append(transaction, {
      actor: initiatorName(by),
      action: 'token.created',
      detail: { tokenId: token.id, userId },
    });
    return { token, secret };
  }
}

/** A stored token without its secret. */
export function tokenRecord(row: OauthTokenRecord): OauthTokenRecord {
  const { id, name, prefix, createdAt, expiresAt, lastUsedAt, revokedAt, replacedBy } = row;
  return { id, name, prefix, createdAt, expiresAt, lastUsedAt, revokedAt, replacedBy };
}

export function tokenNotFound(): HabeasError {
  return new HabeasError('not-found', 'token-not-found', 'This person has no such token.');
}

function assertRotatable({ revokedAt, expiresAt, replacedBy }: OauthTokenRecord, now: Date): void {
  if (revokedAt !== null || isOver(expiresAt, now)) {
    throw new HabeasError('conflict', 'token-over', 'This token has ended: make a new one.');
  }
  if (replacedBy !== null) {
    throw new HabeasError('conflict', 'token-replaced', 'Another token was made in its place already: use that one.');
  }
}
