import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { damaged } from './artifact-damage.js';
import { ByteQueue } from './byte-queue.js';

/** Plaintext bytes of every segment but the last, which holds 1 to this many (0 only where the whole plaintext is empty). */
export const SEGMENT_BYTES = 1 << 20;
export const TAG_BYTES = 16;
export const HEADER_BYTES = 12;
export const SEALED_SEGMENT_BYTES = SEGMENT_BYTES + TAG_BYTES;

const MAGIC = Buffer.from('HBS1', 'latin1');
const SEGMENT_BITS = 20;
const PREFIX_BYTES = 7;
const MOST_SEGMENTS = 2 ** 32;

export const newDataKey = (): Buffer => randomBytes(32);

/**
 * Encrypts one plaintext into the format below, AES-256-GCM in segments (the STREAM construction of Hoang, Reyhanitabar,
 * Rogaway and Vizár, 2015). A data key encrypts one plaintext and no second one.
 *
 *     header    "HBS1" (4) · log2 of the segment size = 20 (1) · random nonce prefix (7)
 *     segment*  ciphertext (1 MiB; the last one shorter or equal) · tag (16)
 *
 * Segment i has the nonce  prefix (7) · i, big-endian (4) · last flag, 1 for the last segment and else 0 (1)
 * and the header as associated data. A segment that is changed, moved, dropped or repeated fails its tag; a plaintext cut at a
 * segment's border fails because the segment that is then the last was not sealed as the last.
 */
export class SegmentEncryptor {
  readonly #dataKey: Buffer;
  readonly #header = Buffer.concat([MAGIC, Buffer.of(SEGMENT_BITS), randomBytes(PREFIX_BYTES)]);
  readonly #waiting = new ByteQueue();
  #index = 0;

  constructor(dataKey: Buffer) {
    this.#dataKey = dataKey;
  }

  /** Takes plaintext and yields what is complete of the ciphertext. Holds at most one segment. */
  *push(chunk: Uint8Array): Generator<Buffer> {
    for (let start = 0; start < chunk.length; start += SEGMENT_BYTES) {
      this.#waiting.push(chunk.subarray(start, start + SEGMENT_BYTES));
      if (this.#waiting.length > SEGMENT_BYTES) yield* this.#seal(SEGMENT_BYTES, false);
    }
  }

  /** Yields the rest. */
  *end(): Generator<Buffer> {
    yield* this.#seal(this.#waiting.length, true);
  }

  *#seal(bytes: number, last: boolean): Generator<Buffer> {
    if (this.#index === 0) yield this.#header;
    const nonce = segmentNonce(this.#header, this.#index++, last);
    const cipher = createCipheriv('aes-256-gcm', this.#dataKey, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(this.#header);
    yield Buffer.concat([cipher.update(this.#waiting.take(bytes)), cipher.final(), cipher.getAuthTag()]);
  }
}

/**
 * Decrypts one segment.
 * @throws HabeasError `artifact-damaged`
 */
export function openSegment(dataKey: Buffer, header: Buffer, index: number, last: boolean, sealed: Buffer): Buffer {
  if (sealed.length < TAG_BYTES) throw damaged();
  const nonce = segmentNonce(header, index, last);
  const decipher = createDecipheriv('aes-256-gcm', dataKey, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(header);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
  try {
    decipher.final();
  } catch (cause) {
    throw damaged(cause);
  }
  return plain;
}

/** Refuses a header that is not of this format. The nonce prefix in it is proved by the first tag. */
export function checkHeader(header: Buffer): void {
  const known = header.length === HEADER_BYTES && header.subarray(0, 4).equals(MAGIC) && header[4] === SEGMENT_BITS;
  if (!known) throw damaged();
}

/**
 * Decrypts a whole ciphertext as it arrives, holding at most two segments; yields nothing that is not verified.
 * @throws HabeasError `artifact-damaged`, also after verified segments were yielded (the end was cut off)
 */
export async function* decryptSegments(source: AsyncIterable<Uint8Array>, dataKey: Buffer): AsyncGenerator<Buffer> {
  const waiting = new ByteQueue();
  let header: Buffer | null = null;
  let index = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    if (header === null && waiting.length >= HEADER_BYTES) {
      header = waiting.take(HEADER_BYTES);
      checkHeader(header);
    }
    while (header !== null && waiting.length > SEALED_SEGMENT_BYTES) {
      yield openSegment(dataKey, header, index++, false, waiting.take(SEALED_SEGMENT_BYTES));
    }
  }
  if (header === null) throw damaged();
  yield openSegment(dataKey, header, index, true, waiting.take(waiting.length));
}

function segmentNonce(header: Buffer, index: number, last: boolean): Buffer {
  if (index >= MOST_SEGMENTS) throw new RangeError('A part of an artifact may have 4 PiB and no more.');
  const nonce = Buffer.alloc(PREFIX_BYTES + 5);
  header.copy(nonce, 0, HEADER_BYTES - PREFIX_BYTES);
  nonce.writeUInt32BE(index, PREFIX_BYTES);
  nonce.writeUInt8(last ? 1 : 0, PREFIX_BYTES + 4);
  return nonce;
}
