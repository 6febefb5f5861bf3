import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import {
  assertStorable,
  Clock,
  HabeasError,
  Ids,
  isStorable,
  PrismaService,
  type Transaction,
} from '../../platform/index.js';
import { foldEmail, normalEmail } from './e-mail.js';
import { initiatorName, type Initiator, type PersonActor } from '../authorization/actor.js';
import { PasswordHasher } from './password-hasher.argon2.js';
import { PasswordRules } from './password-rules.zxcvbn.js';
import { secondFactorNotSet } from './second-factor-duty.js';
import { makePassword } from './secrets.js';
import { SIGN_IN_ACCOUNTS, signedIn, triedAt } from './sign-in-accounts.js';
import { SignInLimit } from '../rate-limits/sign-in-limit.service.js';

/** An account of somebody who signs in to Habeas; never a subject's. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** Whether the person proved that the address is theirs. Else the account is good in one organization alone. */
  readonly emailVerified: boolean;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  /** It was made by `makePassword`, and is as good as it must be. */
  readonly isMade?: boolean;
}

/** Where a new account is good: everywhere, because its address is verified, or in one organization. */
export type Reach = 'verified' | { readonly homeOrganizationId: string };

/** An account that may be stored. */
export interface Prepared {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

@Injectable()
export class UsersService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly passwords: PasswordHasher,
    private readonly rules: PasswordRules,
    private readonly limit: SignInLimit,
  ) {}

  /** The accounts of an address, the oldest first; with an organization those that belong to it, which is one at the most. */
  async find(email: string, organizationId: string | null = null): Promise<User[]> {
    if (!isStorable(email)) return [];
    const users = await this.prisma.user.findMany({
      where: {
        email: foldEmail(email),
        ...(organizationId === null ? {} : { memberships: { some: { organizationId } } }),
      },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return users.map(personOf);
  }

  /** The account that may be joined with further organizations; null where nobody proved that the address is theirs. */
  async findVerified(email: string): Promise<User | null> {
    if (!isStorable(email)) return null;
    const user = await this.prisma.user.findFirst({
      where: { email: foldEmail(email), emailVerifiedAt: { not: null } },
    });
    return user && personOf(user);
  }

  async get(personId: string): Promise<User> {
    return personOf(await this.prisma.user.findUniqueOrThrow({ where: { id: personId } }));
  }

  /**
   * Checks and hashes before the transaction begins, which then stays short.
   * @throws HabeasError 422 `email-malformed`, `text-unfit`, `password-unfit`
   */
  async prepare(person: NewUser, ...organizations: string[]): Promise<Prepared> {
    const email = normalEmail(person.email);
    const name = assertStorable('name', person.name.trim()) || email;
    if (!person.isMade) await this.rules.check(person.password, [email, name, ...organizations]);
    return { email, name, passwordHash: await this.passwords.hash(person.password) };
  }

  /** The hash of a password that somebody chose for an account they have. @throws HabeasError 422 `password-unfit` */
  async hashChosen(userId: string, password: string): Promise<string> {
    const { email, name, memberships } = await this.prisma.user.findUniqueOrThrow({
      where: { id: userId },
      include: { memberships: { include: { organization: true } } },
    });
    await this.rules.check(password, [email, name, ...memberships.map(({ organization }) => organization.name)]);
    return this.passwords.hash(password);
  }

  /** The hash of a password that nobody knows. */
  async hashUnknown(): Promise<string> {
    return this.passwords.hash(makePassword());
  }

  /** Stores an account in the transaction of what it is made for. `by`: `themselves` by a link. */
  async create(
    transaction: Transaction,
    prepared: Prepared,
    reach: Reach,
    by: Initiator | 'themselves',
  ): Promise<User> {
    const createdAt = this.clock.now();
    const user = await transaction.user.create({
      data: {
        id: this.ids.next(),
        ...prepared,
        createdAt,
        emailVerifiedAt: reach === 'verified' ? createdAt : null,
        homeOrganizationId: reach === 'verified' ? null : reach.homeOrganizationId,
      },
    });
    await this.audit.append(transaction, {
      actor: by === 'themselves' ? `user:${user.id}` : initiatorName(by),
      action: 'person.created',
      detail: { userId: user.id, emailVerified: reach === 'verified' },
    });
    return personOf(user);
  }

  /**
   * Checks e-mail and password; as slow for an e-mail nobody has as for a wrong password, however many accounts it has.
   * An address may have an account in each of several organizations: the one with this password signs in.
   * @returns whose account it is, and the hash that the password fitted
   * @param organizationId looks at the accounts that belong to this organization alone
   * @throws HabeasError 401 `sign-in-refused`, 429 `too-many-sign-ins`, 409 `several-accounts`
   */
  async signIn(
    email: string,
    password: string,
    address: string,
    organizationId: string | null = null,
  ): Promise<{ readonly person: User; readonly passwordHash: string }> {
    const normal = foldEmail(email);
    const all = !isStorable(normal) ? [] : await this.accountsOf(normal);
    const meant = triedAt(all, organizationId);
    const owners = meant.map(({ id }) => id);
    const attempt = await this.limit.count(normal, address, owners);
    const accounts = meant.filter(({ id }) => attempt.owners.includes(id));
    const right = await this.passwords.verifyEach(
      accounts.map(({ passwordHash }) => passwordHash),
      SIGN_IN_ACCOUNTS,
      password,
    );
    const matching = accounts.filter((_, index) => right[index]);
    if (matching.length === 0) {
      throw new HabeasError(
        'unauthenticated',
        'sign-in-refused',
        'The e-mail or the password is wrong. Who has accounts in many organizations names one with organizationId.',
      );
    }
    const person = signedIn(matching);
    if (all.length === 1) await this.limit.forget(normal, address, attempt, person.id);
    else await this.limit.forgetPlace(address, attempt, person.id);
    return { person: personOf(person), passwordHash: person.passwordHash };
  }

  /** All of an address: verified ones first, then the oldest, so that nobody puts an account of their making before another's. */
  private async accountsOf(email: string) {
    return this.prisma.user.findMany({
      where: { email },
      include: { memberships: { include: { organization: true } } },
      orderBy: [{ emailVerifiedAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
    });
  }

  /**
   * Changes a person's own password and ends all of their sessions and tokens.
   * @throws HabeasError 422 `password-unfit`, and as `expectProof`
   */
  async changePassword(actor: PersonActor, current: string | null, next: string, address: string): Promise<void> {
    await this.expectProof(actor, current, address);
    await this.resetPassword(actor.userId, next, `user:${actor.userId}`);
  }

  /**
   * That it is the person themselves who does what a session alone does not open.
   * @param password null: they signed in at the identity provider anew, for this
   * @throws HabeasError 403 `password-wrong`, `proof-missing`, 429 `too-many-sign-ins`
   */
  async expectProof(actor: PersonActor, password: string | null, address: string): Promise<void> {
    if (password === null) {
      if (actor.via === 'session' && actor.provedUntil !== undefined) return;
      throw new HabeasError(
        'forbidden',
        'proof-missing',
        'Give your password, or sign in at the identity provider anew (/api/v1/session/oauth/proof): that is good for five minutes.',
      );
    }
    if (await this.proves(actor.userId, password, address)) return;
    throw new HabeasError('forbidden', 'password-wrong', 'The password is wrong.');
  }

  /** Whether this is the password of the account. @throws HabeasError 429 `too-many-sign-ins` */
  async proves(personId: string, password: string, address: string): Promise<boolean> {
    const user = await this.prisma.user.findUniqueOrThrow({ where: { id: personId } });
    // Counted for the account: another one of the same address may be anybody's.
    const name = `password of ${personId}`;
    const attempt = await this.limit.count(name, address, [personId]);
    if (!(await this.passwords.verify(user.passwordHash, password))) return false;
    await this.limit.forget(name, address, attempt, personId);
    return true;
  }

  /**
   * Gives an account a new password and ends all of its sessions and tokens.
   * @param isMade by `makePassword`
   * @throws HabeasError 422 `password-unfit`
   */
  async resetPassword(personId: string, next: string, actor = 'habeas', isMade = false): Promise<void> {
    const passwordHash = isMade ? await this.passwords.hash(next) : await this.hashChosen(personId, next);
    await this.prisma.$transaction((transaction) => this.replacePassword(transaction, personId, passwordHash, actor));
  }

  /** For the operator, where a person has lost everything. @throws HabeasError 409 `second-factor-not-set` */
  async removeSecondFactor(userId: string): Promise<void> {
    await this.prisma.$transaction((transaction) => this.endSecondFactor(transaction, userId, 'habeas'));
  }

  /** Ends the second factor of an account, and its recovery codes. @throws HabeasError 409 `second-factor-not-set` */
  async endSecondFactor(transaction: Transaction, userId: string, actor: string): Promise<void> {
    const { count } = await transaction.secondFactor.deleteMany({ where: { userId } });
    if (count === 0) throw secondFactorNotSet();
    await this.audit.append(transaction, { actor, action: 'second-factor.removed', detail: { userId } });
  }

  /** Whoever knew the old password may have made tokens and asked for links: none of them is good any longer. */
  async replacePassword(transaction: Transaction, userId: string, passwordHash: string, actor: string): Promise<void> {
    await transaction.user.update({ where: { id: userId }, data: { passwordHash } });
    await transaction.accountLink.deleteMany({ where: { userId, purpose: 'password-reset' } });
    // Begun and not confirmed: whoever began it knows its secret.
    await transaction.secondFactor.deleteMany({ where: { userId, confirmedAt: null } });
    const sessions = await transaction.session.deleteMany({ where: { userId } });
    const tokens = await transaction.oauthToken.updateMany({
      where: { userId, revokedAt: null },
      data: { revokedAt: this.clock.now() },
    });
    await this.audit.append(transaction, {
      actor,
      action: 'password.changed',
      detail: { userId, sessionsEnded: sessions.count, tokensRevoked: tokens.count },
    });
  }
}

/** @throws HabeasError 404 `person-not-found` */
export function personNotFound(): HabeasError {
  return new HabeasError('not-found', 'person-not-found', 'Nobody signs in with this e-mail: check its spelling.');
}

function personOf(user: { id: string; email: string; name: string; emailVerifiedAt: Date | null }): User {
  const { id, email, name } = user;
  return { id, email, name, emailVerified: user.emailVerifiedAt !== null };
}
