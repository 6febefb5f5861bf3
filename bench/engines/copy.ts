import { Readable } from 'node:stream';
import type { Client, Submittable } from 'pg';

/** What of a connection COPY needs; the library's types do not know of it. */
interface CopyConnection {
  readonly stream: NodeJS.ReadWriteStream & { readonly writableNeedDrain: boolean };
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

const PIECE = 1 << 16;

/** `COPY … TO STDOUT` as a stream of what the server sends, in pieces of about 64 KiB. */
export function copyOut(client: Client, text: string): Readable {
  let connection: CopyConnection | null = null;
  let piece = Buffer.allocUnsafe(PIECE);
  let filled = 0;
  const stream = new Readable({ highWaterMark: 1 << 20, read: () => void connection?.stream.resume() });
  const pass = (bytes: Buffer): void => {
    if (bytes.length > 0 && !stream.push(bytes)) connection?.stream.pause();
  };
  const flush = (): void => {
    pass(piece.subarray(0, filled));
    piece = Buffer.allocUnsafe(PIECE);
    filled = 0;
  };
  const statement = {
    submit: (given: CopyConnection) => {
      connection = given;
      connection.query(text);
    },
    // The library uses the memory of a row again for the next one.
    handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => {
      if (filled + chunk.length > PIECE) flush();
      if (chunk.length > PIECE) pass(Buffer.from(chunk));
      else filled += chunk.copy(piece, filled);
    },
    handleCommandComplete: () => undefined,
    handleReadyForQuery: () => {
      flush();
      stream.push(null);
    },
    handleError: (error: Error) => stream.destroy(error),
  };
  client.query(statement as unknown as Submittable);
  return stream;
}

/** `COPY … FROM STDIN` with data in the text format. */
export async function copyIn(client: Client, text: string, chunks: readonly Buffer[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const send = async (connection: CopyConnection): Promise<void> => {
      for (const chunk of chunks) {
        connection.sendCopyFromChunk(chunk);
        if (connection.stream.writableNeedDrain)
          await new Promise((drained) => connection.stream.once('drain', drained));
      }
      connection.endCopyFrom();
    };
    const statement = {
      submit: (connection: CopyConnection) => connection.query(text),
      handleCopyInResponse: (connection: CopyConnection) => void send(connection).catch(reject),
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: (error: Error) => reject(error),
    };
    client.query(statement as unknown as Submittable);
  });
}
