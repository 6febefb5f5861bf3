import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * What becomes of a COMMIT and its connection: `answered-to-nobody`: the server has it, and the client is cut off before the
 * answer; `never-arrived`: both are cut off before it; `left-open`: as that, but the server has not noticed.
 */
export type Fate = 'answered-to-nobody' | 'never-arrived' | 'left-open';

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

  letIn(): void {
    this.shut = false;
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
    upstream.on('data', (bytes) => client.writable && client.write(bytes));
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

/** A simple query, whose length stands in the four bytes between. */
function isCommit(message: string): boolean {
  return /Q[\s\S]{4}COMMIT\0$/.test(message);
}
