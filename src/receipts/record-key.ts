import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY_ID_DIGITS = 16;

/** The instance's key for completion records (Ed25519, RFC 8032): one seed, one key, one signature for the same bytes. */
export class RecordKey {
  readonly #privateKey: KeyObject;
  /** The public half as SPKI PEM. */
  readonly publicPem: string;
  /** As `keyIdOf` says it. */
  readonly id: string;

  /** `seed`: 32 bytes (`masterKey.derive('completion-record-signing')`). */
  constructor(seed: Buffer) {
    this.#privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
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
  const der = createPublicKey(publicPem).export({ format: 'der', type: 'spki' });
  return createHash('sha256').update(der).digest('hex').slice(0, KEY_ID_DIGITS);
}
