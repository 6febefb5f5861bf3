import { ArtifactStore } from '../../src/artifacts/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';

describe('an export is revoked until it has ended', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    app = await startApp({ settings: STEP_BY_STEP });
    project = await createProject(app);
    client = new ApiClient(app, project);
    const properties = { time: 1_770_000_000, distinct_id: 'ada', $insert_id: 'one' };
    await client.importEvents([{ event: 'Song played', properties }]);
  });
  afterAll(() => app.close());

  const service = <T>(type: abstract new (...wanted: never[]) => T): T => app.application.get(type, { strict: false });
  const order = { kind: 'export', regime: 'GDPR', distinctIds: ['ada'] };
  const revoke = (id: string) => client.call('POST', `/api/v1/requests/${id}/revoke`);
  const blobs = async (): Promise<string[]> => {
    const names: string[] = [];
    for await (const { name } of service(ArtifactStore).list('')) names.push(name);
    return names;
  };

  it.each(['PENDING', 'STAGING', 'STARTED'])('while it stands at %s', async (status) => {
    const id = await client.open(order);
    await app.prisma.request.update({ where: { id }, data: { status } });
    expect(await revoke(id)).toMatchObject({ status: 200, body: { status: 'REVOKED' } });
    expect(await revoke(id)).toMatchObject({ status: 200, body: { status: 'REVOKED' } });
    await service(ExportRun).run(id);
    expect(await client.show(id)).toMatchObject({ status: 'REVOKED', artifact: null });
    const { body } = await client.call<{ document: object }>('GET', `/api/v1/requests/${id}/record`);
    expect(body.document).toMatchObject({
      answer: { nature: 'revoked' },
      statement: 'Nothing was disclosed and nothing erased.',
    });
  });

  it('under way it notices, stops, and leaves nothing of what it wrote', async () => {
    const id = await client.open(order);
    const store = service(ArtifactStore);
    const write = store.write.bind(store);
    let answered = 0;
    Object.assign(store, {
      write: (name: string) => {
        const blob = write(name);
        const send = blob._write.bind(blob);
        // The first bytes are not taken before somebody has revoked the export.
        blob._write = (chunk, encoding, done) => {
          const go = () => send(chunk, encoding, done);
          if (answered > 0) go();
          else void revoke(id).then(({ status }) => [(answered = status), go()]);
        };
        return blob;
      },
    });
    try {
      await service(ExportRun).run(id);
    } finally {
      Object.assign(store, { write });
    }
    expect(answered).toBe(200);
    expect(await client.show(id)).toMatchObject({ status: 'REVOKED', artifact: null, failure: null });
    expect(await blobs()).toEqual([]);
  });

  it('not when it has ended', async () => {
    const id = await client.open(order);
    await service(ExportRun).run(id);
    expect(await revoke(id)).toMatchObject({ status: 405, body: { code: 'already-finished' } });
    expect(await client.show(id)).toMatchObject({ status: 'SUCCESS' });
  });

  it('and by the wire not at all, as before', async () => {
    const id = await client.open(order);
    const path = `/api/app/data-deletions/v3.0/${id}?token=${project.projectToken}`;
    expect((await client.call('DELETE', path)).status).toBe(405);
    expect(await client.show(id)).toMatchObject({ status: 'PENDING' });
  });

  it('a deletion that was ordered with it then waits for a person', async () => {
    const { body } = await client.call<{ id: string; followUp: { id: string } }>('POST', '/api/v1/requests', {
      ...order,
      projectId: project.projectId,
      then: 'deletion',
    });
    expect((await revoke(body.id)).status).toBe(200);
    const { DeletionStaging } = await import('../../src/deletions/index.js');
    await service(DeletionStaging).stage(body.followUp.id);
    expect(await client.show(body.followUp.id)).toMatchObject({ status: 'PENDING', waitingFor: 'approval' });
  });
});
