import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { ByteRange } from '../artifacts/index.js';
import { HabeasError } from '../platform/index.js';
import type { Download } from './downloads.service.js';

/**
 * Answers with a ZIP, or the one range of it that was asked for (RFC 9110 §14), so that a download which broke off can be resumed:
 * `If-Range` with the ETag of before begins anew where the ZIP is another one since. Nothing is said of a ZIP before its first
 * bytes were read and it stands recorded that the giving begins, so that what fails until then is answered as an error. A reader
 * that goes away ends the reading; a fault breaks the connection instead of ending the file.
 * @throws HabeasError `range-unsatisfiable` (416), and what `Download` and the reading of the first bytes throw
 */
export async function sendZip(request: Request, response: Response, download: Download): Promise<void> {
  const { zip } = download;
  const range = rangeOf(request, zip.bytes, tagOf(download));
  if (range === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${zip.bytes}`);
    throw new HabeasError('out-of-range', 'range-unsatisfiable', 'The range begins behind the end of the file.');
  }
  if (request.method === 'HEAD') {
    writeHead(response, download, null);
    response.end();
  } else await stream(response, download, range);
}

async function stream(response: Response, download: Download, range: ByteRange | null): Promise<void> {
  const { zip, begun, broke } = download;
  let fault: unknown = null;
  const source = zip.read(range ?? undefined).once('error', (error) => (fault = error));
  try {
    const chunks = source[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>;
    const first = await chunks.next();
    await begun(range === null ? null : contentRange(range, zip.bytes));
    writeHead(response, download, range);
    response.flushHeaders();
    await pipeline(recorded(first.value as Buffer, chunks, download), response);
  } catch (error) {
    if (fault !== null && !isGivenUp(fault)) broke(fault);
    if (!response.destroyed) throw error;
  } finally {
    source.destroy();
  }
}

/** That it was given is written before the last of it is passed on: who has all that was asked for stands recorded. */
async function* recorded(
  first: Buffer,
  others: AsyncIterable<Buffer>,
  { ended }: Pick<Download, 'ended'>,
): AsyncGenerator<Buffer> {
  let last = first;
  for await (const chunk of others) {
    yield last;
    last = chunk;
  }
  await ended();
  yield last;
}

function writeHead(response: Response, download: Download, range: ByteRange | null): void {
  const { zip, fileName } = download;
  response.setHeader('Content-Type', 'application/zip');
  response.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('ETag', tagOf(download));
  response.setHeader('Content-Length', range === null ? zip.bytes : range.end - range.start);
  if (range !== null) response.status(206).setHeader('Content-Range', contentRange(range, zip.bytes));
}

function tagOf({ zip }: Download): string {
  return `"${zip.tag}"`;
}

function contentRange({ start, end }: ByteRange, bytes: number): string {
  return `bytes ${start}-${end - 1}/${bytes}`;
}

/** The reader went away, by which nothing is said of the file. */
function isGivenUp(fault: unknown): boolean {
  const { code } = fault as { readonly code?: unknown };
  return typeof code === 'string' && code.startsWith('ERR_STREAM_');
}

/** Null for all of it: nothing was asked for, or several ranges, or a range of a ZIP that is no more. */
function rangeOf(request: Request, bytes: number, tag: string): ByteRange | 'unsatisfiable' | null {
  const condition = request.get('If-Range');
  if (request.method !== 'GET' || (condition !== undefined && condition.trim() !== tag)) return null;
  const ranges = request.range(bytes, { combine: true });
  if (ranges === -1) return 'unsatisfiable';
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return null;
  const [range] = ranges;
  return range === undefined ? null : { start: range.start, end: range.end + 1 };
}
