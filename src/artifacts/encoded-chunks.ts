import { createHash } from 'node:crypto';

/** What a file of an artifact is made of: whole strings (never half a surrogate pair) or bytes. */
export type FileContent = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

const CHUNK_CHARACTERS = 1 << 16;

/** A file's bytes on their way into the zip, counted and hashed as they pass. Many small strings become few large buffers. */
export class EncodedChunks implements AsyncIterable<Buffer> {
  readonly #hash = createHash('sha256');
  #bytes = 0;

  constructor(private readonly content: FileContent) {}

  /** Bytes that passed so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** SHA-256 in hex; to be asked once, when everything has passed. */
  digest(): string {
    return this.#hash.digest('hex');
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    let text = '';
    for await (const piece of this.content) {
      if (typeof piece === 'string') {
        text += piece;
        if (text.length < CHUNK_CHARACTERS) continue;
      }
      if (text !== '') yield this.#count(Buffer.from(text, 'utf8'));
      text = '';
      if (typeof piece !== 'string' && piece.length > 0) yield this.#count(Buffer.from(piece));
    }
    if (text !== '') yield this.#count(Buffer.from(text, 'utf8'));
  }

  #count(chunk: Buffer): Buffer {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    return chunk;
  }
}
