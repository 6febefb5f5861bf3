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

type Pieces = AsyncGenerator<string, void, undefined>;

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
  const breakOff = () => response.socket?.resetAndDestroy();
  let fault: unknown = null;
  try {
    const first = await pieces.next();
    const isGzipped = writeHead(request, response, type);
    const source = watched(first, pieces, {
      longestStall: longestStall ?? LONGEST_STALL,
      stalled: breakOff,
      failed: (error) => {
        fault = error;
        breakOff();
      },
    });
    const text = Readable.from(source, { objectMode: true, highWaterMark: 1 });
    const answered = isGzipped
      ? pipeline(text, createGzip({ level: constants.Z_BEST_SPEED }), response)
      : pipeline(text, response);
    await answered.catch(breakOff);
  } finally {
    await pieces.return();
  }
  if (fault !== null) throw fault instanceof Error ? fault : new Error('The text could not be made.', { cause: fault });
}

/** @returns whether the text is to be gzipped */
function writeHead(request: Request, response: Response, type: string): boolean {
  const isGzipped = request.acceptsEncodings(['gzip', 'identity']) === 'gzip';
  response.vary('Accept-Encoding');
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', 'no-store');
  if (isGzipped) response.setHeader('Content-Encoding', 'gzip');
  return isGzipped;
}

interface Watch {
  readonly longestStall: number;
  /** Called where nothing was taken for as long. */
  readonly stalled: () => void;
  /** Called before anybody else hears of it. */
  readonly failed: (error: unknown) => void;
}

async function* watched(first: IteratorResult<string, void>, pieces: Pieces, watch: Watch): AsyncGenerator<string> {
  try {
    for (let piece = first; piece.done !== true; piece = await pieces.next()) {
      const timer = setTimeout(watch.stalled, watch.longestStall);
      try {
        yield piece.value;
      } finally {
        clearTimeout(timer);
      }
    }
  } catch (error) {
    watch.failed(error);
    throw error;
  }
}

async function* inPieces(lines: AsyncIterable<string>): Pieces {
  let piece = '';
  for await (const line of lines) {
    piece += line;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
