import { ProjectsService } from '../../src/access/index.js';
import { readConfig } from '../../src/platform/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp } from '../support/app.js';
import { ApiClient } from '../support/client.js';

describe('one deletion names as many people as callers batch', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, at) => `many-${at}`);

  it.each<[Record<string, string>, [number | null, number][]]>([
    [
      {},
      [
        [null, 500],
        [1999, 1999],
      ],
    ],
    [
      { DELETION_LIMIT: '2000' },
      [
        [null, 2000],
        [700, 700],
      ],
    ],
  ])('with the settings %j, unless the project says otherwise', async (settings, cases) => {
    const app = await startApp({ settings: { ...STEP_BY_STEP, ...settings } });
    try {
      for (const [deletionLimit, limit] of cases) await mayName(app, deletionLimit, limit);
    } finally {
      await app.close();
    }
  });

  async function mayName(app: TestApp, deletionLimit: number | null, limit: number) {
    const project = await createProject(app, `limit-${limit}`);
    const client = new ApiClient(app, project);
    const projects = app.application.get(ProjectsService);
    for (const unfit of [0, 2001, 1.5]) {
      const change = projects.change('operator', project.projectId, { deletionLimit: unfit });
      await expect(change).rejects.toMatchObject({ code: 'setting-unfit' });
    }
    await projects.change('operator', project.projectId, { deletionLimit });
    const wire = `/api/app/data-deletions/v3.0?token=${project.projectToken}`;
    const { projectId } = project;
    const order = (count: number, kind = 'deletion') =>
      client.call('POST', '/api/v1/requests/preview', { projectId, kind, distinctIds: ids(count) });
    const answers = [
      await client.call('POST', wire, { distinct_ids: ids(limit + 1) }),
      await order(limit + 1),
      await order(limit),
      await client.call('POST', wire, { distinct_ids: ids(limit) }),
      await order(2000, 'export'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 200, 201, 200]);
    expect(JSON.stringify(answers[0]?.body)).toContain(`${limit} subjects at the most, and ${limit + 1} were given`);
  }

  it('up to 2000 and no more', () => {
    expect(() => readConfig({ DELETION_LIMIT: '2001' })).toThrow(/DELETION_LIMIT/);
  });
});
