import { DeletionStaging, HoldWatch } from '../../src/deletions/index.js';
import type { RequestDetail, RequestPage } from '../../src/requests/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { sweepOnce, sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';

const DAY = 86_400_000;

describe('a person whose hold ended is told of', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    app = await startApp({ clock, settings: STEP_BY_STEP });
    project = await createProject(app);
    client = new ApiClient(app, project);
  });
  afterAll(() => app.close());

  const service = <T>(type: abstract new (...parts: never[]) => T): T =>
    app.application.get<T>(type, { strict: false });
  const detail = async (id: string) => (await client.call<RequestDetail>('GET', `/api/v1/requests/${id}`)).body;
  const calling = async () =>
    (await client.call<RequestPage>('GET', '/api/v1/requests?attention=true')).body.results.map(({ id }) => id);
  const look = () => service(HoldWatch).look();

  async function person(): Promise<string> {
    const id = `held-${(number += 1)}`;
    const time = clock.now().getTime() - 60_000;
    await client.importEvents([{ event: 'Played', properties: { time, distinct_id: id, $insert_id: `i-${number}` } }]);
    return id;
  }
  async function hold(id: string, days: number): Promise<string> {
    const until = new Date(clock.now().getTime() + days * DAY).toISOString();
    const body = { projectId: project.projectId, distinctIds: [id], basis: 'litigation', until };
    const answer = await client.call<{ results: { id: string }[] }>('POST', '/api/v1/holds', body);
    return answer.body.results[0]?.id ?? '';
  }
  async function erase(...ids: string[]): Promise<string> {
    const request = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ids });
    clock.forward(DAY);
    await service(DeletionStaging).stage(request);
    clock.forward(DAY);
    return request;
  }
  const sweep = () => sweepPastNeighbours(app, clock);
  /** As of deletions from before there were duties, of which the ids could not be read any more. */
  const withoutDuties = (requestId: string) => app.prisma.duty.deleteMany({ where: { requestId } });
  const rowsOf = async (id: string) =>
    withClient(app.databaseUrl, async (sql) =>
      Number((await sql.query('SELECT count(*) FROM subject_data.events WHERE distinct_id = $1', [id])).rows[0]?.count),
    );

  it('by every door that shows the request', async () => {
    const request = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [await person()] });
    const where = { requestId: request };
    await app.prisma.requestSubject.updateMany({ where, data: { holdEndedAt: clock.now() } });
    const doors = [
      ['extend', { reason: 'Many systems hold parts of the answer.' }],
      ['revoke', undefined],
    ] as const;
    for (const [door, body] of doors) {
      const answer = await client.call<RequestDetail>('POST', `/api/v1/requests/${request}/${door}`, body);
      expect(answer).toMatchObject({ status: 200, body: { attention: [{ code: 'hold-ended' }] } });
    }
    await app.prisma.requestSubject.updateMany({ where, data: { holdEndedAt: null } });
  });

  it('when it is lifted, with what to do, until a new deletion is opened', async () => {
    const [held, free] = [await person(), await person()];
    const holdId = await hold(held, 100);
    const request = await erase(held, free);
    await sweep();
    await withoutDuties(request);
    await look();
    expect(await detail(request)).toMatchObject({ status: 'SUCCESS', attention: [] });

    await client.call('POST', `/api/v1/holds/${holdId}/lift`);
    await look();
    await look();
    const shown = await detail(request);
    expect(shown.subjects).toMatchObject([
      { outcome: 'held', outcomeDetail: 'litigation', holdEndedAt: expect.any(String) },
      { outcome: 'erased', holdEndedAt: null },
    ]);
    expect(shown.attention).toEqual([
      {
        collection: null,
        code: 'hold-ended',
        message: expect.stringMatching(/^The hold on subject 1 of .* open a new deletion/),
      },
    ]);
    expect(shown.timeline.filter(({ type }) => type === 'hold-ended')).toMatchObject([
      { actor: 'habeas', detail: { subjects: [0] } },
    ]);
    expect(await calling()).toEqual([request]);
    expect(await rowsOf(held)).toBe(1);

    const again = await erase(held);
    expect(await calling()).toEqual([]);
    await sweep();
    expect((await detail(again)).status).toBe('SUCCESS');
    expect(await rowsOf(held)).toBe(0);
  });

  it('when it ends by itself, while the erasure of the others is under way', async () => {
    const [held, free] = [await person(), await person()];
    await hold(held, 20);
    const request = await erase(held, free);
    const older = await withOlderSnapshot(async () => {
      await sweepOnce(app);
      await withoutDuties(request);
      clock.forward(20 * DAY);
      await look();
      return detail(request);
    });
    expect(older).toMatchObject({
      status: 'STARTED',
      attention: expect.arrayContaining([expect.objectContaining({ code: 'hold-ended' })]),
    });
  });

  it('without asking anybody for anything where what was left is a duty', async () => {
    const [held, free] = [await person(), await person()];
    const holdId = await hold(held, 100);
    const request = await erase(held, free);
    await sweep();
    await client.call('POST', `/api/v1/holds/${holdId}/lift`);
    await look();
    expect(await detail(request)).toMatchObject({
      attention: [],
      subjects: [{ outcome: 'held', holdEndedAt: expect.any(String) }, { outcome: 'erased' }],
    });
    expect(await calling()).not.toContain(request);
  });

  it('is no matter where another hold is on them still, nor where a revoked deletion was opened', async () => {
    const [held, free] = [await person(), await person()];
    const holds = [await hold(held, 100), await hold(held, 100)];
    const request = await erase(held, free);
    await sweep();
    await withoutDuties(request);
    await client.call('POST', `/api/v1/holds/${holds[0] ?? ''}/lift`);
    await look();
    expect((await detail(request)).attention).toEqual([]);
    await client.call('POST', `/api/v1/holds/${holds[1] ?? ''}/lift`);
    await look();
    const later = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [held] });
    expect((await detail(request)).attention).toEqual([]);
    await client.call('POST', `/api/v1/requests/${later}/revoke`);
    expect((await detail(request)).attention).toMatchObject([{ code: 'hold-ended' }]);
  });

  /** A deletion that waits for an older transaction stays STARTED. */
  async function withOlderSnapshot<T>(work: () => Promise<T>): Promise<T> {
    return withClient(app.databaseUrl, async (sql) => {
      await sql.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM subject_data.events');
      const result = await work();
      await sql.query('COMMIT');
      return result;
    });
  }
});
