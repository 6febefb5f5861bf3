import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { HabeasError } from '../core/errors.js';
import type { Stopping } from '../core/stopping.service.js';
import { Pieces } from './pieces.js';

/** What arrived earns a body more time: a second for so many bytes. */
export const BYTES_A_SECOND = 64 * 1024;

export interface ReceiveTerms {
  /** Bytes, as they were sent and as they are decoded. */
  readonly limit: number;
  /** Milliseconds from now, beside what is earned by what arrives. */
  readonly timeout: number;
  readonly stopping: Stopping;
  /** Whether a body is left packed that Content-Encoding says is gzip. */
  readonly keepsGzip?: boolean;
  /** Told of decoded bytes before they are kept; may refuse them with an error. */
  readonly take: (bytes: number) => void;
}

/**
 * Receives a whole body, decoded where Content-Encoding says gzip, deflate or br. What is refused is read on and dropped, so that
 * the sender gets the answer, and cut off after `timeout`.
 * @throws HabeasError `body-too-large` (413), `encoding-unsupported` (415), `body-too-slow` (408), `body-broken-off`, `body-not-<encoding>` (400), `stopping` (503),
 * and what `take` throws
 */
export async function receive(request: IncomingMessage, terms: ReceiveTerms): Promise<Buffer> {
  const decoder = decoderOf(request.headers['content-encoding'], terms.keepsGzip ?? false);
  try {
    if (Number(request.headers['content-length'] ?? 0) > terms.limit) throw tooLarge(terms.limit);
    return await receiveAll(request, decoder, terms);
  } catch (error) {
    if (decoder) request.unpipe(decoder.stream);
    discard(request, terms.timeout);
    throw error;
  } finally {
    decoder?.stream.on('error', () => undefined).destroy();
  }
}

function receiveAll(request: IncomingMessage, decoder: Decoder | null, terms: ReceiveTerms): Promise<Buffer> {
  const pieces = new Pieces();
  const undo: (() => void)[] = [];
  const listen = (emitter: NodeJS.EventEmitter, name: string, listener: (value: never) => void): void => {
    emitter.on(name, listener as () => void);
    undo.push(() => emitter.off(name, listener as () => void));
  };
  return new Promise<Buffer>((resolve, reject) => {
    let arrived = 0;
    const source = decoder?.stream ?? request;
    const within = (step: () => void): void => {
      try {
        step();
      } catch (error) {
        reject(error instanceof Error ? error : new Error('refused', { cause: error }));
      }
    };
    listen(request, 'data', ({ length }: Buffer) => {
      arrived += length;
      if (arrived > terms.limit) reject(tooLarge(terms.limit));
    });
    listen(source, 'data', (chunk: Buffer) => {
      within(() => {
        if (pieces.bytes + chunk.length > terms.limit) throw tooLarge(terms.limit);
        terms.take(chunk.length);
        pieces.add(chunk);
      });
    });
    listen(source, 'end', () => resolve(pieces.joined()));
    listen(request, 'error', (error: Error) => reject(brokenOff(error)));
    listen(request, 'close', () => {
      if (!request.readableEnded) reject(brokenOff());
    });
    if (decoder) listen(decoder.stream, 'error', (error: Error) => reject(undecodable(decoder.name, error)));
    undo.push(
      whenTooSlow(
        terms.timeout,
        () => arrived,
        () => reject(tooSlow()),
      ),
    );
    const stop = (): void => within(() => terms.stopping.refuseMore());
    undo.push(terms.stopping.whenTold(stop));
    stop();
    if (decoder) request.pipe(decoder.stream);
  }).finally(() => undo.forEach((each) => each()));
}

interface Decoder {
  readonly name: string;
  readonly stream: Transform;
}

/**
 * Null for what is plain.
 * @throws HabeasError `encoding-unsupported` (415) for any other coding, and for one on top of another
 */
function decoderOf(encoding: string | undefined, keepsGzip: boolean): Decoder | null {
  const words = (encoding ?? '').toLowerCase().split(',');
  const [word, ...more] = words.map((each) => each.trim()).filter((each) => each !== '' && each !== 'identity');
  if (word === undefined) return null;
  if (more.length === 0) {
    if (word === 'gzip' || word === 'x-gzip') return keepsGzip ? null : { name: 'gzip', stream: createGunzip() };
    if (word === 'deflate') return { name: word, stream: createInflate() };
    if (word === 'br') return { name: word, stream: createBrotliDecompress() };
  }
  const message = 'This Content-Encoding is not read here: send the body as it is, or as gzip, deflate or br.';
  throw new HabeasError('unsupported', 'encoding-unsupported', message);
}

/** Calls `late` once when the time is over that what arrived has earned; returns what ends the watch. */
function whenTooSlow(timeout: number, arrived: () => number, late: () => void): () => void {
  let waited = timeout;
  const look = (): void => {
    const allowed = timeout + (arrived() / BYTES_A_SECOND) * 1000;
    if (allowed < waited + 1) return late();
    timer = setTimeout(look, allowed - waited);
    waited = allowed;
  };
  let timer = setTimeout(look, timeout);
  return () => clearTimeout(timer);
}

function discard(request: IncomingMessage, timeout: number): void {
  if (request.readableEnded || request.destroyed) return;
  const cut = (): void => {
    if (!request.complete) request.socket.destroy();
  };
  const timer = setTimeout(cut, timeout).unref();
  request.once('close', () => clearTimeout(timer));
  request.on('error', () => undefined);
  request.resume();
}

export function tooLarge(limit: number): HabeasError {
  const message = `The body is larger than the ${limit} bytes this endpoint takes.`;
  return new HabeasError('too-large', 'body-too-large', message);
}

function tooSlow(): HabeasError {
  const message = 'The body took too long to arrive: send it again, in smaller ones where the connection is slow.';
  return new HabeasError('too-slow', 'body-too-slow', message);
}

function brokenOff(cause?: Error): HabeasError {
  return new HabeasError('invalid', 'body-broken-off', 'The body could not be read.', { cause });
}

export function undecodable(name: string, cause: Error): HabeasError {
  return new HabeasError('invalid', `body-not-${name}`, 'The body could not be read.', { cause });
}
