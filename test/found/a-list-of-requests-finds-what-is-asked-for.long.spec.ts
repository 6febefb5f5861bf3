import { DeletionStaging } from '../../src/deletions/index.js';
import type { RequestDetail, RequestPage } from '../../src/requests/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';

const DAY = 86_400_000;

describe('a list of requests finds what is asked for', () => {
  const clock = new TestClock();
  let app: TestApp;
  let client: ApiClient;

  beforeAll(async () => {
    app = await startApp({ clock, settings: STEP_BY_STEP });
    client = new ApiClient(app, await createProject(app));
  });
  afterAll(() => app.close());

  const list = async (query: string) => (await client.call<RequestPage>('GET', `/api/v1/requests?${query}`)).body;
  const open = (distinctId: string, more: object = {}) =>
    client.open({ kind: 'export', regime: 'GDPR', distinctIds: [distinctId], ...more });

  it('by the reference of the company', async () => {
    const id = await open('referred', { reference: 'TICKET-7' });
    await open('other', { reference: 'TICKET-77' });
    expect((await list('reference=TICKET-7')).results.map((each) => each.id)).toEqual([id]);
    expect((await list('reference=ticket')).results).toEqual([]);
  });

  it('by what is due first, page by page', async () => {
    const received = (days: number) => new Date(clock.now().getTime() - days * DAY).toISOString();
    const due = new Map<string, string>();
    for (const days of [3, 9, 1, 7, 9])
      await open(`due-${due.size}-${days}`, { receivedAt: received(days) }).then((id) => due.set(id, ''));
    const found: string[] = [];
    let cursor = '';
    do {
      const page = await list(`sort=due&limit=2${cursor}`);
      found.push(...page.results.map(({ dueAt }) => dueAt));
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(found.length).toBeGreaterThanOrEqual(5);
    expect(found).toEqual([...found].sort());

    const { nextCursor } = await list('sort=due&limit=2');
    const mixed = await client.call('GET', `/api/v1/requests?cursor=${nextCursor ?? ''}`);
    expect(mixed).toMatchObject({ status: 400, body: { code: 'cursor-invalid' } });
  });

  it.each([
    ['statuss=PENDING', 'statuss'],
    ['projectID=1', 'projectID'],
    ['sort=due&order=asc', 'order'],
  ])('%s is refused by its name', async (query, path) => {
    const { status, body } = await client.call('GET', `/api/v1/requests?${query}`);
    expect([status, body]).toEqual([
      400,
      expect.objectContaining({
        title: `${path}: is not known here`,
        errors: [{ path, message: 'is not known here' }],
      }),
    ]);
  });

  it('an unknown field of an order is refused by its name, and what may be an id is not repeated', async () => {
    const order = { projectId: 100_001, kind: 'export', distinctIds: ['a'] };
    const { body } = await client.call('POST', '/api/v1/requests', { ...order, distinctID: 'b' });
    expect(body['errors']).toEqual([{ path: 'distinctID', message: 'is not known here' }]);
    const named = await client.call('POST', '/api/v1/requests', { ...order, 'pat@example.com': true });
    expect(JSON.stringify(named.body)).not.toContain('pat@example.com');
    expect(named.status).toBe(400);
  });

  it('a deletion that has ended with all its collections done', async () => {
    const id = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['progress'] });
    clock.forward(DAY);
    await app.application.get(DeletionStaging, { strict: false }).stage(id);
    clock.forward(DAY);
    await sweepPastNeighbours(app, clock);
    const { body } = await client.call<RequestDetail>('GET', `/api/v1/requests/${id}`);
    expect(body.status).toBe('SUCCESS');
    expect(body.progress).toEqual({ phase: 'done', done: body.progress?.total, total: body.collections.length });
  });
});
