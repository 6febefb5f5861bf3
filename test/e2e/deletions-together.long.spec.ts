import { DeletionStaging, Sweep } from '../../src/deletions/index.js';
import { DeletionOutcomes } from '../../src/deletions/sweep/deletion-outcomes.service.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { TestClock } from '../support/test-clock.js';

const DAY = 86_400_000;

describe('deletions that start and end together', () => {
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

  async function send(id: string): Promise<void> {
    const properties = { time: clock.now().getTime() - 60_000, distinct_id: id, $insert_id: `insert-${++number}` };
    await client.importEvents([{ event: 'Song played', properties }]);
  }

  async function person(): Promise<string> {
    const id = `together-${++number}`;
    await send(id);
    return id;
  }

  /** One deletion for each list of ids, all due for the next sweep. */
  async function due(...orders: string[][]): Promise<string[]> {
    const requests: string[] = [];
    for (const distinctIds of orders)
      requests.push(await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds }));
    clock.forward(DAY);
    for (const request of requests) await service(DeletionStaging).stage(request);
    clock.forward(DAY);
    return requests;
  }

  async function sweep(): Promise<void> {
    await service(Sweep).run();
  }

  async function statuses(requests: readonly string[]): Promise<string[]> {
    const of = async (id: string) => (await app.prisma.request.findUniqueOrThrow({ where: { id } })).status;
    return Promise.all(requests.map(of));
  }

  async function outcomes(request: string): Promise<(string | null)[]> {
    const rows = await app.prisma.requestSubject.findMany({
      where: { requestId: request },
      orderBy: { ordinal: 'asc' },
    });
    return rows.map(({ outcome }) => outcome);
  }

  it('start without the one whose ids cannot be read', async () => {
    const requests = await due([await person()], [await person()], [await person()]);
    const [, damaged = '', last = ''] = requests;
    const { wrappedIdKey } = await app.prisma.request.findUniqueOrThrow({ where: { id: last } });
    await app.prisma.request.update({ where: { id: damaged }, data: { wrappedIdKey } });
    await sweep();
    expect(await statuses(requests)).toEqual(['SUCCESS', 'FAILURE', 'SUCCESS']);
    expect(await outcomes(damaged)).toEqual(['failed']);
  });

  it('end without the one whose end cannot be written, and that one ends with a later sweep', async () => {
    const requests = await due([await person()], [await person()], [await person(), 'together-nobody']);
    const [first = '', poisoned = '', last = ''] = requests;
    await app.prisma.$executeRawUnsafe(
      `ALTER TABLE request_subjects ADD CONSTRAINT poisoned CHECK (request_id <> '${poisoned}' OR outcome IS NULL) NOT VALID`,
    );
    try {
      await sweep();
    } finally {
      await app.prisma.$executeRaw`ALTER TABLE request_subjects DROP CONSTRAINT poisoned`;
    }
    expect(await statuses(requests)).toEqual(['SUCCESS', 'STARTED', 'SUCCESS']);
    expect(await outcomes(first)).toEqual(['erased']);
    expect(await outcomes(last)).toEqual(['erased', 'not_found']);
    const suppressed = () => app.prisma.suppression.count({ where: { requestId: { in: requests } } });
    expect(await suppressed()).toBe(1);
    clock.forward(DAY);
    await sweep();
    expect(await statuses([poisoned])).toEqual(['SUCCESS']);
    expect(await outcomes(poisoned)).toEqual(['erased']);
    expect(await suppressed()).toBe(0);
  });

  it('count again what has changed since they were staged, and only that', async () => {
    const [busy, quiet] = [await person(), await person()];
    const requests = await due([busy, quiet]);
    const rows = async () => {
      const tallies = await app.prisma.requestTally.findMany({
        where: { requestId: { in: requests }, collection: 'events' },
        orderBy: { ordinal: 'asc' },
      });
      return tallies.map((tally) => Number(tally.rows));
    };
    expect(await rows()).toEqual([1, 1]);
    await send(busy);
    await sweep();
    expect(await rows()).toEqual([2, 1]);
    expect(await statuses(requests)).toEqual(['SUCCESS']);
  });

  it('tell somebody who was erased before from nobody, by who of two was started earlier', async () => {
    const [one = '', two = ''] = await due(['together-one'], ['together-two']);
    const { idHmac } = await app.prisma.requestSubject.findFirstOrThrow({ where: { requestId: two } });
    const alias = { requestId: one, ordinal: 0, projectId: project.projectId, idHmac, ambiguous: false };
    await app.prisma.requestIdentity.create({ data: { ...alias, idCiphertext: new Uint8Array(1) } });
    const now = clock.now();
    const started = { verifiedAt: now, startedAt: now };
    await app.prisma.request.updateMany({ where: { id: { in: [one, two] } }, data: started });
    const endTogether = async () => {
      const deletions = [one, two].map((id) => ({
        id,
        projectId: project.projectId,
        filing: { projectId: project.projectId, numbers: [project.projectId] },
        disclosure: 'Data' as const,
        watermark: now,
        subjects: [],
      }));
      await app.prisma.$transaction((transaction) =>
        service(DeletionOutcomes).record(transaction, project.projectId, deletions),
      );
      return [...(await outcomes(one)), ...(await outcomes(two))];
    };
    expect(await endTogether()).toEqual(['not_found', 'not_found']);
    const earlier = new Date(now.getTime() - DAY);
    await app.prisma.request.update({ where: { id: one }, data: { startedAt: earlier } });
    expect(await endTogether()).toEqual(['not_found', 'already_erased']);
  });
});
