import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';

describe('a download is a look, and no hand-over', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    app = await startApp({ settings: STEP_BY_STEP });
    project = await createProject(app);
    client = new ApiClient(app, project);
    const event = (id: string) => ({
      event: 'Song played',
      properties: { time: 1_770_000_000, distinct_id: id, $insert_id: id },
    });
    await client.importEvents([event('ada'), event('bea')]);
  });
  afterAll(() => app.close());

  const service = <T>(type: abstract new (...wanted: never[]) => T): T => app.application.get(type, { strict: false });
  const fetched = async (path: string, as: Record<string, string> = {}): Promise<number> => {
    const response = await fetch(app.url + path, { headers: as });
    await response.arrayBuffer();
    return response.status;
  };
  const waitsFor = async (id: string) => {
    await service(DeletionStaging).stage(id);
    return (await client.show(id)).waitingFor;
  };

  it('so that the deletion goes on when the company has recorded that everybody has their part', async () => {
    const { body } = await client.call<{ id: string; followUp: { id: string } }>('POST', '/api/v1/requests', {
      ...{ projectId: project.projectId, kind: 'export', regime: 'GDPR', then: 'deletion' },
      distinctIds: ['ada', 'bea'],
    });
    const [first, then] = [body.id, body.followUp.id];
    await service(ExportRun).run(first);

    const officer = { authorization: `Bearer ${project.oauthToken}` };
    expect(await fetched(`/api/v1/requests/${first}/download`, officer)).toBe(200);
    for (const ordinal of [0, 1]) {
      expect(await fetched(`/api/v1/requests/${first}/subjects/${ordinal}/download`, officer)).toBe(200);
    }
    const poll = `/api/app/data-retrievals/v3.0/${first}?token=${project.projectToken}`;
    const { results } = (await client.call<{ results: { results: string } }>('GET', poll)).body;
    expect(await fetched(new URL(results.results).pathname)).toBe(200);
    expect(await waitsFor(then)).toBe('export');
    const shown = await client.show(first);
    expect(shown['handOvers']).toEqual([]);
    expect((shown['looks'] as { manner: string }[]).map(({ manner }) => manner).sort()).toEqual([
      'download',
      'download',
      'download',
      'link',
    ]);

    const record = (ordinal: number) =>
      client.call('POST', `/api/v1/requests/${first}/hand-overs`, { manner: 'e-mail', ordinal });
    expect((await record(0)).status).toBe(201);
    expect(await waitsFor(then)).toBe('export');
    expect((await record(1)).status).toBe(201);
    expect(await waitsFor(then)).toBe('grace');
  });
});
