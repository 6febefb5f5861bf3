import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Stop {
  readonly pattern: RegExp;
  /** `before`: the statement does not come to the engine; `after`: it is done, and nobody is told. */
  readonly where: 'before' | 'after';
  readonly reached: () => void;
}

/** A door before the engine, at which a statement can be kept until whoever sent it is dead. */
export class Front {
  private stop: Stop | null = null;

  private constructor(
    private readonly engine: string,
    private readonly server: Server,
  ) {}

  static async start(engine: string): Promise<Front> {
    const server = createServer();
    const front = new Front(engine, server);
    server.on('request', (incoming, outgoing) => {
      front.pass(incoming, outgoing).catch(() => incoming.socket.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return front;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** Resolves when the next statement that matches stands there; the one after it passes. */
  standsAt(pattern: RegExp, where: 'before' | 'after'): Promise<void> {
    return new Promise((reached) => (this.stop = { pattern, where, reached }));
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(incoming.url ?? '', this.engine);
    const stop = this.stopFor(`${url.searchParams.get('query') ?? ''}\n${body.toString('utf8')}`);
    if (stop?.where === 'before') return stop.reached();
    const { method, headers } = incoming;
    const passed = ask(url, { method, headers: { ...headers, 'content-length': String(body.length) } }, (answer) => {
      if (stop !== null) return void answer.resume().on('end', stop.reached);
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => incoming.socket.destroy());
    passed.end(body);
  }

  private stopFor(statement: string): Stop | null {
    const stop = this.stop;
    if (stop?.pattern.test(statement) !== true) return null;
    this.stop = null;
    return stop;
  }
}
