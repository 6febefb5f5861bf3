import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import { Stopping } from '../core/stopping.service.js';

/** Milliseconds for the answers under way when the process is told to end; those that take longer are cut off. */
const GRACE = 20_000;

/**
 * How the door closes. Answers under way come to their end; until they have, new requests are answered too, and `/readyz` with 503,
 * so that those in front can look elsewhere. Each connection ends with its answer, however busy its client is.
 */
@Injectable()
export class Draining implements BeforeApplicationShutdown {
  private readonly open = new Set<Response>();

  constructor(
    private readonly stopping: Stopping,
    private readonly host: HttpAdapterHost,
  ) {
    stopping.signal.addEventListener('abort', () => this.open.forEach(endAfter));
  }

  /** To be used before every other middleware. */
  watch(response: Response, next: NextFunction): void {
    if (this.stopping.signal.aborted) endAfter(response);
    this.open.add(response);
    response.once('close', () => this.open.delete(response));
    next();
  }

  /** Then the server is closed, which waits for those that are left; they are waited for no longer than that. */
  async beforeApplicationShutdown(): Promise<void> {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), GRACE).unref();
    const given = new AbortController();
    const ended = [...this.open].map((response) => new Promise((resolve) => response.once('close', resolve)));
    await Promise.race([Promise.all(ended), wait(GRACE, null, { signal: given.signal, ref: false }).catch(() => null)]);
    given.abort();
  }
}

/** The middleware of it. */
export function draining(door: Draining) {
  return (_request: Request, response: Response, next: NextFunction): void => door.watch(response, next);
}

function endAfter(response: Response): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}
