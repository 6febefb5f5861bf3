import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { HabeasError } from '../core/errors.js';

export const KEY_BYTES = 32;

/** Of 32 random bytes some 30 are different; fewer than this are of no more than one key in 10^15. */
const FEWEST_BYTES = 16;
const FORMAT = 1;
const ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + ID_BYTES + NONCE_BYTES;

/**
 * The one secret of an installation. It is never used directly: data keys are wrapped, and every other key derived, under a
 * key of their own (HKDF-SHA256, RFC 5869), so that no purpose can stand in for another.
 */
export class MasterKey {
  readonly #key: Buffer;
  readonly #wrapping: Buffer;
  readonly #id: Buffer;

  /** `key`: 32 random bytes. */
  constructor(key: Buffer) {
    if (key.length !== KEY_BYTES) throw malformed('The master key');
    this.#key = Buffer.from(key);
    this.#wrapping = this.derive('wrap');
    this.#id = this.derive('key-id', ID_BYTES);
  }

  /** Says which master key this is (8 hex digits) without telling anything of it; to notice a wrong key at the start. */
  get id(): string {
    return this.#id.toString('hex');
  }

  /** A key for one purpose, always the same for the same master key. `bytes` defaults to 32. */
  derive(purpose: string, bytes = KEY_BYTES): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#key, Buffer.alloc(0), `habeas/${purpose}`, bytes));
  }

  /**
   * Encrypts a data key (AES-256-GCM, random nonce). `context` is authenticated and must be the same at `unwrap`: the purpose
   * and the id of the row it stands in (`artifact-part/<id>`), so that a wrapped key cannot be moved to another row.
   *
   * Bytes: format 1 (1) · id of the master key (4) · nonce (12) · ciphertext (as long as the data key) · tag (16).
   */
  wrap(dataKey: Buffer, context: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const head = Buffer.concat([Buffer.of(FORMAT), this.#id, nonce]);
    const cipher = createCipheriv('aes-256-gcm', this.#wrapping, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(context, 'utf8'));
    return Buffer.concat([head, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
  }

  /**
   * Gives a wrapped data key back, or throws `key-unreadable`: as `unavailable` when it was wrapped under another master key
   * (restoring that key heals it), as `gone` when the bytes or the context are not those that were wrapped.
   */
  unwrap(wrapped: Buffer, context: string): Buffer {
    const unreadable = 'The key of this data cannot be read: the stored bytes are not those that were written.';
    if (wrapped.length < HEADER_BYTES + TAG_BYTES || wrapped[0] !== FORMAT) {
      throw new HabeasError('gone', 'key-unreadable', unreadable);
    }
    if (!this.hasWrapped(wrapped)) {
      throw new HabeasError(
        'unavailable',
        'key-unreadable',
        'This data was encrypted under another master key: start with the HABEAS_MASTER_KEY it was written with.',
      );
    }
    const nonce = wrapped.subarray(1 + ID_BYTES, HEADER_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.#wrapping, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context, 'utf8'));
    decipher.setAuthTag(wrapped.subarray(wrapped.length - TAG_BYTES));
    try {
      return Buffer.concat([
        decipher.update(wrapped.subarray(HEADER_BYTES, wrapped.length - TAG_BYTES)),
        decipher.final(),
      ]);
    } catch (cause) {
      throw new HabeasError('gone', 'key-unreadable', unreadable, { cause });
    }
  }

  /** Whether a data key was wrapped under this master key, as its bytes say; not whether it is whole. */
  hasWrapped(wrapped: Buffer): boolean {
    return wrapped.subarray(1, 1 + ID_BYTES).equals(this.#id);
  }

  /** What a careless log line or `JSON.stringify` shows of it. */
  toJSON(): string {
    return `MasterKey ${this.id}`;
  }
}

/**
 * Reads 32 bytes written as 64 hex digits or as base64 (either alphabet, padded or not). `name` is what the error blames.
 * @throws HabeasError `master-key-malformed`, `master-key-weak`
 */
export function decodeKey(text: string, name: string): Buffer {
  const trimmed = text.trim();
  const key = /^[0-9a-fA-F]{64}$/.test(trimmed)
    ? Buffer.from(trimmed, 'hex')
    : /^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)
      ? Buffer.from(trimmed, 'base64')
      : null;
  if (key?.length !== KEY_BYTES) throw malformed(name);
  if (isWeak(key)) {
    throw new HabeasError(
      'invalid',
      'master-key-weak',
      `${name} is a pattern that can be guessed, and no random key: make one with "openssl rand -hex 32".`,
    );
  }
  return key;
}

/** Zeros, one byte or a short text again and again, or a row of bytes such as 00 01 02; no random key is one by chance. */
function isWeak(key: Buffer): boolean {
  const steps = new Set(key.subarray(1).map((byte, at) => byte - (key[at] ?? 0)));
  return new Set(key).size < FEWEST_BYTES || steps.size === 1;
}

function malformed(name: string): HabeasError {
  return new HabeasError(
    'invalid',
    'master-key-malformed',
    `${name} must be 32 bytes as 64 hex digits or as base64: make one with "openssl rand -hex 32".`,
  );
}
