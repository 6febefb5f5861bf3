import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, Config, HabeasError, PrismaService, type Transaction } from '../../platform/index.js';
import type { Actor, Initiator } from '../authorization/actor.js';
import { holdCredentials } from './membership.js';
import { hasSecondFactor, owesSecondFactor, secondFactorAsked } from './second-factor-duty.js';
import { hashSecret, looksLikeSecret, makeSecret } from './secrets.js';
import { isOver } from './token-life.js';

export const SESSION_COOKIE = 'habeas_session';

/** What somebody signed in by: a password, or the company's identity provider. */
export type SignInWay = 'password' | 'provider';

/** Milliseconds for which a fresh sign-in at the provider stands for the password. */
export const PROOF_LIFE = 5 * 60_000;

/** What somebody showed who signs in with a password, as it was looked at before the session is opened. */
export interface Shown {
  /** The hash that the password fitted. */
  readonly passwordHash: string;
  /** Whether a code of a second factor was asked for, and right. */
  readonly hasPassed: boolean;
}

type SessionActor = Extract<Actor, { via: 'session' }>;

/** Sessions of people who signed in. The cookie holds the secret, the database its hash; SESSION_TTL after sign-in it ends. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * Opens a session and clears away the person's expired ones.
   * @param shown null: not a password
   * @throws HabeasError 401 `sign-in-refused`, `second-factor-required` where another password or a second factor was set since
   */
  async open(
    userId: string,
    way: SignInWay = 'password',
    shown: Shown | null = null,
  ): Promise<{ secret: string; expiresAt: Date }> {
    const secret = makeSecret('session');
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + this.config.values.SESSION_TTL);
    await this.prisma.$transaction(async (transaction) => {
      await holdCredentials(transaction, userId);
      if (shown !== null) await assertStillGood(transaction, userId, shown);
      await transaction.session.deleteMany({ where: { userId, expiresAt: { lte: createdAt } } });
      await transaction.session.create({ data: { idHash: hashSecret(secret), userId, way, createdAt, expiresAt } });
      await this.audit.append(transaction, { actor: `user:${userId}`, action: 'session.opened', detail: { way } });
    });
    return { secret, expiresAt };
  }

  /** The person of a session; null where it is unknown or over. */
  async authenticate(secret: string): Promise<Actor | null> {
    if (!looksLikeSecret(secret, 'session')) return null;
    const session = await this.prisma.session.findUnique({
      where: { idHash: hashSecret(secret) },
      include: { user: true },
    });
    if (!session || isOver(session.expiresAt, this.clock.now())) return null;
    const provedUntil = session.provedAt && new Date(session.provedAt.getTime() + PROOF_LIFE);
    const isProved = provedUntil !== null && !isOver(provedUntil, this.clock.now());
    const actor = await this.actorOf(session.user, session.way);
    return {
      ...actor,
      session: Buffer.from(session.idHash).toString('base64url'),
      ...(isProved ? { provedUntil } : {}),
    };
  }

  /** The person of a session has proved just now that it is them. `session`: its hash, in base64url */
  async prove(userId: string, session: string): Promise<void> {
    const idHash = Uint8Array.from(Buffer.from(session, 'base64url'));
    await this.prisma.$transaction(async (transaction) => {
      const proved = { where: { userId, idHash }, data: { provedAt: this.clock.now() } };
      if ((await transaction.session.updateMany(proved)).count === 0) return;
      await this.audit.append(transaction, { actor: `user:${userId}`, action: 'session.proved' });
    });
  }

  /** Who comes by a session. A second factor goes with a password; who came by the provider is asked for one there. */
  async actorOf({ id, email }: { readonly id: string; readonly email: string }, way: string): Promise<SessionActor> {
    const owes = way === 'password' && (await owesSecondFactor(this.prisma, id));
    return { kind: 'user', userId: id, email, via: 'session', ...(owes ? { mustEnrol: true } : {}) };
  }

  /** Signs out: the cookie opens nothing any more, wherever it was copied to. */
  async close(userId: string, secret: string): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      const { count } = await transaction.session.deleteMany({ where: { userId, idHash: hashSecret(secret) } });
      if (count > 0) await this.audit.append(transaction, { actor: `user:${userId}`, action: 'session.closed' });
    });
  }
}

/** Else who knew the old password could have come in while it was changed, and stayed. */
async function assertStillGood(transaction: Transaction, userId: string, shown: Shown): Promise<void> {
  const { passwordHash } = await transaction.user.findUniqueOrThrow({ where: { id: userId } });
  if (passwordHash !== shown.passwordHash) {
    throw new HabeasError(
      'unauthenticated',
      'sign-in-refused',
      'The password was changed just now: sign in with the new one.',
    );
  }
  if (!shown.hasPassed && (await hasSecondFactor(transaction, userId))) throw secondFactorAsked();
}

/**
 * That the session somebody comes by has not ended, in a transaction in which it then does not.
 * @throws HabeasError 401 `credentials-invalid`
 */
export async function assertSessionStands(transaction: Transaction, by: Initiator): Promise<void> {
  if (by === 'operator' || by.kind !== 'user' || by.via !== 'session' || by.session === undefined) return;
  await holdCredentials(transaction, by.userId);
  const idHash = Uint8Array.from(Buffer.from(by.session, 'base64url'));
  if ((await transaction.session.count({ where: { idHash } })) > 0) return;
  throw new HabeasError('unauthenticated', 'credentials-invalid', 'The session is over: sign in again.');
}
