import { createHmac, randomBytes } from 'node:crypto';

export const RECOVERY_CODES = 10;

/** Digits and letters of which none is taken for another (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Twelve of them hold 60 bits, which nobody guesses at a door that counts. */
const LETTERS = 12;
const GROUP = 4;

/** New codes, written as `7K2M-Q9XR-0TDP`. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    // 256 is eight times 32: each letter is as likely as any other.
    const letters = [...randomBytes(LETTERS)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
    return [0, GROUP, 2 * GROUP].map((at) => letters.slice(at, at + GROUP)).join('-');
  });
}

/** The letters of a code as somebody copied or read it off; null where it is none. */
export function lettersOfRecoveryCode(text: string): string | null {
  const letters = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(letters) ? letters : null;
}

/** How a code is stored: 60 bits could be tried out, so that the hash takes a key that is not in the database. */
export function hashOfRecoveryCode(key: Buffer, userId: string, letters: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHmac('sha256', key).update(`${userId}/${letters}`, 'utf8').digest());
}
