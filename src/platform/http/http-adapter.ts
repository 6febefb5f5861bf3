import { createServer, type RequestListener } from 'node:http';
import { Logger } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Config } from '../config/config.js';
import { OnceAMinute } from '../core/once-a-minute.js';
import { reasonOf } from '../core/reason.js';
import { BYTES_A_SECOND } from './receive.js';

/** Milliseconds in which the headers of a request must be there, and in which a connection must say anything at all. */
const HEADERS_TIMEOUT = 15_000;

/** Milliseconds for which a connection waits for its next request: longer than proxies keep one for it, which is 60 s for most. */
const KEEP_ALIVE_TIMEOUT = 65_000;

/** Express on a server that ends connections on which nothing comes: by itself Node looks every 30 s, and waits for a minute. */
export class HttpAdapter extends ExpressAdapter {
  constructor(private readonly config: Config) {
    super();
  }

  override initHttpServer(): void {
    const { BODY_TIMEOUT } = this.config.values;
    const headersTimeout = Math.min(HEADERS_TIMEOUT, BODY_TIMEOUT);
    // The readers of bodies answer before that; it is for bodies that nobody reads.
    const requestTimeout =
      headersTimeout + 2 * BODY_TIMEOUT + Math.ceil((this.config.largestBody / BYTES_A_SECOND) * 1000);
    const times = {
      headersTimeout,
      requestTimeout,
      connectionsCheckingInterval: Math.ceil(headersTimeout / 5),
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    };
    const server = createServer(times, this.getInstance<RequestListener>());
    // A connection that cannot be accepted (EMFILE) is no reason to end; one that nobody listens to would be.
    const troubles = new OnceAMinute((sentence) => new Logger('http').warn(sentence));
    server.once('listening', () =>
      server.on('error', (error) => troubles.say(`No connection can be accepted: ${reasonOf(error)}`)),
    );
    this.httpServer = server;
  }
}
