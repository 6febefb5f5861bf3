import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * What becomes of a COMMIT and its connection: `answered-to-nobody`: the server has it, and the client is cut off before the
 * answer; `never-arrived`: both are cut off before it; `left-open`: as that, but the server has not noticed.
 */
export type Fate = 'answered-to-nobody' | 'never-arrived' | 'left-open';

/** ErrorResponse: FATAL 57P01, as pg_terminate_backend() and a server that stops have it. */
const LAST_WORD = errorResponse('SFATAL', 'VFATAL', 'C57P01', 'Mterminating connection due to administrator command');

function errorResponse(...fields: readonly string[]): Buffer {
  const body = Buffer.from(`${fields.map((field) => `${field}\0`).join('')}\0`);
  const head = Buffer.from([0x45, 0, 0, 0, 0]);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

interface Trap {
  readonly after: RegExp;
  readonly fate: Fate;
  /** Afterwards nobody new is let in until `letIn`. */
  readonly shuts: boolean;
  sprung: () => void;
}

/** A proxy before PostgreSQL that breaks a chosen COMMIT off, as a network may at any time. */
export class PostgresProxy {
  private readonly sockets = new Set<Socket>();
  private trap: Trap | null = null;
  private answers: { left: number; readonly sprung: () => void } | null = null;
  private shut = false;
  /** How many COMMITs were broken off. */
  broken = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async start(url: string): Promise<PostgresProxy> {
    const server = createServer();
    const proxy = new PostgresProxy(server, new URL(url));
    server.on('connection', (client) => proxy.accept(client));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** Breaks the next COMMIT off on a connection that has sent text which matches since its last one. Resolves when it has. */
  breakCommit(after: RegExp, fate: Fate, shuts = false): Promise<void> {
    return new Promise((sprung) => {
      this.trap = { after, fate, shuts, sprung };
    });
  }

  /**
   * Breaks the connection off behind the `nth` piece of what the server sends from now on, as a server does that is told to stop:
   * its last word comes along. Resolves when it has.
   */
  breakAnswer(nth: number): Promise<void> {
    return new Promise((sprung) => {
      this.answers = { left: nth, sprung };
    });
  }

  /** Cuts everybody off, and lets nobody new in until `letIn`, as a server that is away. */
  shutOut(): void {
    this.shut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  letIn(): void {
    this.shut = false;
  }

  /** Breaks nothing any more. */
  letBe(): void {
    this.trap = null;
    this.answers = null;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket): void {
    if (this.shut) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(this.target.port), this.target.hostname);
    for (const socket of [client, upstream]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    }
    let sent = '';
    let left = false;
    client.on('data', (bytes) => {
      const text = bytes.toString('latin1');
      sent += text;
      const { trap } = this;
      if (trap !== null && isCommit(text) && trap.after.test(sent)) {
        left = trap.fate === 'left-open';
        this.spring(trap, bytes, client, upstream);
        return;
      }
      if (isCommit(text)) sent = '';
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!client.writable) return;
      const { answers } = this;
      if (answers === null || (answers.left -= 1) > 0) {
        client.write(bytes);
        return;
      }
      this.answers = null;
      client.end(Buffer.concat([bytes, LAST_WORD]));
      upstream.destroy();
      answers.sprung();
    });
    upstream.on('close', () => client.destroy());
    client.on('close', () => left || upstream.destroy());
  }

  private spring(trap: Trap, commit: Buffer, client: Socket, upstream: Socket): void {
    this.trap = null;
    this.broken += 1;
    this.shut = trap.shuts;
    const cut = (): void => {
      client.destroy();
      trap.sprung();
    };
    if (trap.fate !== 'answered-to-nobody') {
      cut();
      return;
    }
    upstream.removeAllListeners('data');
    upstream.once('data', cut);
    upstream.write(commit);
  }
}

/** A simple query, whose length stands in the four bytes between; or the last of several statements that are one message. */
function isCommit(message: string): boolean {
  return /Q[\s\S]{4}COMMIT\0$|P[\s\S]{4}\0COMMIT\0[\s\S]{0,64}S\0{3}[\s\S]$/.test(message);
}
