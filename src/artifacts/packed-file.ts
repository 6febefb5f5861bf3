import { once } from 'node:events';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import { EncodedChunks, type FileContent } from './encoded-chunks.js';

/** A file as it stands compressed in a part. */
export interface Packed {
  /** First of its bytes in the part's plaintext. */
  readonly at: number;
  /** Bytes it takes there, compressed by DEFLATE. */
  readonly bytes: number;
  /** Of what it was before. */
  readonly crc32: number;
}

export interface FileSummary {
  readonly bytes: number;
  /** SHA-256 of the content, hex. */
  readonly sha256: string;
  readonly packed: Packed;
}

/** Files up to here are compressed in one go, which needs no stream of their own. */
const WHOLE_FILE_BYTES = 1 << 18;

/** Compresses a file into `sink`, which takes each piece and resolves when the next may come. `at`: where its bytes begin. */
export async function packFile(
  content: FileContent,
  at: number,
  sink: (bytes: Buffer) => Promise<void>,
): Promise<FileSummary> {
  const encoded = new EncodedChunks(content);
  const chunks = encoded[Symbol.asyncIterator]();
  const head: Buffer[] = [];
  let ended = false;
  while (!ended && encoded.bytes <= WHOLE_FILE_BYTES) {
    const next = await chunks.next();
    if (next.done) ended = true;
    else head.push(next.value);
  }
  const packed = ended ? await packWhole(Buffer.concat(head), sink) : await packStream(head, chunks, sink);
  return { bytes: encoded.bytes, sha256: encoded.digest(), packed: { at, ...packed } };
}

async function packWhole(content: Buffer, sink: (bytes: Buffer) => Promise<void>): Promise<Omit<Packed, 'at'>> {
  const packed = deflateRawSync(content);
  await sink(packed);
  return { bytes: packed.length, crc32: crc32(content) };
}

async function packStream(
  head: Buffer[],
  rest: AsyncGenerator<Buffer>,
  sink: (bytes: Buffer) => Promise<void>,
): Promise<Omit<Packed, 'at'>> {
  const deflate = createDeflateRaw();
  let [bytes, check] = [0, 0];
  const feed = async (): Promise<void> => {
    const take = async (chunk: Buffer): Promise<void> => {
      check = crc32(chunk, check);
      if (!deflate.write(chunk)) await once(deflate, 'drain');
    };
    for (let chunk = head.shift(); chunk !== undefined; chunk = head.shift()) await take(chunk);
    for await (const chunk of rest) await take(chunk);
    deflate.end();
  };
  const fed = feed().catch((error: unknown) => void deflate.destroy(error as Error));
  try {
    for await (const piece of deflate) {
      bytes += (piece as Buffer).length;
      await sink(piece as Buffer);
    }
    await fed;
  } finally {
    deflate.destroy();
    await rest.return(undefined);
  }
  return { bytes, crc32: check };
}
