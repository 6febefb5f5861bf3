import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { ed25519KeyOf, publicKeyId } from '../platform/index.js';

/** The instance's key for completion records (Ed25519, RFC 8032): one seed, one key, one signature for the same bytes. */
export class RecordKey {
  readonly #privateKey: KeyObject;
  /** The public half as SPKI PEM. */
  readonly publicPem: string;
  /** As `keyIdOf` says it. */
  readonly id: string;

  /** `seed`: 32 bytes (`masterKey.derive('completion-record-signing')`). */
  constructor(seed: Buffer) {
    this.#privateKey = ed25519KeyOf(seed);
    this.publicPem = createPublicKey(this.#privateKey).export({ format: 'pem', type: 'spki' }).toString();
    this.id = keyIdOf(this.publicPem);
  }

  /** 64 bytes over exactly these bytes. */
  sign(document: Uint8Array): Buffer {
    return sign(null, document, this.#privateKey);
  }
}

/** Whether `signature` was made over exactly these bytes by the key of which `publicPem` is the public half. */
export function isSignedBy(publicPem: string, document: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey(publicPem);
  return key.asymmetricKeyType === 'ed25519' && verify(null, document, key, signature);
}

/** Names a public key: the first 16 hex digits of the SHA-256 of its SPKI DER. */
export function keyIdOf(publicPem: string): string {
  return publicKeyId(createPublicKey(publicPem));
}
