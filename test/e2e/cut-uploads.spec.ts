import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { RawRequest } from '../support/raw-request.js';
import { until } from '../support/until.js';

const BOUNDARY = 'between-the-parts';
const PEOPLE = Array.from({ length: 200 }, (_, index) => `person-${index}`);

/** A request as it goes over the wire, in its head and its body. */
interface Sent {
  readonly head: readonly string[];
  readonly body: Buffer;
}

describe('a connection that ends in the middle of an upload', () => {
  let app: TestApp;
  let project: TestProject;

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api', DELETION_GRACE: '24h' } });
    project = await createProject(app);
  });
  afterAll(() => app.close());

  function sent(path: string, type: string, text: string, more: readonly string[] = []): Sent {
    const body = Buffer.from(text);
    const head = [
      `POST ${path} HTTP/1.1`,
      `Authorization: Bearer ${project.oauthToken}`,
      `Content-Type: ${type}`,
      `Content-Length: ${body.length}`,
      ...more,
    ];
    return { head, body };
  }
  const part = (name: string, content: string, more = '') =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
  /** A file of ids, with a key by which it is known again. */
  const upload = (key: string): Sent =>
    sent(
      '/api/v1/requests',
      `multipart/form-data; boundary=${BOUNDARY}`,
      [
        part('projectId', String(project.projectId)),
        part('kind', 'export'),
        part('file', `distinct_id\n${PEOPLE.join('\n')}\n`, '; filename="ids.csv"'),
        `--${BOUNDARY}--\r\n`,
      ].join(''),
      [`Idempotency-Key: ${key}`],
    );
  /** The same people as clients of today name them. */
  const wire = (route: string): Sent =>
    sent(
      `/api/app/${route}/v3.0/?token=${project.projectToken}`,
      'application/json',
      JSON.stringify({ distinct_ids: PEOPLE }),
    );

  /** Sends so much of it, and leaves; fulfilled once the server has noticed. */
  async function cut({ head, body }: Sent, bytes: number): Promise<void> {
    const request = await RawRequest.open(app, head);
    await request.send(body.subarray(0, bytes));
    request.leave();
    await until('the server to notice', async () => (await connections()) === 0);
  }
  async function whole({ head, body }: Sent): Promise<{ status: number; body: string }> {
    const request = await RawRequest.open(app, [...head, 'Connection: close']);
    await request.send(body);
    const answer = await request.answer();
    request.leave();
    return answer;
  }
  const connections = () =>
    new Promise<number>((resolve, reject) =>
      (app.application.getHttpServer() as Server).getConnections((error, count) =>
        error ? reject(error) : resolve(count),
      ),
    );
  /** All that an order leaves behind. */
  async function left(): Promise<Record<string, number>> {
    const { prisma } = app;
    const [requests, subjects, events, audit] = await Promise.all([
      prisma.request.count(),
      prisma.requestSubject.count(),
      prisma.requestEvent.count(),
      prisma.auditEntry.count(),
    ]);
    return { requests, subjects, events, audit };
  }
  /** After nothing, within the fields, at the first and in the middle of the ids, and before the last sign of all. */
  const places = ({ body }: Sent): number[] => {
    const text = body.toString();
    return [0, 40, text.indexOf('person-0'), text.indexOf('person-100') + 4, body.length - 1];
  };

  const ROUTES: readonly (readonly [string, () => Sent])[] = [
    ['a file of ids at /api/v1', () => upload(randomUUID())],
    ['an export over the wire', () => wire('data-retrievals')],
    ['a deletion over the wire', () => wire('data-deletions')],
  ];

  it.each(ROUTES)('leaves nothing of %s; sent again, it is one request', async (_what, make) => {
    const order = make();
    const before = await left();
    for (const bytes of places(order)) {
      await cut(order, bytes);
      expect([bytes, await left()]).toEqual([bytes, before]);
    }
    expect((await whole(order)).status).toBe(201);
    const { requests = 0, subjects = 0 } = before;
    expect(await left()).toMatchObject({ requests: requests + 1, subjects: subjects + PEOPLE.length });
  });

  it('is one request too where the answer was lost, and the same key is sent again', async () => {
    const order = upload(randomUUID());
    const { requests = 0 } = await left();
    const lost = await RawRequest.open(app, order.head);
    await lost.send(order.body);
    await until('the request to be opened', async () => (await left())['requests'] === requests + 1);
    lost.leave();
    const again = await whole(order);
    expect(again.status).toBe(201);
    expect(await whole(order)).toMatchObject({ status: 201, body: expect.stringContaining(idIn(again.body)) });
    expect((await left()).requests).toBe(requests + 1);
  });
});

function idIn(body: string): string {
  return (JSON.parse(body) as { id: string }).id;
}
