import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const READY = 'Z'.charCodeAt(0);
const TERMINATE = 'X'.charCodeAt(0);
const IDLE = 'I'.charCodeAt(0);

/** A connection of the server. Whoever uses it has it until the server is ready outside a transaction. */
class Backend {
  user: Client | null = null;
  private rest: Buffer = Buffer.alloc(0);

  constructor(
    readonly socket: Socket,
    private readonly freed: (backend: Backend) => void,
  ) {
    socket.on('data', (bytes) => this.receive(bytes));
  }

  private receive(bytes: Buffer): void {
    if (this.user?.socket.writable === true) this.user.socket.write(bytes);
    this.rest = Buffer.concat([this.rest, bytes]);
    let free = false;
    while (this.rest.length >= 5 && this.rest.length >= 1 + this.rest.readInt32BE(1)) {
      const length = 1 + this.rest.readInt32BE(1);
      free = this.rest[0] === READY && this.rest[5] === IDLE;
      this.rest = this.rest.subarray(length);
    }
    if (!free || this.rest.length > 0) return;
    this.user = null;
    this.freed(this);
  }
}

interface Client {
  readonly socket: Socket;
  readonly waiting: Buffer[];
}

/**
 * A pooler as PgBouncer is with `pool_mode = transaction`: each client logs in on a connection of its own, and what it says afterwards
 * goes to whichever connection was used last, for one transaction at a time.
 */
export class TransactionPooler {
  private readonly sockets = new Set<Socket>();
  private readonly idle: Backend[] = [];
  private readonly queue: Client[] = [];
  private readonly users = new Map<Client, Backend>();

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async start(url: string): Promise<TransactionPooler> {
    const server = createServer();
    const pooler = new TransactionPooler(server, new URL(url));
    server.on('connection', (socket) => pooler.accept(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return pooler;
  }

  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(socket: Socket): void {
    const client: Client = { socket, waiting: [] };
    const backend = new Backend(connect(Number(this.target.port), this.target.hostname), (free) => this.freed(free));
    backend.user = client;
    for (const each of [socket, backend.socket]) {
      this.sockets.add(each);
      each.on('error', () => undefined).on('close', () => this.sockets.delete(each));
    }
    socket.on('close', () => this.left(client));
    let login: Backend | null = backend;
    socket.on('data', (bytes) => {
      if (login?.user === client) login.socket.write(bytes);
      else {
        login = null;
        if (bytes[0] === TERMINATE) socket.end();
        else this.send(client, bytes);
      }
    });
  }

  private send(client: Client, bytes: Buffer): void {
    client.waiting.push(bytes);
    const backend = this.backendOf(client) ?? this.idle.pop();
    if (backend === undefined) {
      if (!this.queue.includes(client)) this.queue.push(client);
      return;
    }
    this.give(backend, client);
  }

  private backendOf(client: Client): Backend | undefined {
    const backend = this.users.get(client);
    return backend?.user === client ? backend : undefined;
  }

  private give(backend: Backend, client: Client): void {
    backend.user = client;
    this.users.set(client, backend);
    for (const bytes of client.waiting.splice(0)) backend.socket.write(bytes);
  }

  /** Whoever leaves within a transaction takes the connection along. */
  private left(client: Client): void {
    this.backendOf(client)?.socket.destroy();
  }

  private freed(backend: Backend): void {
    const next = this.queue.shift();
    if (next) this.give(backend, next);
    else this.idle.push(backend);
  }
}
