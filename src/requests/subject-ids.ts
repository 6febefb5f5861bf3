import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { MasterKey } from '../platform/index.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The ids of one request, readable while its key exists (invariant 7): AES-256-GCM under a key of the request, which
 * stands in the database only wrapped by the master key and is destroyed after RECORD_ID_RETENTION.
 */
export class SubjectIds {
  private constructor(
    private readonly key: Buffer,
    readonly wrappedKey: Buffer,
  ) {}

  static create(master: MasterKey, requestId: string): SubjectIds {
    const key = randomBytes(32);
    return new SubjectIds(key, master.wrap(key, contextOf(requestId)));
  }

  /** @throws HabeasError `key-unreadable` */
  static open(master: MasterKey, requestId: string, wrappedKey: Uint8Array): SubjectIds {
    const wrapped = Buffer.from(wrappedKey);
    return new SubjectIds(master.unwrap(wrapped, contextOf(requestId)), wrapped);
  }

  /** Nonce (12) · ciphertext · tag (16). */
  seal(distinctId: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    return Buffer.concat([nonce, cipher.update(distinctId, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  unseal(sealed: Uint8Array): string {
    const bytes = Buffer.from(sealed);
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    const text = [decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)), decipher.final()];
    return Buffer.concat(text).toString('utf8');
  }
}

function contextOf(requestId: string): string {
  return `request-ids/${requestId}`;
}
