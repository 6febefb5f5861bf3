import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, HabeasError, MasterKey, PrismaService, type Transaction } from '../../platform/index.js';
import { lockCredentials } from '../accounts/membership.js';
import { mustHaveSecondFactor, secondFactorAsked, secondFactorNotSet } from '../accounts/second-factor-duty.js';
import { hashSecret } from '../accounts/secrets.js';
import { isOver } from '../accounts/token-life.js';
import type { PersonActor } from '../authorization/actor.js';
import { UsersService } from '../accounts/users.service.js';
import { SignInLimit } from '../rate-limits/sign-in-limit.service.js';
import { makeTotpSecret, sharedSecret, stepOfCode, type SharedSecret } from './one-time-codes.otpauth.js';
import { hashOfRecoveryCode, lettersOfRecoveryCode, makeRecoveryCodes } from './recovery-codes.js';

/** Milliseconds for which a second factor that was begun may be confirmed: its secret was shown to whoever began it. */
const ENROLMENT_LIFE = 15 * 60_000;

/** What a person is told of their second factor. */
export interface FactorState {
  readonly enrolled: boolean;
  readonly since: Date | null;
  readonly recoveryCodesLeft: number;
  /** Whether an organization of theirs asks for one. */
  readonly required: boolean;
}

/** What proves who asks to change a second factor. */
export interface Proof {
  /** Null: they signed in at the identity provider anew. */
  readonly password: string | null;
  /** Of the app, or a recovery code. */
  readonly code: string;
}

interface Factor {
  readonly userId: string;
  readonly secret: Uint8Array<ArrayBuffer>;
}

/**
 * Codes of an app beside the password (TOTP, RFC 6238), and recovery codes for who has lost it. Each is good once; who guesses is
 * bounded as at the password, but counted for the account, since another account of the same address says nothing about this one.
 */
