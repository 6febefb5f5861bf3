import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestDetail, RequestPage, RequestSummary } from '../../src/requests/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { openCommands, type CommandFixture } from './cli-fixture.js';

const SUBJECTS = ['ann', "'; drop table", '../../etc/passwd', '\u{1f9e6}', '-x', '\u202eevil\u0007'];

describe('habeas request', () => {
  let app: TestApp;
  let project: TestProject;
  let line: CommandFixture;

  beforeAll(async () => {
    app = await startApp();
    project = await createProject(app);
    line = await openCommands();
    const { oauthToken, projectId } = project;
    await writeFile(join(line.directory, 'demo.json'), JSON.stringify({ baseUrl: app.url, oauthToken, projectId }));
    await new ApiClient(app, project).importEvents(
      SUBJECTS.map((distinct_id, at) => ({
        event: 'Signed up',
        properties: { time: 1_767_225_600, distinct_id, $insert_id: `insert-${at}` },
      })),
    );
  });
  afterAll(async () => {
    await line.close();
    await app.close();
  });

  const open = async (...words: string[]): Promise<RequestSummary> => {
    const opened = await line.habeas(['request', 'open', '--json', ...words]);
    expect([opened.code, opened.err]).toEqual([0, '']);
    return opened.json<RequestSummary>();
  };

  it('opens an export of ids taken as they are, watches it to its end and downloads it', async () => {
    const { id } = await open('--kind', 'export', ...SUBJECTS.map((subject) => `--id=${subject}`));
    const shown = await line.habeas(['request', 'show', id, '--watch', '--json']);
    const detail = shown.json<RequestDetail>();
    expect(detail.status).toBe('SUCCESS');
    expect(detail.subjects.map(({ distinctId }) => distinctId)).toEqual(SUBJECTS);
    expect(new Set(detail.subjects.map(({ outcome }) => outcome))).toEqual(new Set(['exported']));
    const file = join(line.directory, 'export.zip');
    expect((await line.habeas(['request', 'download', id, '-o', file])).code).toBe(0);
    expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const again = await line.habeas(['request', 'download', id, '-o', file]);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('file-exists')]);
    expect((await line.habeas(['request', 'download', id, '-o', file, '--force'])).code).toBe(0);
  });

  it('shows a readable timeline in which no id can steer the terminal', async () => {
    const { id } = await open('--kind', 'export', `--id=${SUBJECTS[5]}`);
    const { out } = await line.habeas(['request', 'show', id, '--watch']);
    expect(out).toMatch(/Status +SUCCESS/);
    expect(out).toMatch(/Timeline \(UTC\)\n\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +opened/);
    expect(out).toContain('\\u202eevil\\u0007');
    expect(out).not.toContain('\u202e');
  });

  it('opens a deletion from a CSV file and takes it back', async () => {
    const file = join(line.directory, 'ids.csv');
    await writeFile(file, 'distinct_id\nann\nbob\nann\n');
    await openAccessGrace('24h');
    const strangers = join(line.directory, 'strangers.csv');
    await writeFile(strangers, 'distinct_id\nnobody\nnobody-else\n');
    const unknown = await line.habeas(['request', 'open', '--kind', 'deletion', '--file', strangers]);
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringMatching(/any of these ids.*\(every-id-unknown\)/s)]);
    const opened = await open('--kind', 'deletion', '--file', file);
    expect(opened).toMatchObject({ subjectCount: 2, duplicateCount: 1, waitingFor: 'grace', unknown: 1 });
    const revoked = await line.habeas(['request', 'revoke', opened.id]);
    expect([revoked.code, revoked.out]).toEqual([0, expect.stringContaining('REVOKED')]);
    const list = await line.habeas(['request', 'list', '--status', 'REVOKED', '--kind', 'deletion', '--json']);
    expect(list.json<RequestPage>().results.map(({ id }) => id)).toEqual([opened.id]);
    expect((await line.habeas(['request', 'list'])).out).toContain(opened.id);
  });

  it('opens with a receipt, shows it, extends the deadline and lists what is due', async () => {
    const receipt = ['--reference', 'DSR-7', '--channel', 'e-mail', '--requester', 'agent', '--verified-by', 'account'];
    const { id, dueAt } = await open('--kind', 'deletion', '--id', 'cleo', ...receipt);
    const file = join(line.directory, 'cleo.csv');
    await writeFile(file, 'Wer;Kunde\nx;cleo\n');
    const asked = await line.habeas(['request', 'open', '--kind', 'export', '--file', file]);
    expect([asked.code, asked.err]).toEqual([1, expect.stringMatching(/"Wer", "Kunde".*\(csv-column-unclear\)/s)]);
    const level = ['--verified-level', 'reasonable', '--even-unknown'];
    const uploaded = await open('--kind', 'export', '--file', file, '--column', 'kunde', ...receipt, ...level);
    expect(uploaded.receipt).toEqual({
      reference: 'DSR-7',
      channel: 'e-mail',
      requester: 'agent',
      verification: { method: 'account', level: 'reasonable', at: null },
    });
    const extended = await line.habeas(['request', 'extend', id, '--reason', 'Many systems to search.', '--json']);
    expect(Date.parse(extended.json<RequestSummary>().dueAt)).toBeGreaterThan(Date.parse(dueAt));
    const { out } = await line.habeas(['request', 'show', id]);
    expect(out).toMatch(/Reference +DSR-7\nChannel +e-mail\nRequester +agent\nVerified +account\n/);
    expect(out).toMatch(/Extended +\d.*, from \d.*: Many systems to search\./);
    const list = async (...words: string[]): Promise<string[]> =>
      (await line.habeas(['request', 'list', '--json', ...words])).json<RequestPage>().results.map((row) => row.id);
    expect(await list('--due-from', extended.json<RequestSummary>().dueAt)).toEqual([id]);
    expect(await list('--due-until', dueAt)).not.toContain(id);
    expect([await list('--at-risk'), await list('--overdue')]).toEqual([[], []]);
    expect((await line.habeas(['request', 'revoke', id])).code).toBe(0);
  });

  it('pages through the list', async () => {
    const first = (await line.habeas(['request', 'list', '--limit', '1', '--json'])).json<RequestPage>();
    expect(first.results).toHaveLength(1);
    const words = ['request', 'list', '--limit', '1', '--cursor', String(first.nextCursor), '--json'];
    const second = (await line.habeas(words)).json<RequestPage>();
    expect(second.results[0]?.id).not.toBe(first.results[0]?.id);
  });

  it('sends an order once under one key', async () => {
    const words = ['--kind', 'export', '--id', 'ann', '--regime', 'CCPA', '--disclosure', 'Categories'];
    const [one, other] = [
      await open(...words, '--idempotency-key', 'once'),
      await open(...words, '--idempotency-key', 'once'),
    ];
    expect(one).toMatchObject({ regime: 'CCPA', disclosure: 'Categories' });
    expect(other.id).toBe(one.id);
  });

  it('repeats the sentence of the server when it refuses, and ends with 1', async () => {
    const refused = await line.habeas(['request', 'open', '--kind', 'export', '--id', 'a', '--disclosure', 'Sources']);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toMatch(/CCPA.*\(disclosure-needs-ccpa\)/);
    const unknown = await line.habeas(['request', 'show', '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f']);
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('(request-not-found)')]);
    const missing = await line.habeas(['request', 'open', '--kind', 'export', '--file', '/nowhere/ids.csv']);
    expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('(file-unreadable)')]);
  });

  it('gives the token of demo.json to its own server alone', async () => {
    const elsewhere = await line.habeas(['request', 'list', '--server', 'http://127.0.0.1:1']);
    expect([elsewhere.code, elsewhere.err]).toEqual([1, expect.stringContaining('(credentials-missing)')]);
    const wrong = await line.habeas(['request', 'list', '--token', 'habeas_gdpr_wrong']);
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('(credentials-invalid)')]);
  });

  const openAccessGrace = async (grace: string): Promise<void> => {
    const words = ['project', 'set', String(project.projectId), '--grace', grace];
    line.environment['DATABASE_URL'] = app.databaseUrl;
    expect((await line.habeas(words)).code).toBe(0);
  };
});
