import {
  checkHeader,
  HEADER_BYTES,
  openSegment,
  SEALED_SEGMENT_BYTES,
  SEGMENT_BYTES,
  TAG_BYTES,
} from './artifact-cipher.js';
import { damaged } from './artifact-damage.js';

/** Reads ciphertext bytes [start, end) of one part; fewer where the blob ends early. */
export type FetchBytes = (start: number, end: number) => Promise<Buffer>;

/** Random access into one encrypted part: reads and decrypts only the segments a range touches, and keeps the last one. */
export class SegmentReader {
  /** Length of the plaintext in bytes. */
  readonly plainBytes: number;
  readonly #segments: number;
  #header: Buffer | null = null;
  #held: { readonly index: number; readonly plain: Buffer } | null = null;

  /** `length`: ciphertext bytes of the part. @throws HabeasError `artifact-damaged` for a length no part can have */
  constructor(
    private readonly fetch: FetchBytes,
    private readonly length: number,
    private readonly dataKey: Buffer,
  ) {
    const body = length - HEADER_BYTES;
    this.#segments = Math.ceil(body / SEALED_SEGMENT_BYTES);
    const tail = body - (this.#segments - 1) * SEALED_SEGMENT_BYTES;
    // Only an empty part ends with an empty segment: another one would end the plaintext without being asked for its tag.
    if (body < TAG_BYTES || tail < TAG_BYTES || (tail === TAG_BYTES && this.#segments > 1)) throw damaged();
    this.plainBytes = body - this.#segments * TAG_BYTES;
  }

  /** Plaintext bytes [start, end), cut to what there is. */
  async read(start: number, end: number): Promise<Buffer> {
    const stop = Math.min(end, this.plainBytes);
    const pieces: Buffer[] = [];
    for (let at = start; at < stop;) {
      const index = Math.floor(at / SEGMENT_BYTES);
      const base = index * SEGMENT_BYTES;
      const plain = await this.#segment(index);
      pieces.push(plain.subarray(at - base, Math.min(stop - base, plain.length)));
      at = base + plain.length;
    }
    return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
  }

  async #segment(index: number): Promise<Buffer> {
    if (this.#held?.index === index) return this.#held.plain;
    const start = HEADER_BYTES + index * SEALED_SEGMENT_BYTES;
    const end = Math.min(start + SEALED_SEGMENT_BYTES, this.length);
    const { header, sealed } = await this.#fetchSealed(start, end);
    const plain = openSegment(this.dataKey, header, index, index === this.#segments - 1, sealed);
    this.#held = { index, plain };
    return plain;
  }

  /** The first segment lies next to the header: a part of one segment costs one read. */
  async #fetchSealed(start: number, end: number): Promise<{ header: Buffer; sealed: Buffer }> {
    if (this.#header !== null) return { header: this.#header, sealed: await this.#fetchAll(start, end) };
    const first = await this.#fetchAll(0, start === HEADER_BYTES ? end : HEADER_BYTES);
    const header = first.subarray(0, HEADER_BYTES);
    checkHeader(header);
    this.#header = Buffer.from(header);
    const sealed = start === HEADER_BYTES ? first.subarray(HEADER_BYTES) : await this.#fetchAll(start, end);
    return { header: this.#header, sealed };
  }

  async #fetchAll(start: number, end: number): Promise<Buffer> {
    const bytes = await this.fetch(start, end);
    if (bytes.length !== end - start) throw damaged();
    return bytes;
  }
}
