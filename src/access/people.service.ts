import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { Clock, HabeasError, Ids, PrismaService, type Transaction } from '../platform/index.js';
import { initiatorName, type Initiator } from './initiator.js';
import { PasswordHasher } from './password-hasher.argon2.js';
import { SignInLimit } from './sign-in-limit.service.js';

/** Somebody who signs in to Habeas; never a subject. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

@Injectable()
export class PeopleService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly passwords: PasswordHasher,
    private readonly limit: SignInLimit,
  ) {}

  /** Null where nobody has this e-mail; letter case does not count. */
  async find(email: string, client: Transaction = this.prisma): Promise<Person | null> {
    const user = await client.user.findUnique({ where: { email: normalEmail(email) } });
    return user && personOf(user);
  }

  async get(personId: string): Promise<Person> {
    return personOf(await this.prisma.user.findUniqueOrThrow({ where: { id: personId } }));
  }

  /** Hashes before the transaction begins, which then stays short. */
  async prepare(person: NewPerson): Promise<{ email: string; name: string; passwordHash: string }> {
    const email = normalEmail(person.email);
    return { email, name: person.name.trim() || email, passwordHash: await this.passwords.hash(person.password) };
  }

  /** Stores a person in the transaction of what they are made for. */
  async create(
    transaction: Transaction,
    prepared: { email: string; name: string; passwordHash: string },
    by: Initiator,
  ): Promise<Person> {
    const user = await transaction.user.create({
      data: { id: this.ids.next(), ...prepared, createdAt: this.clock.now() },
    });
    await this.audit.append(transaction, {
      actor: initiatorName(by),
      action: 'person.created',
      detail: { userId: user.id },
    });
    return personOf(user);
  }

  /**
   * Checks e-mail and password; as slow for an e-mail nobody has as for a wrong password.
   * @throws HabeasError 401 `sign-in-refused`, 429 `too-many-sign-ins`
   */
  async signIn(email: string, password: string, address: string): Promise<Person> {
    const normal = email.trim().toLowerCase();
    await this.limit.count(normal, address);
    const user = isEmail(normal) ? await this.prisma.user.findUnique({ where: { email: normal } }) : null;
    const right = await this.passwords.verify(user?.passwordHash ?? null, password);
    if (!user || !right) {
      throw new HabeasError('unauthenticated', 'sign-in-refused', 'The e-mail or the password is wrong.');
    }
    await this.limit.forget(normal, address);
    return personOf(user);
  }

  /**
   * Changes a person's own password and ends all of their sessions.
   * @throws HabeasError 403 `password-wrong`, 422 `password-unfit`, 429 `too-many-sign-ins`
   */
  async changePassword(personId: string, current: string, next: string, address: string): Promise<void> {
    const user = await this.prisma.user.findUniqueOrThrow({ where: { id: personId } });
    await this.limit.count(user.email, address);
    if (!(await this.passwords.verify(user.passwordHash, current))) {
      throw new HabeasError('forbidden', 'password-wrong', 'The current password is wrong.');
    }
    await this.limit.forget(user.email, address);
    await this.replacePassword(personId, next, `user:${personId}`);
  }

  /** Gives a person a new password, by the operator, and ends all of their sessions. */
  async resetPassword(email: string, next: string): Promise<Person> {
    const person = await this.find(email);
    if (!person) throw personNotFound();
    await this.replacePassword(person.id, next, 'habeas');
    return person;
  }

  private async replacePassword(userId: string, password: string, actor: string): Promise<void> {
    const passwordHash = await this.passwords.hash(password);
    await this.prisma.$transaction(async (transaction) => {
      await transaction.user.update({ where: { id: userId }, data: { passwordHash } });
      const { count } = await transaction.session.deleteMany({ where: { userId } });
      await this.audit.append(transaction, {
        actor,
        action: 'password.changed',
        detail: { userId, sessionsEnded: count },
      });
    });
  }
}

export function personNotFound(): HabeasError {
  return new HabeasError('not-found', 'person-not-found', 'Nobody signs in with this e-mail: check its spelling.');
}

/** Small letters, no white space around. @throws HabeasError 422 `email-malformed` */
export function normalEmail(text: string): string {
  const email = text.trim().toLowerCase();
  if (isEmail(email)) return email;
  throw new HabeasError('unprocessable', 'email-malformed', 'This is not an e-mail address: write name@example.com.');
}

function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(text);
}

function personOf({ id, email, name }: Person): Person {
  return { id, email, name };
}
