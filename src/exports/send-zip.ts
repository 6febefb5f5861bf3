import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { ByteRange } from '../artifacts/index.js';
import type { Download } from './downloads.service.js';

/**
 * Answers with a ZIP, or the one range of it that was asked for (RFC 9110 §14), so that a download which broke off can be resumed:
 * `If-Range` with the ETag of before begins anew where the ZIP is another one since. A reader that goes away ends the reading; a
 * fault breaks the connection instead of ending the file. That it was given is written between the last byte and the end of the
 * answer: who has the end of the file stands recorded.
 */
export async function sendZip(request: Request, response: Response, download: Download): Promise<void> {
  const { zip, fileName } = download;
  const tag = `"${zip.tag}"`;
  response.setHeader('Content-Type', 'application/zip');
  response.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('ETag', tag);
  const range = rangeOf(request, zip.bytes, tag);
  if (range === 'unsatisfiable') {
    response.setHeader('Content-Range', `bytes */${zip.bytes}`);
    response.status(416).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: zip.bytes };
  response.setHeader('Content-Length', end - start);
  if (range !== null) {
    response.status(206).setHeader('Content-Range', `bytes ${start}-${end - 1}/${zip.bytes}`);
  }
  if (request.method === 'HEAD') response.end();
  else await stream(response, download, { start, end });
}

async function stream(response: Response, { zip, begun, ended, broke }: Download, range: ByteRange): Promise<void> {
  if (range.start === 0) await begun();
  const recorded = async function* (bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    yield* bytes;
    if (range.end === zip.bytes) await ended();
  };
  let fault: unknown = null;
  const source = zip.read(range).once('error', (error) => (fault = error));
  await pipeline(source, recorded, response).catch((error: unknown) => {
    if (fault !== null && !isGivenUp(fault)) broke(fault);
    if (!response.destroyed) throw error;
  });
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
