import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a secret begins with: people and leak scanners recognize it, and the guard knows where to look it up. */
export const SECRET_PREFIXES = {
  oauthToken: 'habeas_gdpr_',
  serviceAccount: 'habeas_sa_',
  apiSecret: 'habeas_api_',
  session: 'habeas_session_',
  invitation: 'habeas_invite_',
  passwordReset: 'habeas_reset_',
  emailVerification: 'habeas_verify_',
} as const;
export type SecretKind = keyof typeof SECRET_PREFIXES;

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 43 digits of base 62 hold 256 bits. */
const DIGITS = 43;
const SHOWN_DIGITS = 4;

/** A new secret of 256 random bits: the prefix of its kind and 43 digits of base 62. */
export function makeSecret(kind: SecretKind): string {
  return SECRET_PREFIXES[kind] + base62(DIGITS);
}

/** A new project token: 32 hex digits. It is public. */
export function makeProjectToken(): string {
  return randomBytes(16).toString('hex');
}

/** A password for a person who has none yet: 24 digits of base 62, 142 bits. */
export function makePassword(): string {
  return base62(24);
}

/** A few letters that keep a name unique among all organizations. */
export function makeSuffix(): string {
  return base62(6);
}

/** How a secret is stored. One SHA-256 is enough for 256 random bits; a password needs `PasswordHasher`. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(secret, 'utf8').digest());
}

/** Compares two hashes in constant time. */
export function sameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The first characters of a secret, by which a person tells their tokens apart. */
export function shownPrefix(secret: string, kind: SecretKind): string {
  return secret.slice(0, SECRET_PREFIXES[kind].length + SHOWN_DIGITS);
}

/** Whether a text can be a secret of this kind at all; saves the look-up of what cannot. */
export function looksLikeSecret(text: string, kind: SecretKind): boolean {
  const digits = text.slice(SECRET_PREFIXES[kind].length);
  return text.startsWith(SECRET_PREFIXES[kind]) && digits.length === DIGITS && /^[0-9A-Za-z]+$/.test(digits);
}

function base62(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 is four times 62: bytes above it would favour the first letters.
      if (byte < 248 && text.length < length) text += ALPHABET.charAt(byte % 62);
    }
  }
  return text;
}
