import { jest } from '@jest/globals';
import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { HabeasError } from '../../src/platform/index.js';
import { Timeline } from '../../src/request-model/index.js';
import { Looks } from '../../src/requests/index.js';
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

  describe('of a range too', () => {
    let id: string;
    let path: string;
    const officer = (range?: string) => ({
      authorization: `Bearer ${project.oauthToken}`,
      ...(range === undefined ? {} : { range }),
    });
    const looks = async () => ((await client.show(id))['looks'] as unknown[]).length;
    const away = new HabeasError('unavailable', 'database-away', 'The database is away.');

    beforeAll(async () => {
      id = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['bea'] });
      await service(ExportRun).run(id);
      path = `/api/v1/requests/${id}/download`;
    });

    it('whichever it is, and the timeline says which', async () => {
      const head = await fetch(app.url + path, { method: 'HEAD', headers: officer() });
      const bytes = Number(head.headers.get('content-length'));
      expect(await looks()).toBe(0);
      const ranges = [`1-${bytes - 2}`, `${bytes - 1}-${bytes - 1}`];
      for (const range of ranges) expect(await fetched(path, officer(`bytes=${range}`))).toBe(206);
      expect(await looks()).toBe(2);
      const told = await app.prisma.requestEvent.findMany({ where: { requestId: id, type: 'downloaded' } });
      expect(told.map(({ detail }) => detail)).toEqual(
        expect.arrayContaining(ranges.map((range) => ({ parts: 1, range: `bytes ${range}/${bytes}` }))),
      );
      expect(told).toHaveLength(2);
    });

    it('and where it cannot be told, no byte is given and nothing is said of a ZIP', async () => {
      const tell = jest.spyOn(service(Timeline), 'tell').mockRejectedValueOnce(away);
      const answer = await fetch(app.url + path, { headers: officer() });
      expect(tell).toHaveBeenCalledTimes(1);
      tell.mockRestore();
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        503,
        expect.stringContaining('application/problem+json'),
      ]);
      expect([answer.headers.get('content-disposition'), answer.headers.get('accept-ranges')]).toEqual([null, null]);
    });

    it('and where its end cannot be told, the connection breaks before it, and the log says so', async () => {
      const lines: string[] = [];
      const error = (message: string): void => void lines.push(message);
      app.application.useLogger({ log: () => undefined, warn: () => undefined, error });
      const downloaded = jest.spyOn(service(Looks), 'downloaded').mockRejectedValueOnce(away);
      await expect(fetched(path, officer())).rejects.toThrow();
      downloaded.mockRestore();
      expect(lines).toContain(`The look at export ${id} could not be recorded; the connection was broken.`);
    });
  });
});