@Injectable()
export class SecondFactors {
  private readonly recoveryKey: Buffer;

  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly master: MasterKey,
    private readonly people: UsersService,
    private readonly limit: SignInLimit,
  ) {
    this.recoveryKey = master.derive('recovery-codes');
  }

  async state(userId: string): Promise<FactorState> {
    const factor = await this.prisma.secondFactor.findUnique({
      where: { userId },
      include: { _count: { select: { codes: { where: { usedAt: null } } } } },
    });
    const since = factor?.confirmedAt ?? null;
    const required = await mustHaveSecondFactor(this.prisma, userId);
    return { enrolled: since !== null, since, recoveryCodesLeft: factor?._count.codes ?? 0, required };
  }

  /**
   * Makes a secret, shown this once, that counts when a code has confirmed it; an older unconfirmed one ends.
   * @throws HabeasError 409 `second-factor-set`, and as `UsersService.expectProof`
   */
  async begin(actor: PersonActor, password: string | null, address: string): Promise<SharedSecret> {
    await this.people.expectProof(actor, password, address);
    const { userId } = actor;
    const { email } = await this.people.get(userId);
    const secret = makeTotpSecret();
    const sealed = Uint8Array.from(this.master.wrap(Buffer.from(secret), contextOf(userId)));
    const begun = await this.prisma.$executeRaw`
      INSERT INTO second_factors AS known (user_id, secret, created_at) VALUES (${userId}::uuid, ${sealed}, ${this.clock.now()})
      ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at
      WHERE known.confirmed_at IS NULL`;
    if (begun === 0) throw alreadySet();
    return sharedSecret(secret, email);
  }

  /**
   * From now on sign-ins ask for a code. The other sessions of the account end: they began with a password alone.
   * @param session the secret of the one that stays
   * @returns recovery codes, shown this once
   * @throws HabeasError 403 `second-factor-refused`, 409 `second-factor-not-begun`, `second-factor-set`, 429 `too-many-sign-ins`
   */
  async confirm(userId: string, code: string, address: string, session: string): Promise<string[]> {
    const factor = await this.prisma.secondFactor.findUnique({ where: { userId } });
    if (factor !== null && factor.confirmedAt !== null) throw alreadySet();
    if (factor === null || isOver(new Date(factor.createdAt.getTime() + ENROLMENT_LIFE), this.clock.now())) {
      throw new HabeasError(
        'conflict',
        'second-factor-not-begun',
        'No second factor was begun: begin with a new secret.',
      );
    }
    const codes = makeRecoveryCodes();
    await this.tried(factor, address, 'forbidden', async (transaction) => {
      const lastStep = this.stepOf(factor, code);
      if (lastStep === null) return false;
      await lockCredentials(transaction, userId);
      const { count } = await transaction.secondFactor.updateMany({
        where: { userId, confirmedAt: null, secret: factor.secret },
        data: { confirmedAt: this.clock.now(), lastStep },
      });
      if (count === 0) return false;
      await this.replaceCodes(transaction, userId, codes);
      const ended = await transaction.session.deleteMany({ where: { userId, idHash: { not: hashSecret(session) } } });
      await this.record(transaction, 'second-factor.set', { userId, sessionsEnded: ended.count });
      return true;
    });
    return codes;
  }

  /**
   * Lets a sign-in through whose password was right: at once where there is no second factor, else by a code, which is used up.
   * @returns whether there is one
   * @throws HabeasError 401 `second-factor-required`, `second-factor-refused`, 429 `too-many-sign-ins`
   */
  async pass(userId: string, code: string | null, address: string): Promise<boolean> {
    const factor = await this.find(userId);
    if (factor === null) return false;
    if (code === null) throw secondFactorAsked();
    await this.tried(factor, address, 'unauthenticated', async (transaction) => this.takes(transaction, factor, code));
    return true;
  }

  /** Ends the second factor: the password is then enough. @throws as `proven` */
  async turnOff(actor: PersonActor, proof: Proof, address: string): Promise<void> {
    const { userId } = actor;
    await this.proven(actor, proof, address, async (transaction) =>
      this.people.endSecondFactor(transaction, userId, `user:${userId}`),
    );
  }

  /** Makes new recovery codes, shown this once; the older ones end. @throws as `proven` */
  async renewCodes(actor: PersonActor, proof: Proof, address: string): Promise<string[]> {
    const codes = makeRecoveryCodes();
    const { userId } = actor;
    await this.proven(actor, proof, address, async (transaction) => {
      await this.replaceCodes(transaction, userId, codes);
      await this.record(transaction, 'second-factor.recovery-codes-made', { userId });
    });
    return codes;
  }

  /** @throws HabeasError 403 `second-factor-refused`, 409 `second-factor-not-set`, and as `UsersService.expectProof` */
  private async proven(
    actor: PersonActor,
    { password, code }: Proof,
    address: string,
    work: (transaction: Transaction) => Promise<void>,
  ): Promise<void> {
    await this.people.expectProof(actor, password, address);
    const factor = await this.find(actor.userId);
    if (factor === null) throw secondFactorNotSet();
    await this.tried(factor, address, 'forbidden', async (transaction) => {
      if (!(await this.takes(transaction, factor, code))) return false;
      await work(transaction);
      return true;
    });
  }

  /** Counts an attempt, and takes it back where it was none. */
  private async tried(
    { userId }: Factor,
    address: string,
    kind: 'forbidden' | 'unauthenticated',
    attempt: (transaction: Transaction) => Promise<boolean>,
  ): Promise<void> {
    // No e-mail has this form.
    const whose = `second factor of ${userId}`;
    const counting = await this.limit.count(whose, address);
    if (!(await this.prisma.$transaction(attempt))) {
      throw new HabeasError(
        kind,
        'second-factor-refused',
        'This code is wrong, was used already, or is too old: wait for the next one, and see that the time of your telephone is right.',
      );
    }
    await this.limit.forget(whose, address, counting);
  }

  /** Uses a code up. @returns whether it was good */
  private async takes(transaction: Transaction, factor: Factor, code: string): Promise<boolean> {
    const { userId } = factor;
    const step = this.stepOf(factor, code);
    if (step !== null) {
      const { count } = await transaction.secondFactor.updateMany({
        where: { userId, secret: factor.secret, confirmedAt: { not: null }, lastStep: { lt: step } },
        data: { lastStep: step },
      });
      return count > 0;
    }
    const letters = lettersOfRecoveryCode(code);
    if (letters === null) return false;
    const { count } = await transaction.recoveryCode.updateMany({
      where: { userId, hash: hashOfRecoveryCode(this.recoveryKey, userId, letters), usedAt: null },
      data: { usedAt: this.clock.now() },
    });
    if (count === 0) return false;
    const left = await transaction.recoveryCode.count({ where: { userId, usedAt: null } });
    await this.record(transaction, 'second-factor.recovery-code-used', { userId, left });
    return true;
  }

  /** The time step of a code of the app; null where it is none. People write it in two halves. */
  private stepOf({ userId, secret }: Factor, code: string): number | null {
    const digits = code.replace(/\s/g, '');
    if (!/^\d{6}$/.test(digits)) return null;
    return stepOfCode(this.master.unwrap(Buffer.from(secret), contextOf(userId)), digits, this.clock.now());
  }

  private async find(userId: string): Promise<Factor | null> {
    return this.prisma.secondFactor.findFirst({ where: { userId, confirmedAt: { not: null } } });
  }

  private async replaceCodes(transaction: Transaction, userId: string, codes: readonly string[]): Promise<void> {
    await transaction.recoveryCode.deleteMany({ where: { userId } });
    const letters = codes.map((code) => code.replaceAll('-', ''));
    const data = letters.map((each) => ({
      userId,
      hash: hashOfRecoveryCode(this.recoveryKey, userId, each),
      usedAt: null,
    }));
    await transaction.recoveryCode.createMany({ data });
  }

  private async record(
    transaction: Transaction,
    action: string,
    detail: { userId: string } & Record<string, string | number>,
  ): Promise<void> {
    await this.audit.append(transaction, { actor: `user:${detail.userId}`, action, detail });
  }
}

/** What a secret is bound to, so that it cannot be moved to another account. */
function contextOf(userId: string): string {
  return `second-factor/${userId}`;
}

function alreadySet(): HabeasError {
  return new HabeasError(
    'conflict',
    'second-factor-set',
    'This account has a second factor: turn it off before you set up another.',
  );
}
