import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { MasterKey } from '../../platform/index.js';

/** First byte of what is sealed now; without it stands what was sealed before ids were bound to their place. */
const VERSION = 2;
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
    private readonly place: Buffer,
  ) {}

  /** With a new key. `context` names what the ids belong to, and like the project must be the same at `open`. */
  static create(master: MasterKey, context: string, projectId: number): SealedIds {
    const key = randomBytes(32);
    return new SealedIds(key, master.wrap(key, context), placeOf(context, projectId));
  }

  /** @throws HabeasError `key-unreadable` */
  static open(master: MasterKey, context: string, wrappedKey: Uint8Array, projectId: number): SealedIds {
    const wrapped = Buffer.from(wrappedKey);
    return new SealedIds(master.unwrap(wrapped, context), wrapped, placeOf(context, projectId));
  }

  /** Version 2 (1) · nonce (12) · ciphertext · tag (16); project and context are authenticated with it. */
  seal(distinctId: string, nonce: Buffer = randomBytes(NONCE_BYTES)): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce);
    cipher.setAAD(this.place);
    const text = [cipher.update(distinctId, 'utf8'), cipher.final()];
    return Buffer.concat([Buffer.of(VERSION), nonce, ...text, cipher.getAuthTag()]);
  }

  /** Reads what was sealed before, without a version, too: its nonce begins with the version's byte once in 256 times. */
  unseal(sealed: Uint8Array): string {
    if (sealed[0] !== VERSION) return this.decipher(sealed, null);
    try {
      return this.decipher(sealed.subarray(1), this.place);
    } catch {
      return this.decipher(sealed, null);
    }
  }

  /** Nonce (12) · ciphertext · tag (16). */
  private decipher(sealed: Uint8Array, place: Buffer | null): string {
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, NONCE_BYTES));
    if (place !== null) decipher.setAAD(place);
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

function placeOf(context: string, projectId: number): Buffer {
  return Buffer.from(`sealed-id/${VERSION}/project/${projectId}/${context}`, 'utf8');
}
