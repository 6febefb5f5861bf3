import { connect } from 'node:net';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';

const PIECE = Buffer.alloc(256 * 1024, 'x');

let app: TestApp;
let project: TestProject;

beforeAll(async () => {
  app = await startApp({ settings: { ROLE: 'api', INGEST_RATE_PER_SECOND: '0', IMPORT_LIMIT_BYTES: '1000000' } });
  project = await createProject(app);
});
afterAll(() => app.close());

/** Sends all of a body before it reads anything, and asks for the connection to be closed: as Python's urllib does. */
async function sendAllFirst(path: string, bytes: number, headers: Record<string, string>): Promise<string> {
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  const failures: Error[] = [];
  socket.on('error', (error) => failures.push(error));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.pause();
  const lines = Object.entries({ Host: hostname, Connection: 'close', 'Content-Length': String(bytes), ...headers });
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  for (let sent = 0; sent < bytes && !socket.destroyed; sent += PIECE.length) {
    const piece = PIECE.subarray(0, Math.min(PIECE.length, bytes - sent));
    await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
  }
  expect(failures).toEqual([]);
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
  socket.resume();
  await closed;
  expect(failures).toEqual([]);
  return answer;
}

const basic = (user: string) => ({ Authorization: `Basic ${Buffer.from(user).toString('base64')}` });

it.each([
  ['an import beyond the limit', '/import', 413, () => basic(`${project.apiSecret}:`)],
  ['a profile update beyond the limit', '/engage', 413, () => ({})],
  ['a large body with wrong credentials', '/import', 401, () => basic('wrong:')],
  ['a large body to an address that is none', '/nowhere', 404, () => ({})],
  [
    'an order beyond the limit',
    '/api/app/data-deletions/v3.0',
    413,
    () => ({ Authorization: `Bearer ${project.oauthToken}` }),
  ],
])('%s is answered when all of it was sent', async (_, path, status, headers) => {
  const answer = await sendAllFirst(`${path}?token=${project.projectToken}`, 12_000_000, headers());
  expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${String(status)}`);
});
