import type { IncomingMessage } from 'node:http';

export interface DrainBounds {
  /** Bytes that are read on and dropped. */
  readonly bytes: number;
  /** Milliseconds for all of it, and without anything arriving. */
  readonly total: number;
  readonly idle: number;
}

export const DRAIN_BOUNDS: DrainBounds = { bytes: 64 * 1024 * 1024, total: 10_000, idle: 500 };

/**
 * Waits until a sender has sent what it was about to send, within bounds: clients such as Python's read no answer before that, and
 * find the connection closed where the answer came first. What arrives is dropped.
 */
export function drained(request: IncomingMessage, bounds: DrainBounds = DRAIN_BOUNDS): Promise<void> {
  if (!hasBody(request) || request.complete || request.readableEnded || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let left = bounds.bytes;
    const end = (): void => {
      clearTimeout(total);
      clearTimeout(idle);
      request.off('data', count);
      for (const name of ['end', 'close', 'error']) request.off(name, end);
      // Without a listener the rest would wait, and the connection with it.
      request.resume();
      resolve();
    };
    const count = ({ length }: Buffer): void => {
      idle.refresh();
      left -= length;
      if (left < 0) end();
    };
    const total = setTimeout(end, bounds.total);
    const idle = setTimeout(end, bounds.idle);
    for (const name of ['end', 'close', 'error']) request.on(name, end);
    request.on('data', count);
    request.resume();
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
