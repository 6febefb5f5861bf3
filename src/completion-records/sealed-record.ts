import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { ed25519KeyOf, publicKeyId } from '../platform/index.js';
import { canonicalJson } from './canonical-json.js';
import { type CompletionRecord, RECORD_FORMAT } from './record-format.js';

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

/** A record with the bytes that were signed; they, and not the document, are what a signature is checked against. */
export interface SealedRecord {
  readonly bytes: Buffer;
  readonly signature: Buffer;
  readonly keyId: string;
}

/** @param record of whatever format, as long as it has a canonical form */
export function seal(record: object, key: RecordKey): SealedRecord {
  const bytes = Buffer.from(canonicalJson(record), 'utf8');
  return { bytes, signature: key.sign(bytes), keyId: key.id };
}

/**
 * Reads the document back out of its bytes; it does not check the signature.
 * @throws TypeError for a document of another format
 */
export function readRecord(bytes: Uint8Array): CompletionRecord {
  const record = JSON.parse(Buffer.from(bytes).toString('utf8')) as CompletionRecord;
  if ((record.format as string) !== RECORD_FORMAT) throw new TypeError(`This is no ${RECORD_FORMAT}.`);
  return record;
}
