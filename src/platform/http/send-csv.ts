import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/**
 * Answers with a CSV file, piece by piece as it is read. The first piece is waited for, so that what fails until then is answered as an
 * error; a fault after it breaks the connection instead of ending the file. A reader that goes away ends the reading.
 * @param fileName of plain letters, digits, dots and dashes
 * @param pieces rows of `csvRow`, behind a BYTE_ORDER_MARK
 */
export async function sendCsv(response: Response, fileName: string, pieces: AsyncIterable<string>): Promise<void> {
  const faults: unknown[] = [];
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  response.setHeader('Content-Type', 'text/csv; charset=utf-8; header=present');
  response.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
  response.setHeader('Cache-Control', 'no-store');
  const source = Readable.from(continued(first, iterator, (fault) => faults.push(fault)));
  await pipeline(source, response).catch((error: unknown) => {
    // Else the reader went away, which is nobody's fault.
    if (faults.length > 0 || !response.destroyed) throw error;
  });
}

async function* continued(
  first: IteratorResult<string>,
  others: AsyncIterator<string>,
  broke: (fault: unknown) => void,
): AsyncGenerator<string> {
  try {
    for (let piece = first; piece.done !== true; piece = await others.next()) yield piece.value;
  } catch (error) {
    broke(error);
    throw error;
  } finally {
    await others.return?.();
  }
}
