import { promisify } from 'node:util';
import { createGunzip, gunzip, gzip } from 'node:zlib';
import { tooLarge, undecodable } from './receive.js';

const unzip = promisify(gunzip);
const zip: (bytes: Buffer) => Promise<Buffer> = promisify(gzip);
const PIECE_BYTES = 64 * 1024;

/** Whether bytes begin as gzip does (RFC 1952, section 2.3.1); no text does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * @param limit bytes of the result
 * @throws HabeasError `body-too-large` (413), `body-not-gzip` (400)
 */
export async function gunzipped(bytes: Buffer, limit: number): Promise<Buffer> {
  try {
    return await unzip(bytes, { maxOutputLength: limit });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(limit) : undecodable('gzip', error as Error);
  }
}

/**
 * What gzip holds, piece by piece, of which one is in memory at a time.
 * @param limit bytes of all pieces together
 * @throws HabeasError `body-too-large` (413) as soon as there are more, `body-not-gzip` (400)
 */
export async function* unpacked(bytes: Uint8Array, limit: number): AsyncGenerator<Uint8Array, void> {
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES });
  gunzip.end(bytes);
  let length = 0;
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > limit) throw tooLarge(limit);
      yield piece;
    }
  } catch (error) {
    throw isOfZlib(error) ? undecodable('gzip', error) : error;
  } finally {
    gunzip.destroy();
  }
}

/** Whether what gzip holds begins as gzip does. @throws HabeasError `body-not-gzip` (400) */
export async function isPackedTwice(bytes: Uint8Array, limit: number): Promise<boolean> {
  if (!isGzip(bytes)) return false;
  for await (const piece of unpacked(bytes, limit)) return isGzip(piece);
  return false;
}

/** As a header names it (RFC 9110, section 8.4.1.3). */
export function isGzipCoding(encoding: string): boolean {
  return ['gzip', 'x-gzip'].includes(encoding.trim().toLowerCase());
}

/** Gzip of our own making of what the bytes hold, which may be gzip twice over. @throws HabeasError as `gunzipped` */
export async function packedAnew(bytes: Buffer, limit: number): Promise<Buffer> {
  let inner = bytes;
  for (let depth = 0; depth < 2 && isGzip(inner); depth += 1) inner = await gunzipped(inner, limit);
  return zip(inner);
}

/** What is thrown where the pieces are read passes through the generator, too. */
function isOfZlib(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'errno' in error;
}
