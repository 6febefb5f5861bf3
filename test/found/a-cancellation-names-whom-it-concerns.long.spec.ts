import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';

const DELETIONS = '/api/app/data-deletions/v3.0';

let app: TestApp;
let project: TestProject;
let other: TestProject;
let people = 0;

beforeAll(async () => {
  app = await startApp({ settings: { ROLE: 'api', DELETION_GRACE: '24h' } });
  project = await createProject(app);
  other = await createProject(app, 'rival');
});
afterAll(() => app.close());

const fresh = (): string => `person-${String((people += 1))}`;

async function call(method: string, path: string, ids?: readonly string[], of: TestProject = project) {
  const response = await fetch(`${app.url}${path}?token=${of.projectToken}`, {
    method,
    headers: { authorization: `Bearer ${of.oauthToken}` },
    ...(ids === undefined ? {} : { body: JSON.stringify({ distinct_ids: ids }) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : (JSON.parse(text) as Record<string, unknown>) };
}

async function open(ids: readonly string[], of: TestProject = project): Promise<string> {
  const { body } = await call('POST', DELETIONS, ids, of);
  return (body?.['results'] as { tracking_id: string }).tracking_id;
}

const statusOf = async (id: string) => (await app.prisma.request.findUniqueOrThrow({ where: { id } })).status;

it.each(['', '/'])('cancels the deletion of exactly these ids, and no other (%j at the end)', async (slash) => {
  const [a, b, c] = [fresh(), fresh(), fresh()];
  const [mine, beside] = [await open([a, b]), await open([c])];
  expect(await call('DELETE', `${DELETIONS}${slash}`, [b, a, a])).toEqual({ status: 204, body: null });
  expect([await statusOf(mine), await statusOf(beside)]).toEqual(['REVOKED', 'PENDING']);
  expect((await call('DELETE', DELETIONS, [a, b])).status).toBe(204);
});

it('cancels several deletions whose ids are all named', async () => {
  const [a, b, c] = [fresh(), fresh(), fresh()];
  const requests = [await open([a, b]), await open([c])];
  expect((await call('DELETE', DELETIONS.replace('v3', 'v2'), [a, b, c])).status).toBe(204);
  expect(await Promise.all(requests.map(statusOf))).toEqual(['REVOKED', 'REVOKED']);
});

it('cancels nothing where a deletion holds others too, and names none of them', async () => {
  const [a, b, c] = [fresh(), fresh(), fresh()];
  const [both, whole] = [await open([a, b]), await open([c])];
  expect(await call('DELETE', DELETIONS, [c, a])).toEqual({
    status: 409,
    body: {
      status: 'error',
      error: {
        conflicting_distinct_ids: [a],
        conflicting_task_ids: [both],
        error: expect.stringContaining('beside ids'),
      },
    },
  });
  expect([await statusOf(both), await statusOf(whole)]).toEqual(['PENDING', 'PENDING']);
});

it('cancels nothing where an id is in no deletion of the project', async () => {
  const [a, b] = [fresh(), fresh()];
  const [mine, theirs] = [await open([a]), await open([b], other)];
  expect((await call('DELETE', DELETIONS, [a, b])).status).toBe(404);
  expect((await call('DELETE', DELETIONS, [fresh()])).status).toBe(404);
  expect([await statusOf(mine), await statusOf(theirs)]).toEqual(['PENDING', 'PENDING']);
});

it.each(['STARTED', 'SUCCESS', 'FAILURE'])('cancels nothing once one of them is %s', async (status) => {
  const [a, b] = [fresh(), fresh()];
  const [over, pending] = [await open([a]), await open([b])];
  await app.prisma.$executeRaw`UPDATE requests SET status = ${status} WHERE id = ${over}::uuid`;
  expect((await call('DELETE', DELETIONS, [a, b])).status).toBe(405);
  expect([await statusOf(over), await statusOf(pending)]).toEqual([status, 'PENDING']);
});

it('is done where another call takes the same deletion back meanwhile', async () => {
  const a = fresh();
  const mine = await open([a]);
  const answer = await app.prisma.$transaction(async (transaction) => {
    await transaction.request.update({ where: { id: mine }, data: { status: 'REVOKED' } });
    const second = call('DELETE', DELETIONS, [a]);
    await untilBlocked();
    return () => second;
  });
  expect((await answer()).status).toBe(204);
});

async function untilBlocked(): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const [waiting] = await app.prisma.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (waiting !== undefined && waiting.count > 0n) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The second call waits for nothing.');
}

it('is refused with the methods that the address takes', async () => {
  const a = fresh();
  const started = await open([a]);
  await app.prisma.$executeRaw`UPDATE requests SET status = 'STARTED' WHERE id = ${started}::uuid`;
  const allowed = async (path: string, body?: string) => {
    const headers = { authorization: `Bearer ${project.oauthToken}` };
    const given = { method: 'DELETE', headers, ...(body === undefined ? {} : { body }) };
    const response = await fetch(`${app.url}${path}?token=${project.projectToken}`, given);
    return [response.status, response.headers.get('allow')];
  };
  expect(await allowed(DELETIONS, JSON.stringify({ distinct_ids: [a] }))).toEqual([405, 'DELETE, POST']);
  expect(await allowed(`${DELETIONS}/${started}`)).toEqual([405, 'GET']);
});

it('counts the last deletion of an id, whatever became of those before', async () => {
  const a = fresh();
  const first = await open([a]);
  await call('DELETE', DELETIONS, [a]);
  const second = await open([a]);
  expect((await call('DELETE', DELETIONS, [a])).status).toBe(204);
  expect([await statusOf(first), await statusOf(second)]).toEqual(['REVOKED', 'REVOKED']);
});

it.each<[readonly string[]]>([[[]], [['']]])('refuses %j with 400, and more than 2000 ids', async (ids) => {
  expect((await call('DELETE', DELETIONS, ids)).status).toBe(400);
  const { status, body } = await call('DELETE', DELETIONS, Array.from({ length: 2001 }, fresh));
  expect([status, body?.['error']]).toEqual([
    400,
    'One cancellation may name 2000 ids at the most, and 2001 were given: send several.',
  ]);
  expect((await call('DELETE', DELETIONS)).status).toBe(400);
});
