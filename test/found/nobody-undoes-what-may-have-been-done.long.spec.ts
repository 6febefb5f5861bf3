import { ArtifactStore } from '../../src/artifacts/index.js';
import { DeletionStaging, Sweep } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { Retention } from '../../src/jobs/retention.service.js';
import { SubjectHmac } from '../../src/subject-data/index.js';
import { Suppression } from '../../src/suppression/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { PostgresProxy } from '../support/postgres-proxy.js';
import { S3Server } from '../support/s3-server.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';

const END_OF_EXPORT = /INSERT INTO "public"\."artifact_parts"/;
const SETTINGS = { ...STEP_BY_STEP, DELETION_GRACE: '0s', SWEEP_SCHEDULE: '* * * * * *' };

describe('nobody undoes what may have been done: the connection to the database breaks at a COMMIT', () => {
  let s3: S3Server;
  let database: TestDatabase;
  let proxy: PostgresProxy;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  async function start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    database = await createTestDatabase();
    proxy = await PostgresProxy.start(database.url);
    app = await startApp({
      database: { url: proxy.url, drop: () => database.drop() },
      settings: { ...SETTINGS, ...settings },
    });
    project = await createProject(app);
    client = new ApiClient(app, project);
    await client.importEvents([event('ada', '1'), event('bob', '2')]);
  }

  const event = (id: string, insertId: string) => ({
    event: 'Song played',
    properties: { time: 1_770_000_000, distinct_id: id, $insert_id: insertId },
  });
  const service = <T>(token: abstract new (...given: never[]) => T): T =>
    app.application.get<T>(token, { strict: false });
  const inDatabase = async <Row extends object>(sql: string): Promise<Row[]> =>
    withClient(database.url, async (session) => (await session.query<Row>(sql)).rows);
  const openExport = () => client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['ada'] });
  const files = async (): Promise<string[]> => {
    const names: string[] = [];
    for await (const { name } of service(ArtifactStore).list('')) names.push(name);
    return names;
  };
  const bytesOf = async (id: string): Promise<number> => {
    const response = await fetch(`${app.url}/api/v1/requests/${id}/download`, {
      headers: { authorization: `Bearer ${project.oauthToken}` },
    });
    expect(response.status).toBe(200);
    return (await response.arrayBuffer()).byteLength;
  };

  beforeAll(async () => {
    s3 = await S3Server.start();
  });
  afterEach(async () => {
    await app.stop();
    await proxy.close();
    await database.drop();
  });
  afterAll(() => s3.close());

  describe.each(['on the disk', 'in a bucket'])('at the end of an export %s', (place) => {
    beforeEach(async () => {
      const { endpoint, region, bucket, accessKeyId, secretAccessKey } = s3.newBucket();
      const settings = {
        S3_ENDPOINT: endpoint ?? '',
        S3_REGION: region,
        S3_BUCKET: bucket,
        S3_ACCESS_KEY_ID: accessKeyId,
        S3_SECRET_ACCESS_KEY: secretAccessKey,
      };
      await start(place === 'on the disk' ? {} : settings);
    });

    it('keeps the file of an export that is recorded, and goes on as if it had been told so', async () => {
      const id = await openExport();
      const broken = proxy.breakCommit(END_OF_EXPORT, 'answered-to-nobody');
      await service(ExportRun).run(id);
      await broken;
      expect((await client.show(id)).status).toBe('SUCCESS');
      expect(await files()).toHaveLength(1);
      expect(await bytesOf(id)).toBeGreaterThan(500);
      expect(await app.prisma.requestEvent.count({ where: { requestId: id, type: 'retried' } })).toBe(0);
    });

    it.each(['never-arrived', 'left-open'] as const)(
      'removes the file where the end was not recorded (%s), and tries again',
      async (fate) => {
        const id = await openExport();
        void proxy.breakCommit(END_OF_EXPORT, fate);
        await service(ExportRun).run(id);
        expect(proxy.broken).toBe(1);
        expect(await client.show(id)).toMatchObject({ status: 'STARTED', waitingFor: 'retry' });
        expect(await files()).toEqual([]);
        await service(ExportRun).run(id);
        expect((await client.show(id)).status).toBe('SUCCESS');
        expect(await bytesOf(id)).toBeGreaterThan(500);
      },
    );

    it.each(['answered-to-nobody', 'never-arrived'] as const)(
      'leaves the file where the database cannot be asked (%s); what nobody points to is tidied up later',
      async (fate) => {
        const id = await openExport();
        const broken = proxy.breakCommit(END_OF_EXPORT, fate, true);
        await Promise.allSettled([service(ExportRun).run(id)]);
        await broken;
        expect(await files()).toHaveLength(1);
        proxy.letIn();
        await app.prisma.$executeRaw`DELETE FROM leases`;
        await service(ExportRun).run(id);
        await service(Retention).run();
        expect((await client.show(id)).status).toBe('SUCCESS');
        expect(await files()).toHaveLength(1);
        expect(await bytesOf(id)).toBeGreaterThan(500);
      },
    );
  });

  describe('at the ways in', () => {
    beforeEach(() => start());

    const playsOf = async (id: string): Promise<unknown> =>
      (
        await inDatabase<{ plays: unknown }>(
          `SELECT properties -> 'plays' AS plays FROM subject_data.profiles WHERE distinct_id = '${id}'`,
        )
      )[0]?.plays;

    it.each([
      ['the profile', /properties/],
      ['the admission', /pg_advisory_xact_lock_shared/],
    ])('adds to a profile once where the COMMIT of %s is answered to nobody', async (_what, after) => {
      await client.engage([{ $distinct_id: 'ada', $add: { plays: 1 } }]);
      const broken = proxy.breakCommit(after, 'answered-to-nobody');
      await client.engage([{ $distinct_id: 'ada', $add: { plays: 1 } }]);
      await broken;
      expect(await playsOf('ada')).toBe(2);
    });

    it.each([
      ['counted', 'answered-to-nobody', false],
      ['not counted', 'never-arrived', false],
      ['perhaps counted', 'answered-to-nobody', true],
      ['perhaps not counted', 'never-arrived', true],
    ] as const)('adds once where all is stored, and what is refused beside it is %s', async (_what, fate, shuts) => {
      await client.engage([{ $distinct_id: 'ada', $add: { plays: 1 } }]);
      await refuse('eve');
      const broken = proxy.breakCommit(/suppressed_counts/, fate, shuts);
      await client.engage([
        { $distinct_id: 'ada', $add: { plays: 1 } },
        { $distinct_id: 'eve', $add: { plays: 1 } },
      ]);
      await broken;
      proxy.letIn();
      expect([await playsOf('ada'), await playsOf('eve')]).toEqual([2, undefined]);
    });

    async function refuse(id: string): Promise<void> {
      const hmacs = [service(SubjectHmac).of(project.projectId, id).toString('hex')];
      await app.prisma.$transaction((transaction) =>
        service(Suppression).suppress(transaction, project.projectId, 'opt-out', [{ requestId: null, hmacs }]),
      );
    }

    it('answers an import whose COMMIT is answered to nobody, and stores it once', async () => {
      const broken = proxy.breakCommit(/INSERT INTO subject_data\.events/, 'answered-to-nobody');
      await client.importEvents([event('ada', '3')]);
      await broken;
      const [row] = await inDatabase<{ count: string }>(
        `SELECT count(*) AS count FROM subject_data.events WHERE insert_id = '3'`,
      );
      expect(row?.count).toBe('1');
    });

    it('opens one request where the COMMIT is answered to nobody', async () => {
      const broken = proxy.breakCommit(/INSERT INTO request_subjects/, 'answered-to-nobody');
      const id = await openExport();
      await broken;
      expect((await client.show(id)).status).toBe('PENDING');
      expect(await app.prisma.request.count()).toBe(1);
    });

    it('says that it is not known whether a request stands, and an Idempotency-Key brings it back', async () => {
      const order = { projectId: project.projectId, kind: 'export', regime: 'GDPR', distinctIds: ['ada'] };
      const send = async () => {
        const response = await fetch(`${app.url}/api/v1/requests`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${project.oauthToken}`,
            'content-type': 'application/json',
            'idempotency-key': 'once',
          },
          body: JSON.stringify(order),
        });
        return { status: response.status, body: (await response.json()) as { id?: string; code?: string } };
      };
      const broken = proxy.breakCommit(/INSERT INTO request_subjects/, 'answered-to-nobody', true);
      const first = await send();
      await broken;
      expect(first).toMatchObject({ status: 503, body: { code: 'outcome-unknown' } });
      proxy.letIn();
      const second = await send();
      const [row] = await app.prisma.request.findMany();
      expect(second).toMatchObject({ status: 201, body: { id: row?.id } });
      expect(await app.prisma.request.count()).toBe(1);
    });

    it('places one hold where the COMMIT is answered to nobody', async () => {
      const broken = proxy.breakCommit(/INSERT INTO "?(public"\.")?holds/, 'answered-to-nobody');
      const until = new Date(Date.now() + 86_400_000).toISOString();
      const order = { projectId: project.projectId, distinctIds: ['bob'], basis: 'A dispute', until };
      expect((await client.call('POST', '/api/v1/holds', order)).status).toBe(201);
      await broken;
      expect(await app.prisma.hold.count()).toBe(1);
    });
  });

  describe('at the steps of a sweep', () => {
    beforeEach(() => start());

    it.each([
      ['start', /UPDATE "public"\."requests" SET [^]*"sweep_id"/],
      ['erasure', /DELETE FROM (ONLY )?"?subject_data/],
      ['end', /UPDATE requests SET hidden_at = times\.hidden_at/],
    ])('erases and ends once where the COMMIT of the %s is answered to nobody', async (step, after) => {
      const id = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['bob'] });
      await service(DeletionStaging).stage(id);
      const broken = proxy.breakCommit(after, 'answered-to-nobody');
      await until('the end of the deletion', async () => {
        await service(Sweep).run();
        return (await client.show(id)).status === 'SUCCESS';
      });
      await broken;
      const events = await app.prisma.requestEvent.findMany({ where: { requestId: id } });
      expect(events.filter(({ type }) => type === 'succeeded')).toHaveLength(1);
      // The connection of the erasure is gone, so that what comes after it needs another.
      expect(events.filter(({ type }) => type === 'retried').length).toBeLessThanOrEqual(step === 'erasure' ? 1 : 0);
      const rows = await inDatabase(`SELECT FROM subject_data.events WHERE distinct_id = 'bob'`);
      expect(rows).toEqual([]);
    });
  });
});
