import { createGunzip } from 'node:zlib';
import type { Readable } from 'node:stream';
import type { Request } from 'express';
import { HabeasError } from '../errors.js';

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
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    throw new HabeasError('invalid', 'body-not-utf8', 'The body is not UTF-8.', { cause: error });
  }
}

/**
 * Parses JSON, refusing what is nested deeper than any client of ours would send.
 * @throws HabeasError `malformed-json` or `json-too-deep` (400)
 */
export function parseJson(text: string, mostDepth = 64): unknown {
  if (depthOf(text) > mostDepth) {
    throw new HabeasError('invalid', 'json-too-deep', `The body nests deeper than ${mostDepth} levels.`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new HabeasError('invalid', 'malformed-json', 'The body is not valid JSON.');
  }
}

function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted) {
      if (code === 0x5c) at++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x5b || code === 0x7b) most = Math.max(most, ++depth);
    else if (code === 0x5d || code === 0x7d) depth--;
  }
  return most;
}

function tooLarge(limit: number): HabeasError {
  return new HabeasError(
    'too-large',
    'body-too-large',
    `The body is larger than the ${limit} bytes this endpoint takes.`,
  );
}
