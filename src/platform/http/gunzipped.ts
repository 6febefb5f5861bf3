import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { tooLarge, undecodable } from './receive.js';

const unzip = promisify(gunzip);

/** Whether bytes begin as gzip does (RFC 1952, section 2.3.1); no text does. */
export function isGzip(bytes: Buffer): boolean {
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
