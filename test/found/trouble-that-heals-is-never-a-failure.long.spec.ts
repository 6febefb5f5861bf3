import { Writable } from 'node:stream';
import { ArtifactStore } from '../../src/artifacts/index.js';
import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import type { RequestDetail } from '../../src/requests/index.js';
import { Leases, type Lease } from '../../src/platform/index.js';
import { SubjectData } from '../../src/subject-data/index.js';
import { instead } from '../support/instead.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { sweepOnce, sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** More than are made of what nobody foresaw, and than call for nobody. */
const ATTEMPTS = 11;

describe('trouble that heals is never a failure', () => {
  const clock = new TestClock();
  let app: TestApp;
  let client: ApiClient;

  beforeAll(async () => {
    app = await startApp({ clock, settings: STEP_BY_STEP });
    client = new ApiClient(app, await createProject(app));
  });
  afterAll(() => app.close());

  const service = <T>(type: abstract new (...parts: never[]) => T): T =>
    app.application.get<T>(type, { strict: false });
  const detail = async (id: string) => (await client.call<RequestDetail>('GET', `/api/v1/requests/${id}`)).body;
  const failing = (code: string) => Object.assign(new Error(`${code}: write`), { code, syscall: 'write', errno: -28 });

  /** Writes nothing, as on a full disk. */
  const fullDisk = (code: string) =>
    instead(
      service(ArtifactStore),
      'write',
      () => new Writable({ write: (_chunk, _encoding, done) => done(failing(code)) }),
    );
  const defect = () =>
    instead(service(ArtifactStore), 'write', () => {
      throw new TypeError('a defect');
    });

  it.each(['ENOSPC', 'EROFS'])('an export whose disk says %s is written when it can be', async (code) => {
    const id = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [`export-${code}`] });
    const heal = fullDisk(code);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      await service(ExportRun).run(id);
      clock.forward(HOUR);
    }
    expect(await detail(id)).toMatchObject({
      status: 'STARTED',
      waitingFor: 'action',
      attention: [{ code: 'machine-unavailable', message: expect.stringContaining(code) }],
    });
    heal();
    await service(ExportRun).run(id);
    expect((await detail(id)).status).toBe('SUCCESS');
  });

  it('an export that was killed again and again has not failed', async () => {
    const id = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['killed'] });
    // Whoever is killed settles nothing.
    const run = service(ExportRun) as unknown as { stage(id: string, lease: Lease): Promise<unknown> };
    const lease = await service(Leases).acquire(`export:0:${id}`, 'test');
    for (let times = 0; times < ATTEMPTS; times += 1) await run.stage(id, lease as Lease);
    await lease?.release();
    const mend = defect();
    await service(ExportRun).run(id);
    expect(await detail(id)).toMatchObject({ status: 'STARTED', waitingFor: 'retry' });
    mend();
    clock.forward(HOUR);
    await service(ExportRun).run(id);
    expect((await detail(id)).status).toBe('SUCCESS');
  });

  it.each([
    [
      'has too many connections',
      Object.assign(new Error('sorry, too many clients already'), { code: '53300', severity: 'FATAL' }),
    ],
    ['breaks the connection off', new Error('Connection terminated unexpectedly')],
  ])('a deletion whose database %s goes on when it can', async (what, error) => {
    const id = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [`deletion ${what}`] });
    clock.forward(DAY);
    await service(DeletionStaging).stage(id);
    clock.forward(DAY);
    const store = service(SubjectData).storeOf(service(SubjectData).collections()[0] as never);
    const heal = instead(store, 'hide', async () => {
      throw error;
    });
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      await sweepOnce(app);
      clock.forward(HOUR);
    }
    const shown = await detail(id);
    expect(shown).toMatchObject({ status: 'STARTED', waitingFor: 'action', failure: { code: 'database-unavailable' } });
    expect(shown.attention.map(({ collection }) => collection)).toContain('events');
    heal();
    await sweepPastNeighbours(app, clock);
    expect((await detail(id)).status).toBe('SUCCESS');
  });

  it('a defect is a failure after eight attempts, whatever healed between them', async () => {
    const id = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['defect'] });
    for (let attempt = 0; attempt < 7; attempt += 1) {
      for (const trouble of [() => fullDisk('ENOSPC'), defect]) {
        const heal = trouble();
        await service(ExportRun).run(id);
        heal();
      }
    }
    expect((await detail(id)).status).toBe('STARTED');
    const mend = defect();
    await service(ExportRun).run(id);
    mend();
    expect(await detail(id)).toMatchObject({ status: 'FAILURE', failure: { code: 'internal' } });
  });
});
