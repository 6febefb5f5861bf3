import { createProject, startApp, TEST_MASTER_KEY, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { withClient } from '../support/three-subjects.js';
import { runCommand } from '../e2e/cli-fixture.js';

interface Reviewed {
  readonly projects: readonly {
    readonly projectId: number;
    readonly total: number;
    readonly links: readonly { readonly kind: string; readonly distinctId: string; readonly linkedId: string }[];
  }[];
}

describe('links of unknown origin are believed until the operator decides', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api' } });
    project = await createProject(app, 'acme');
    client = new ApiClient(app, project);
    const time = 1_795_000_000;
    const ids = ['pat', 'patricia', 'p@example.com', 'mallory', 'kim'];
    await client.importEvents(
      ids.map((distinct_id) => ({ event: 'Played', properties: { time, $insert_id: 'i', distinct_id } })),
    );
    // As they were written before origins were kept.
    await withClient(app.databaseUrl, async (sql) => {
      const links = [
        ['pat', 'patricia', 'merge'],
        ['pat', 'p@example.com', 'alias'],
        ['mallory', 'kim', 'merge'],
        ['pat', '$device:phone', 'device'],
      ];
      for (const link of links) {
        await sql.query(
          `INSERT INTO subject_data.identity_links (project_id, distinct_id, linked_id, kind, received_at)
           VALUES ($1, $2, $3, $4, '2026-03-09')`,
          [project.projectId, ...link],
        );
      }
    });
  });
  afterAll(() => app.close());

  const links = async (...words: string[]) => {
    const environment = {
      DATABASE_URL: app.databaseUrl,
      HABEAS_MASTER_KEY: TEST_MASTER_KEY,
      HABEAS_DATA_DIR: app.dataDirectory,
    };
    return runCommand(['links', 'review', '--json', ...words], '', environment);
  };
  const listed = async (...words: string[]) => {
    const { projects } = (await links(...words)).json<Reviewed>();
    return projects.flatMap((each) =>
      each.links.map(({ kind, distinctId, linkedId }) => `${kind} ${distinctId} ${linkedId}`),
    );
  };
  const idsOf = async (distinctId: string) => {
    const order = { projectId: project.projectId, kind: 'export', distinctIds: [distinctId] };
    const { body } = await client.call<{ subjects: { linkedIds: number }[] }>(
      'POST',
      '/api/v1/requests/preview',
      order,
    );
    return body.subjects[0]?.linkedIds;
  };

  it('lists those that may join people, and joins them', async () => {
    expect(await listed()).toEqual(['merge mallory kim', 'alias pat p@example.com', 'merge pat patricia']);
    expect(await listed('--kind', 'alias')).toEqual(['alias pat p@example.com']);
    expect(await listed('--project', String(project.projectId), '--person', 'mallory')).toEqual(['merge mallory kim']);
    expect((await links('--limit', '1')).json<Reviewed>().projects).toMatchObject([
      { total: 3, links: [{ linkedId: 'kim' }] },
    ]);
    expect([await idsOf('pat'), await idsOf('mallory')]).toEqual([4, 2]);
  });

  it('decides about one or about all, tells the audit how many and never whom, and can change its mind', async () => {
    const of = ['--project', String(project.projectId)];
    expect(await links(...of, '--disbelieve')).toMatchObject({
      code: 1,
      err: expect.stringContaining('selection-missing'),
    });
    expect(await links(...of, '--disbelieve', '--believe')).toMatchObject({ code: 2 });
    expect(await links('--project', '99', '--all', '--believe')).toMatchObject({
      code: 1,
      err: expect.stringContaining('project-not-found'),
    });
    expect((await links(...of, '--person', 'mallory', '--disbelieve')).json()).toMatchObject({
      decided: 1,
      believed: false,
    });
    expect([await idsOf('mallory'), await idsOf('kim'), await idsOf('pat')]).toEqual([1, 1, 4]);
    expect((await links(...of, '--all', '--believe')).json()).toMatchObject({ decided: 2, believed: true });
    expect([await listed(), await idsOf('pat')]).toEqual([[], 4]);
    expect((await links(...of, '--decided', '--linked', 'kim', '--believe')).json()).toMatchObject({ decided: 1 });
    expect(await idsOf('mallory')).toBe(2);
    const audit = await app.prisma.auditEntry.findMany({
      where: { action: { startsWith: 'links.' } },
      orderBy: { id: 'asc' },
    });
    expect(audit.map(({ action, projectId, detail }) => [action, projectId, detail])).toEqual([
      ['links.disbelieved', project.projectId, { links: 1 }],
      ['links.believed', project.projectId, { links: 2 }],
      ['links.believed', project.projectId, { links: 1 }],
    ]);
  });

  it('waits for a deletion that is under way', async () => {
    const id = await client.open({ kind: 'deletion', distinctIds: ['nobody'] });
    await app.prisma.request.update({ where: { id }, data: { status: 'STARTED' } });
    const refused = await links('--project', String(project.projectId), '--all', '--decided', '--believe');
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('deletion-under-way') });
  });
});
