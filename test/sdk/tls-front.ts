import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import { selfSigned } from '../support/certificate.js';

export interface TlsFront {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  /** PEM, for NODE_EXTRA_CA_CERTS. */
  readonly certificate: string;
  close(): Promise<void>;
}

/** TLS before Habeas, as a proxy of the company's has it: Mixpanel's SDKs send no secret without. */
export async function openTlsFront(habeas: string): Promise<TlsFront> {
  const { certificate, key } = selfSigned();
  const { hostname, port } = new URL(habeas);
  const sockets = new Set<Socket>();
  const server = createServer({ cert: certificate, key }, (client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
