import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';

let app: TestApp;
let project: TestProject;
let foreign: TestProject;

beforeAll(async () => {
  app = await startApp({ settings: { ROLE: 'api', RATE_LIMIT_PER_SECOND: '1', RATE_LIMIT_BURST: '1' } });
  foreign = await createProject(app, 'foreign');
});

beforeEach(async () => {
  project = await createProject(app, `p${String(await app.prisma.project.count())}`);
});

afterAll(() => app.close());

const MALFORMED = 'a\n"never closed\n';

async function upload(csv: string, fields: Record<string, string> = {}, fileFirst = false) {
  const form = new FormData();
  if (fileFirst) form.append('file', new Blob([csv]), 'ids.csv');
  for (const [name, value] of Object.entries({ projectId: String(project.projectId), kind: 'export', ...fields }))
    form.append(name, value);
  if (!fileFirst) form.append('file', new Blob([csv]), 'ids.csv');
  const response = await fetch(`${app.url}/api/v1/requests`, {
    method: 'POST',
    headers: { authorization: `Bearer ${project.oauthToken}` },
    body: form,
  });
  return { status: response.status, code: ((await response.json()) as { code?: string }).code };
}

describe.each([true, false])('a file that comes before the fields of its form: %s', (fileFirst) => {
  it('is not looked at for a project of somebody else', async () => {
    const projectId = String(foreign.projectId);
    expect((await upload(MALFORMED, { projectId }, fileFirst)).code).toBe('project-not-found');
  });

  it('is not looked at beyond the rate of the project', async () => {
    expect((await upload(MALFORMED, {}, fileFirst)).code).toBe('csv-invalid');
    expect(await upload(MALFORMED, {}, fileFirst)).toEqual({ status: 429, code: 'rate-limited' });
  });

  it('is read no further than to the first id too many', async () => {
    const ids = Array.from({ length: 501 }, (_, at) => String(at)).join('\n');
    const answer = await upload(`${ids}\n${MALFORMED}`, { kind: 'deletion' }, fileFirst);
    expect(answer.code).toBe('too-many-subjects');
  });
});
