import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A program that reads each body to its end and answers what it was told: what calls of it take is HTTP, and the client's own time. */
const answer = process.argv[2] ?? '';
const server = createServer((request, response) => {
  request.on('data', () => undefined);
  request.on('end', () => response.end(answer));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${String(port)}\n`);
});
process.on('SIGTERM', () => process.exit(0));
