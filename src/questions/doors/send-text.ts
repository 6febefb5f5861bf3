import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';
import type { Request, Response } from 'express';

/** Milliseconds for which whoever is answered may take nothing. */
export const LONGEST_STALL = 300_000;
/** Characters that are written at once: a slow reader shows by each of them that it is there. */
const PIECE = 65_536;

/** A text that is sent as it comes into being. */
export interface SentText {
  readonly type: string;
  readonly lines: AsyncIterable<string>;
  readonly longestStall?: number;
}

/**
 * Answers with a text whose length nobody knows, gzipped where the request takes that, no faster than it is read. Nothing is said
 * before there is a first piece, so that what fails until then is answered as an error. What fails later breaks the connection with a
 * reset: chunks without their end would do for HTTP/1.1, but not for a client that reads until the connection ends.
 * @throws what `lines` throws; not that the reader went away
 */
export async function sendText(
  request: Request,
  response: Response,
  { type, lines, longestStall }: SentText,
): Promise<void> {
  const pieces = inPieces(lines);
  const first = await pieces.next();
  const isGzipped = request.acceptsEncodings(['gzip', 'identity']) === 'gzip';
  response.vary('Accept-Encoding');
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', 'no-store');
  if (isGzipped) response.setHeader('Content-Encoding', 'gzip');
  const stalled = new AbortController();
  let fault: unknown = null;
  const source = async function* (): AsyncGenerator<string> {
    try {
      for (let piece = first; piece.done !== true; piece = await pieces.next()) {
        const timer = setTimeout(() => stalled.abort(), longestStall ?? LONGEST_STALL);
        try {
          yield piece.value;
        } finally {
          clearTimeout(timer);
        }
      }
    } catch (error) {
      fault = error;
      response.socket?.resetAndDestroy();
      throw error;
    } finally {
      await pieces.return(undefined);
    }
  };
  const text = Readable.from(source(), { objectMode: true, highWaterMark: 1 });
  try {
    if (isGzipped)
      await pipeline(text, createGzip({ level: constants.Z_BEST_SPEED }), response, { signal: stalled.signal });
    else await pipeline(text, response, { signal: stalled.signal });
  } catch {
    response.socket?.resetAndDestroy();
    if (fault !== null)
      throw fault instanceof Error ? fault : new Error('The text could not be made.', { cause: fault });
  }
}

async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
