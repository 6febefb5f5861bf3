import { BlockList, isIP } from 'node:net';
import { Injectable, Logger } from '@nestjs/common';
import { clientOf, HabeasError } from '../../platform/index.js';
import { AttemptCounts, type Allowance } from './attempt-counts.service.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Attempts that failed, for one e-mail from one client, for one e-mail from wherever, and for all e-mails from one client. */
export const SIGN_IN_ATTEMPTS = {
  perPerson: { most: 10, within: 15 * MINUTE },
  perAccount: { most: 30, within: 60 * MINUTE },
  perAddress: { most: 100, within: 15 * MINUTE },
  /** From an address inside a network there may be a proxy that says nothing of whom it asks for. */
  perProxy: { most: 2_000, within: 15 * MINUTE },
} as const satisfies Record<string, Allowance>;

/** So long a client from which an e-mail signed in is not shut out by what others try. */
const KNOWN_CLIENT = 30 * DAY;

const NETWORK_ADDRESSES = new BlockList();
NETWORK_ADDRESSES.addSubnet('127.0.0.0', 8);
NETWORK_ADDRESSES.addSubnet('10.0.0.0', 8);
NETWORK_ADDRESSES.addSubnet('172.16.0.0', 12);
NETWORK_ADDRESSES.addSubnet('192.168.0.0', 16);
NETWORK_ADDRESSES.addSubnet('169.254.0.0', 16);
NETWORK_ADDRESSES.addSubnet('100.64.0.0', 10);
NETWORK_ADDRESSES.addAddress('::1', 'ipv6');
NETWORK_ADDRESSES.addSubnet('fc00::', 7, 'ipv6');
NETWORK_ADDRESSES.addSubnet('fe80::', 10, 'ipv6');

/**
 * Slows down the guessing of passwords, for all processes together. Counts before the attempt and gives back after a success, so
 * that parallel guesses count too. Whoever signed in from a client before goes on to from there, whatever others try elsewhere.
 */
@Injectable()
export class SignInLimit {
  private readonly logger = new Logger('sign-in');
  private hasSaid = false;

  constructor(private readonly attempts: AttemptCounts) {}

  /** @throws HabeasError 429 `too-many-sign-ins` */
  async count(email: string, address: string): Promise<void> {
    if (isBehindUnnamedProxy(address)) this.sayProxy();
    const client = clientOf(address);
    await this.take(['sign-in', email, client], SIGN_IN_ATTEMPTS.perPerson);
    if (await this.attempts.remembers(['known-client', email, client])) return;
    await this.take(['sign-in', email], SIGN_IN_ATTEMPTS.perAccount);
    await this.countAddress(address);
  }

  /** What was counted was no guess: the password is right. */
  async forget(email: string, address: string): Promise<void> {
    const client = clientOf(address);
    const wasKnown = await this.attempts.remembers(['known-client', email, client]);
    await this.attempts.forget(['sign-in', email, client]);
    await this.attempts.remember(['known-client', email, client], KNOWN_CLIENT);
    if (wasKnown) return;
    await this.attempts.giveBack(['sign-in', email]);
    await this.attempts.giveBack(['address', client]);
  }

  /**
   * For doors that take a single-use link and are open to everybody: a token that is good for nothing counts as a guess.
   * @throws HabeasError 429 `too-many-sign-ins`, and what the work throws
   */
  async guard<T>(address: string, work: () => Promise<T>): Promise<T> {
    await this.countAddress(address);
    try {
      const done = await work();
      await this.attempts.giveBack(['address', clientOf(address)]);
      return done;
    } catch (error) {
      const isGuess = error instanceof HabeasError && error.kind === 'gone';
      if (!isGuess) await this.attempts.giveBack(['address', clientOf(address)]);
      throw error;
    }
  }

  /** For what anybody may ask for and nobody can guess at: counted by itself. @throws HabeasError 429 `too-many-sign-ins` */
  async countAsking(address: string): Promise<void> {
    await this.take(['asking', clientOf(address)], allowanceOf(address));
  }

  private async countAddress(address: string): Promise<void> {
    await this.take(['address', clientOf(address)], allowanceOf(address));
  }

  private async take(what: readonly string[], allowance: Allowance): Promise<void> {
    const wait = await this.attempts.take(what, allowance);
    if (wait === null) return;
    if (allowance === SIGN_IN_ATTEMPTS.perProxy) this.sayProxy();
    throw new HabeasError('too-many', 'too-many-sign-ins', 'Too many attempts: wait as long as Retry-After says.', {
      retryAfter: Math.max(1, Math.ceil(wait / 1000)),
    });
  }

  /** Told once a process. */
  private sayProxy(): void {
    if (this.hasSaid) return;
    this.hasSaid = true;
    this.logger.warn(
      'Sign-ins come through a proxy that TRUST_PROXY does not name, so that clients cannot be told apart: set it to the number ' +
        'of proxies in front, or to their addresses.',
    );
  }
}

/** @param address as `CallerAddress` gives it */
function isBehindUnnamedProxy(address: string): boolean {
  return address.includes(' ');
}

function allowanceOf(address: string): Allowance {
  const [ip = ''] = address.split(' ');
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(plain);
  const isInside = version !== 0 && NETWORK_ADDRESSES.check(plain, version === 6 ? 'ipv6' : 'ipv4');
  return isInside ? SIGN_IN_ATTEMPTS.perProxy : SIGN_IN_ATTEMPTS.perAddress;
}
