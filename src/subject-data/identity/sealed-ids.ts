import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { MasterKey } from '../../platform/index.js';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Some ten milliseconds' work. */
const MOST_AT_ONCE = 1_000;

/**
 * Ids of subjects that can be read while their key exists (invariant 7): AES-256-GCM under a key of what they belong to, a
 * request or a hold, which stands in the database only wrapped by the master key and is destroyed after RECORD_ID_RETENTION.
 */
export class SealedIds {
  private constructor(
    private readonly key: Buffer,
    readonly wrappedKey: Buffer,
  ) {}

  /** With a new key. `context` names what the ids belong to and must be the same at `open`. */
  static create(master: MasterKey, context: string): SealedIds {
    const key = randomBytes(32);
    return new SealedIds(key, master.wrap(key, context));
  }

  /** @throws HabeasError `key-unreadable` */
  static open(master: MasterKey, context: string, wrappedKey: Uint8Array): SealedIds {
    const wrapped = Buffer.from(wrappedKey);
    return new SealedIds(master.unwrap(wrapped, context), wrapped);
  }

  /** Nonce (12) · ciphertext · tag (16). */
  seal(distinctId: string, nonce: Buffer = randomBytes(NONCE_BYTES)): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    return Buffer.concat([nonce, cipher.update(distinctId, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  unseal(sealed: Uint8Array): string {
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    const text = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
    decipher.final(); // gives nothing in this mode, and throws where the tag is not that of the text
    return text.toString('utf8');
  }

  /** Many at once: a hundred thousand would hold the process up for a second, so that others have a turn in between. */
  async sealAll(distinctIds: readonly string[]): Promise<Buffer[]> {
    const sealed: Buffer[] = [];
    for (let start = 0; start < distinctIds.length; start += MOST_AT_ONCE) {
      const some = distinctIds.slice(start, start + MOST_AT_ONCE);
      const nonces = randomBytes(NONCE_BYTES * some.length);
      some.forEach((id, at) => sealed.push(this.seal(id, nonces.subarray(at * NONCE_BYTES, (at + 1) * NONCE_BYTES))));
      await setImmediate();
    }
    return sealed;
  }

  /** Likewise. */
  async unsealAll(sealed: readonly Uint8Array[]): Promise<string[]> {
    const ids: string[] = [];
    for (let start = 0; start < sealed.length; start += MOST_AT_ONCE) {
      for (const each of sealed.slice(start, start + MOST_AT_ONCE)) ids.push(this.unseal(each));
      await setImmediate();
    }
    return ids;
  }
}
