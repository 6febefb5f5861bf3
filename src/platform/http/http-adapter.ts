import { createServer, type RequestListener, type Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
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

/** Bytes of an address and the headers beside it. SDKs of servers put a whole event into the address. */
const MOST_HEADER_BYTES = 80 * 1024;

/** Milliseconds for which a sender is listened to that was told that its request cannot be read. */
const LINGER = 2_000;

const STATUS_LINES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

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
    const bounds = {
      maxHeaderSize: MOST_HEADER_BYTES,
      headersTimeout,
      requestTimeout,
      connectionsCheckingInterval: Math.ceil(headersTimeout / 5),
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    };
    const server = createServer(bounds, this.getInstance<RequestListener>());
    answerClientErrors(server);
    // A connection that cannot be accepted (EMFILE) is no reason to end; one that nobody listens to would be.
    const troubles = new OnceAMinute((sentence) => new Logger('http').warn(sentence));
    server.once('listening', () =>
      server.on('error', (error) => troubles.say(`No connection can be accepted: ${reasonOf(error)}`)),
    );
    this.httpServer = server;
  }
}

/**
 * Answers what is no request the server can read, such as one whose address is too long. By itself Node closes the connection at
 * once, and who has not sent everything yet finds it reset, without the answer.
 */
function answerClientErrors(server: Server): void {
  const answered = new WeakSet<Duplex>();
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // What still arrives cannot be read either, and is dropped.
    if (answered.has(socket)) return;
    answered.add(socket);
    if (!socket.writable || isAnswering(socket)) {
      socket.destroy();
      return;
    }
    const status = STATUS_LINES[error.code ?? ''] ?? '400 Bad Request';
    socket.on('error', () => socket.destroy());
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    setTimeout(() => socket.destroy(), LINGER).unref();
  });
}

/** Whether an answer to an earlier request of the connection is on its way, which another would be mixed into. */
function isAnswering(socket: Duplex): boolean {
  const { _httpMessage: message } = socket as Duplex & { readonly _httpMessage?: unknown };
  return message instanceof ServerResponse && message.headersSent;
}
