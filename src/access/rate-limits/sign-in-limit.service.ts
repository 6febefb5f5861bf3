import { BlockList, isIP } from 'node:net';
import { Injectable, Logger } from '@nestjs/common';
import { clientOf, HabeasError } from '../../platform/index.js';
import { AttemptCounts, type Allowance, type Counted } from './attempt-counts.service.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Attempts that failed, for one e-mail from one client, for one e-mail from wherever, and for all e-mails from one client. */
export const SIGN_IN_ATTEMPTS = {
  perPerson: { most: 10, within: 15 * MINUTE },
  perAccount: { most: 30, within: 60 * MINUTE },
  perAddress: { most: 100, within: 15 * MINUTE },
  /** For an address inside a network, which may be a proxy's, and for all clients together that a connection claims to ask for. */
  perProxy: { most: 2_000, within: 15 * MINUTE },
} as const satisfies Record<string, Allowance>;

/** An attempt that may be made. */
export interface Attempt {
  /** Counted for where it comes from. */
  readonly places: readonly Counted[];
  /** Counted for what is guessed at. */
  readonly guesses: readonly Counted[];
  /** Of those who may have the secret, whom it may be tried at. */
  readonly owners: readonly string[];
}

/** So long a client from which an account signed in is not shut out of it by what others try. */
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
 * that parallel guesses count too. Whoever signed in from a client before goes on to from there, whatever others try elsewhere: to the
 * account they signed in to, and to no other of the same address, which anybody can have made.
 */
@Injectable()
export class SignInLimit {
  private readonly logger = new Logger('sign-in');
  private hasSaid = false;

  constructor(private readonly attempts: AttemptCounts) {}

  /**
   * @param name an e-mail, or what else is guessed at, in a form that no e-mail has
   * @param owners the accounts whose secret it may be
   * @throws HabeasError 429 `too-many-sign-ins`; then nothing is counted
   */
  async count(name: string, address: string, owners: readonly string[] = [name]): Promise<Attempt> {
    if (isClaim(address)) this.sayProxy();
    const client = clientOf(address);
    const person = { what: ['sign-in', name, client], allowance: SIGN_IN_ATTEMPTS.perPerson };
    const account = { what: ['sign-in', name], allowance: SIGN_IN_ATTEMPTS.perAccount };
    const isKnown = await this.attempts.remembers(owners.map((owner) => ['known-client', owner, client]));
    const known = owners.filter((_, at) => isKnown[at]);
    if (known.length === 0 || known.length < owners.length) {
      const attempt = { places: placesOf('address', address), guesses: [person, account], owners };
      const wait = await this.attempts.takeAll([...attempt.places, ...attempt.guesses]);
      if (wait === null) return attempt;
      if (known.length === 0) throw this.tooMany(wait, address);
    }
    return { places: [], guesses: await this.take(address, [person]), owners: known };
  }

  /** What was counted was no guess: the secret is right, and nobody else's was tried. */
  async forget(name: string, address: string, attempt: Attempt, owner = name): Promise<void> {
    await this.attempts.giveBack(attempt.guesses);
    await this.attempts.forget(['sign-in', name, clientOf(address)]);
    await this.forgetPlace(address, attempt, owner);
  }

  /** The secret is right, and was a guess at the others it was tried at: whoever made this account may have chosen it for that. */
  async forgetPlace(address: string, { places }: Attempt, owner: string): Promise<void> {
    await this.attempts.giveBack(places);
    await this.recognize(owner, address);
  }

  /** Somebody signed in to an account from there: what others try elsewhere does not keep them out. */
  async recognize(owner: string, address: string): Promise<void> {
    await this.attempts.remember(['known-client', owner, clientOf(address)], KNOWN_CLIENT);
  }

  /**
   * For doors that take a single-use link and are open to everybody: a token that is good for nothing counts as a guess.
   * @throws HabeasError 429 `too-many-sign-ins`, and what the work throws
   */
  async guard<T>(address: string, work: () => Promise<T>): Promise<T> {
    const counted = await this.take(address, placesOf('address', address));
    try {
      const done = await work();
      await this.attempts.giveBack(counted);
      return done;
    } catch (error) {
      const isGuess = error instanceof HabeasError && error.kind === 'gone';
      if (!isGuess) await this.attempts.giveBack(counted);
      throw error;
    }
  }

  /** For what anybody may ask for and nobody can guess at: counted by itself. @throws HabeasError 429 `too-many-sign-ins` */
  async countAsking(address: string): Promise<void> {
    await this.take(address, placesOf('asking', address));
  }

  private async take(address: string, counted: readonly Counted[]): Promise<readonly Counted[]> {
    const wait = await this.attempts.takeAll(counted);
    if (wait === null) return counted;
    throw this.tooMany(wait, address);
  }

  private tooMany(wait: number, address: string): HabeasError {
    if (isInside(address)) this.sayProxy();
    return new HabeasError('too-many', 'too-many-sign-ins', 'Too many attempts: wait as long as Retry-After says.', {
      retryAfter: Math.max(1, Math.ceil(wait / 1000)),
    });
  }

  /** Told once a process. */
  private sayProxy(): void {
    if (this.hasSaid) return;
    this.hasSaid = true;
    this.logger.warn(
      'Sign-ins seem to come through a proxy that TRUST_PROXY does not name, so that clients cannot be told apart: set it to the number ' +
        'of proxies in front, or to their addresses.',
    );
  }
}

/** @param address as `CallerAddress` gives it */
function isClaim(address: string): boolean {
  return address.includes(' ');
}

/** Where an attempt comes from. Anybody can make up claims, and has for all of them together what a proxy has. */
function placesOf(kind: 'address' | 'asking', address: string): Counted[] {
  const client = { what: [kind, clientOf(address)] };
  if (!isClaim(address)) {
    return [{ ...client, allowance: isInside(address) ? SIGN_IN_ATTEMPTS.perProxy : SIGN_IN_ATTEMPTS.perAddress }];
  }
  const proxy = { what: [kind, 'proxy', clientOf(connectionOf(address))], allowance: SIGN_IN_ATTEMPTS.perProxy };
  return [proxy, { ...client, allowance: SIGN_IN_ATTEMPTS.perAddress }];
}

function connectionOf(address: string): string {
  return address.split(' ', 1)[0] ?? '';
}

/** Whether the connection comes from inside a network, where a proxy stands. */
function isInside(address: string): boolean {
  const plain = connectionOf(address).replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(plain);
  return version !== 0 && NETWORK_ADDRESSES.check(plain, version === 6 ? 'ipv6' : 'ipv4');
}
