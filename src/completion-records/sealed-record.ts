import { canonicalJson } from './canonical-json.js';
import { RECORD_FORMAT, type CompletionRecord } from './record-format.js';
import type { RecordKey } from './record-key.js';

/** A record with the bytes that were signed; they, and not the document, are what a signature is checked against. */
export interface SealedRecord {
  readonly bytes: Buffer;
  readonly signature: Buffer;
  readonly keyId: string;
}

export function seal(record: CompletionRecord, key: RecordKey): SealedRecord {
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
