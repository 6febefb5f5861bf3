import { ExportRun } from '../../src/exports/index.js';
import { ProjectsService } from '../../src/access/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { fileOf, readZip } from '../support/zip.js';

describe('the language of what a person is given', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    app = await startApp({ settings: STEP_BY_STEP });
    project = await createProject(app);
    client = new ApiClient(app, project);
    await client.importEvents([
      { event: 'Song played', properties: { time: 1_760_000_000, distinct_id: 'ada', $insert_id: '1' } },
    ]);
  });
  afterAll(() => app.close());

  const order = { kind: 'export', distinctIds: ['ada'] };
  const authorization = () => `Bearer ${project.oauthToken}`;
  const set = (settings: { language: 'en' | 'de' }) =>
    app.application.get(ProjectsService).change('operator', project.projectId, settings);

  async function fetched(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${app.url}${path}`, { headers: { authorization: authorization(), ...headers } });
  }
  async function pageOf(id: string): Promise<string> {
    await app.application.get(ExportRun, { strict: false }).run(id);
    const zip = Buffer.from(await (await fetched(`/api/v1/requests/${id}/download`)).arrayBuffer());
    return fileOf(await readZip(zip), 1, 'index.html') ?? '';
  }

  it('is the one the order names', async () => {
    const id = await client.open({ ...order, language: 'de' });
    expect(await client.show(id)).toMatchObject({ language: 'de' });
    expect(await pageOf(id)).toContain('Was acme über Sie gespeichert hat');
    const record = await (await fetched(`/api/v1/requests/${id}/record.html`)).text();
    expect(record).toContain('<html lang="de">');
    expect(record).toContain('Die Datei wurde nach dem Schreiben zur Kontrolle gelesen');
    const english = await (await fetched(`/api/v1/requests/${id}/record.html?language=en`)).text();
    expect(english).toContain('The file was read back after it was written');
  });

  it('is the one of the project where the order names none, in a file of ids and on the wire too', async () => {
    const before = await client.open(order);
    await set({ language: 'de' });
    const form = new FormData();
    for (const [name, value] of [
      ['projectId', String(project.projectId)],
      ['kind', 'export'],
    ] as const)
      form.set(name, value);
    form.set('file', new Blob(['distinct_id\nada\n'], { type: 'text/csv' }), 'ids.csv');
    const sent = { method: 'POST', headers: { authorization: authorization() } };
    const file = (await (await fetch(`${app.url}/api/v1/requests`, { ...sent, body: form })).json()) as { id: string };
    const address = `${app.url}/api/app/data-retrievals/v3.0/?token=${project.projectToken}`;
    const wired = await fetch(address, { ...sent, body: JSON.stringify({ distinct_ids: ['ada'] }) });
    const { results } = (await wired.json()) as { results: { tracking_id: string } };
    const languages = [before, file.id, results.tracking_id].map(async (id) => (await client.show(id))['language']);
    expect(await Promise.all(languages)).toEqual(['en', 'de', 'de']);
    await set({ language: 'en' });
  });

  it('is of both where a deletion follows an export', async () => {
    const id = await client.open({ ...order, then: 'deletion', language: 'de' });
    const { followUp } = (await client.show(id)) as unknown as { followUp: { id: string } };
    expect(await client.show(followUp.id)).toMatchObject({ kind: 'deletion', language: 'de' });
    await client.call('POST', `/api/v1/requests/${followUp.id}/revoke`);
  });

  it('makes another order of the same', async () => {
    const headers = { authorization: authorization(), 'content-type': 'application/json', 'idempotency-key': 'one' };
    const send = async (language: string | undefined) => {
      const body = JSON.stringify({ projectId: project.projectId, ...order, language });
      return (await fetch(`${app.url}/api/v1/requests`, { method: 'POST', headers, body })).status;
    };
    expect([await send('de'), await send('de'), await send('en'), await send(undefined)]).toEqual([201, 201, 422, 422]);
  });

  it('is refused where there are no texts in it', async () => {
    const { status, body } = await client.call('POST', '/api/v1/requests', {
      projectId: project.projectId,
      ...order,
      language: 'tlh',
    });
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining('"path":"language"')]);
    await expect(set({ language: 'tlh' as 'de' })).rejects.toMatchObject({ code: 'setting-unfit' });
  });

  it('is the browser’s of whoever follows a link that does not work', async () => {
    const page = async (language: string) => {
      const answer = await fetched('/download/none', { accept: 'text/html', 'accept-language': language });
      return (await answer.text()).replace(/[\s\S]*<html lang="(..)">[\s\S]*<h1>([^<]*)<[\s\S]*/, '$1: $2');
    };
    expect(await page('de-AT,de;q=0.9,en;q=0.5')).toMatch(/^de: /);
    expect(await page('fr')).toMatch(/^en: /);
  });
});
