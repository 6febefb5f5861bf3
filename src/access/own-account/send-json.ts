import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/**
 * Answers with a JSON file that is written as it is read. What fails before its first piece is answered as an error; what fails later
 * breaks the connection, since half a document must not look like a whole one.
 */
export async function sendJson(response: Response, name: string, pieces: AsyncGenerator<string>): Promise<void> {
  const first = await pieces.next();
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  try {
    await pipeline(Readable.from(following(first.value as string, pieces)), response);
  } catch (error) {
    if (!response.destroyed) throw error;
  }
}

async function* following(first: string, others: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* others;
}
