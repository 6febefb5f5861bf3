import { isUtf8 } from 'node:buffer';
import { createGunzip } from 'node:zlib';
import type { Readable } from 'node:stream';
import type { Request } from 'express';
import { HabeasError } from '../errors.js';
import { nestsDeeper } from './json-depth.js';

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a body whatever its Content-Type says, gunzipped where Content-Encoding says so.
 * @param limit bytes, after gunzip
 * @throws HabeasError `body-too-large` (413), `body-not-utf8` or `body-not-gzip` (400)
 */
export async function readBody(request: Request, limit: number): Promise<string> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLarge(limit);
  const gzipped = /\bgzip\b/i.test(request.headers['content-encoding'] ?? '');
  const source: Readable = gzipped ? request.pipe(createGunzip()) : request;
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof HabeasError) throw error;
    throw new HabeasError('invalid', gzipped ? 'body-not-gzip' : 'body-broken-off', 'The body could not be read.', {
      cause: error,
    });
  }
  return textOf(Buffer.concat(chunks, size));
}

/**
 * Parses JSON, refusing what is nested deeper than any client of ours would send.
 * @throws HabeasError `malformed-json` or `json-too-deep` (400)
 */
export function parseJson(text: string, mostDepth = 64): unknown {
  if (nestsDeeper(text, mostDepth)) {
    throw new HabeasError('invalid', 'json-too-deep', `The body nests deeper than ${mostDepth} levels.`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new HabeasError('invalid', 'malformed-json', 'The body is not valid JSON.');
  }
}

// Unlike TextDecoder's, this text has one byte a character where it is ASCII: all that reads it is twice as fast.
function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new HabeasError('invalid', 'body-not-utf8', 'The body is not UTF-8.');
  const start = bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
  return bytes.toString('utf8', start);
}

function tooLarge(limit: number): HabeasError {
  return new HabeasError(
    'too-large',
    'body-too-large',
    `The body is larger than the ${limit} bytes this endpoint takes.`,
  );
}
