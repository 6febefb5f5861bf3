import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { assertStorable, Clock, HabeasError, Ids, PrismaService } from '../../platform/index.js';
import { type Actor, type Initiator, initiatorName } from '../authorization/actor.js';
import { hashSecret, looksLikeSecret, makeSecret, shownPrefix } from './secrets.js';
import { isOver, isWorthRecording, oneYearAfter } from './token-life.js';

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
  async create(by: Initiator, userId: string, name: string): Promise<{ token: OauthTokenRecord; secret: string }> {
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
    };
    await this.prisma.$transaction(async (transaction) => {
      await transaction.oauthToken.create({ data: { ...token, userId, hash: hashSecret(secret) } });
      await this.audit.append(transaction, {
        actor: initiatorName(by),
        action: 'token.created',
        detail: { tokenId: token.id, userId },
      });
    });
    return { token, secret };
  }

  /** A person's tokens, the newest first, the revoked and expired ones included. */
  async list(userId: string): Promise<OauthTokenRecord[]> {
    const rows = await this.prisma.oauthToken.findMany({
      where: { userId },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    });
    return rows.map(({ id, name, prefix, createdAt, expiresAt, lastUsedAt, revokedAt }) => {
      return { id, name, prefix, createdAt, expiresAt, lastUsedAt, revokedAt };
    });
  }

  /**
   * Revokes a token of a person at once; a second time changes nothing.
   * @throws HabeasError 404 `token-not-found` where the person has no such token
   */
  async revoke(by: Initiator, userId: string, tokenId: string): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      const token = await transaction.oauthToken.findFirst({ where: { id: tokenId, userId } });
      if (!token) throw new HabeasError('not-found', 'token-not-found', 'This person has no such token.');
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
    const token = await this.prisma.oauthToken.findUnique({
      where: { hash: hashSecret(secret) },
      include: { user: true },
    });
    const now = this.clock.now();
    if (!token || token.revokedAt !== null || isOver(token.expiresAt, now)) return null;
    if (isWorthRecording(token.lastUsedAt, now)) {
      await this.prisma.oauthToken.updateMany({ where: { id: token.id }, data: { lastUsedAt: now } });
    }
    return { kind: 'user', userId: token.userId, email: token.user.email, via: 'oauth-token', tokenId: token.id };
  }
}
