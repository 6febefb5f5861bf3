import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { ServiceAccountsService } from '../../src/access/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';

const run = promisify(execFile);

/** The one module in docs/retention.md. */
const [, CODE = ''] = /^```mjs\n(.*?)^```/ms.exec(readFileSync('docs/retention.md', 'utf8')) ?? [];

const LONG_AGO = '2020-05-05T00:00:00.000Z';

describe('regular $deletes, as docs/retention.md has them', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let environment: Readonly<Record<string, string>>;

  beforeAll(async () => {
    app = await startApp();
    project = await createProject(app);
    client = new ApiClient(app, project);
    const order = { name: 'nightly', role: 'admin', expiresInDays: 1 } as const;
    const accounts = app.application.get(ServiceAccountsService, { strict: false });
    const { serviceAccount, secret } = await accounts.create('operator', project.organizationId, order);
    environment = {
      HABEAS_URL: app.url,
      PROJECT_ID: String(project.projectId),
      PROJECT_TOKEN: project.projectToken,
      SERVICE_ACCOUNT: `${serviceAccount.name}:${secret}`,
    };
  });
  afterAll(() => app.close());

  const night = () => run(process.execPath, ['--input-type=module', '--eval', CODE], { env: { ...environment } });
  const profiles = async () => {
    const rows = await app.prisma.$queryRaw<{ id: string }[]>`
      SELECT distinct_id AS id FROM subject_data.profiles WHERE project_id = ${project.projectId} ORDER BY 1`;
    return rows.map(({ id }) => id);
  };

  it('remove the profiles of whom the company has not seen for a year, and nobody else’s', async () => {
    const sent = (id: string, properties: object) => ({ $distinct_id: id, $set: properties });
    await client.engage([
      sent('long ago', { last_login: LONG_AGO }),
      sent('yesterday', { last_login: new Date(Date.now() - 86_400_000).toISOString() }),
      sent('never said', { plan: 'Pro' }),
    ]);
    const many = Array.from({ length: 1_100 }, (_, at) => sent(`old ${at}`, { last_login: LONG_AGO }));
    for (let from = 0; from < many.length; from += 500) await client.engage(many.slice(from, from + 500));
    expect((await night()).stdout).toBe('1101 profiles were to go.\n');
    expect(await profiles()).toEqual(['never said', 'yesterday']);
    expect((await night()).stdout).toBe('0 profiles were to go.\n');
  });

  it('leave the profile of somebody who is held', async () => {
    await client.engage([{ $distinct_id: 'held', $set: { last_login: LONG_AGO } }]);
    const hold = { distinctIds: ['held'], basis: 'A lawsuit', until: '2099-12-31T00:00:00Z' };
    const { status } = await client.call('POST', '/api/v1/holds', { projectId: project.projectId, ...hold });
    expect(status).toBe(201);
    await night();
    expect(await profiles()).toContain('held');
  });
});
