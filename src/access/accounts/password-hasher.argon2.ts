import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { HabeasError } from '../../platform/index.js';

/** argon2id with the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const PASSWORD_LENGTH = { least: 12, most: 256 } as const;

/** Hashes passwords and checks them, taking as long for a person who does not exist as for one who does. */
@Injectable()
export class PasswordHasher {
  private nobody: Promise<string> | undefined;

  /** @throws HabeasError 422 `password-unfit` where it is too short or too long; it says how long it must be, never what it was */
  async hash(password: string): Promise<string> {
    assertPasswordLength(password);
    return hash(password.normalize('NFKC'), PARAMETERS);
  }

  /** Whether the password is the stored one; `stored` null stands for a person who does not exist and is never true. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    if (Array.from(password).length > PASSWORD_LENGTH.most) return false;
    this.nobody ??= hash('nobody has this password', PARAMETERS);
    const right = await verify(stored ?? (await this.nobody), password.normalize('NFKC'));
    return right && stored !== null;
  }

  /** Whether the password is each of the stored ones, at most `places` of them; does the work of `places` whatever is stored. */
  async verifyEach(stored: readonly string[], places: number, password: string): Promise<boolean[]> {
    const filled = Array.from({ length: places }, (_, index) => stored[index] ?? null);
    return Promise.all(filled.map(async (hash) => this.verify(hash, password)));
  }
}

/**
 * Characters, whatever they are. Half of one, and NUL, cannot be typed twice in the same way.
 * @throws HabeasError 422 `password-unfit`
 */
export function assertPasswordLength(password: string): void {
  const length = Array.from(password).length;
  if (length >= PASSWORD_LENGTH.least && length <= PASSWORD_LENGTH.most && !/[\0\p{Surrogate}]/u.test(password)) return;
  throw new HabeasError(
    'unprocessable',
    'password-unfit',
    `A password has ${PASSWORD_LENGTH.least} to ${PASSWORD_LENGTH.most} characters: choose another.`,
    { extra: { fault: 'length', ...PASSWORD_LENGTH } },
  );
}
