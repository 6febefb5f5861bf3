import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RetentionPreview, ShownRun, ShownRuns, ShownStep } from '../../src/retention/index.js';
import { createProject, startApp, TEST_MASTER_KEY, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';
import { openCommands, runCommand, type CommandFixture, type CommandOutcome } from './cli-fixture.js';

const YEAR = 365 * 86_400_000;
const MAP = (projectId: number) => `
collections:
  - name: orders
    title: Orders
    table: public.orders
    project: ${projectId}
    subject: customer
    time: made_at
    headers: { city: { category: geolocation } }
    policy: erase
    purpose: Delivering what was ordered
    recipients: []
    sourceCategory: The person
    retention: { text: Six years, after: P6Y, from: made_at, do: erase }
  - name: reviews
    title: Reviews
    table: public.reviews
    project: ${projectId}
    subject: author
    time: written_at
    headers: { author_name: { category: identifiers } }
    policy: { anonymize: [author_name] }
    purpose: Telling others
    recipients: []
    sourceCategory: The person
    retention: { text: One year with a name, after: P1Y, from: written_at, do: anonymize }
`;

describe('habeas retention, with a worker', () => {
  let database: TestDatabase;
  let app: TestApp;
  let project: TestProject;
  let line: CommandFixture;

  const habeas = (...words: string[]): Promise<CommandOutcome> =>
    runCommand(['retention', ...words], '', {
      DATABASE_URL: database.url,
      HABEAS_MASTER_KEY: TEST_MASTER_KEY,
      HABEAS_DATA_DIR: line.directory,
    });
  const sql = <Row extends object>(text: string): Promise<Row[]> =>
    withClient(database.url, async (session) => (await session.query<Row>(text)).rows);

  beforeAll(async () => {
    database = await createTestDatabase();
    await sql(`
      CREATE TABLE orders (id int PRIMARY KEY, customer text NOT NULL, city text, made_at timestamptz NOT NULL);
      CREATE TABLE returns (order_id int REFERENCES orders (id));
      CREATE TABLE reviews (id int PRIMARY KEY, author text NOT NULL, author_name text, written_at timestamptz NOT NULL);
      INSERT INTO orders VALUES (1, 'ann', 'Rome', now() - interval '7 years'), (2, 'ann', 'Rome', now() - interval '5 years'),
        (3, 'ben', 'Oslo', now() - interval '8 years');
      INSERT INTO returns VALUES (3);
      INSERT INTO reviews VALUES (1, 'ann', 'Ann', now() - interval '2 years'), (2, 'ben', 'Ben', now());`);
    const settings = { RETENTION_GRACE: '0s', RETENTION_ROWS_PER_SECOND: '0' };
    const preparing = await startApp({ database, settings: { ...settings, ROLE: 'api' } });
    project = await createProject(preparing);
    await preparing.stop();
    app = await startApp({ database, dataMap: MAP(project.projectId), settings });
    line = await openCommands();
    const { oauthToken, projectId } = project;
    await writeFile(join(line.directory, 'demo.json'), JSON.stringify({ baseUrl: app.url, oauthToken, projectId }));
    const event = (years: number) => ({
      event: 'Seen',
      properties: {
        time: Math.floor((Date.now() - years * YEAR) / 1000),
        distinct_id: 'ann',
        $insert_id: `y-${years}`,
      },
    });
    await new ApiClient(app, project).importEvents([event(4), event(3), event(1)]);
  });
  afterAll(async () => {
    await line?.close();
    await app?.close();
  });

  it('previews by collection and month, what stays beside what goes', async () => {
    const preview = (await habeas('preview', '--json')).json<RetentionPreview>();
    const counts = preview.collections.map(({ collection, rows, referredTo }) => [collection, rows, referredTo]);
    expect(counts).toContainEqual(['events', 2, 0]);
    expect(counts).toContainEqual(['orders', 1, 1]);
    expect(counts).toContainEqual(['reviews', 1, 0]);
    const shorter = (await habeas('preview', '--json', '--event-months', '6')).json<RetentionPreview>();
    expect(shorter.collections.find(({ collection }) => collection === 'events')?.rows).toBe(3);
    expect((await habeas('preview')).out).toMatch(/Events .*\d{4}-\d\d +1 +0/);
  });

  it('has a run begin at once, which a worker brings to its end', async () => {
    const ordered = (await habeas('run', '--json')).json<{ id: string }>();
    await until('the end of the run', async () => {
      const { results } = (await habeas('runs', '--json')).json<ShownRuns>();
      return results.some(({ id, finishedAt }) => id === ordered.id && finishedAt !== null);
    });
    const run = (await habeas('runs', ordered.id, '--json')).json<ShownRun & { steps: ShownStep[] }>();
    expect(run).toMatchObject({ result: 'done', rows: 4, orderedBy: 'the operator' });
    const orders = run.steps.find(({ collection }) => collection === 'orders');
    expect(orders).toMatchObject({ rule: 'company', found: 1, sparedOther: 1, remaining: 0, trouble: null });
    expect(await sql('SELECT id FROM orders ORDER BY id')).toEqual([{ id: 2 }, { id: 3 }]);
    expect(await sql('SELECT id, author_name FROM reviews ORDER BY id')).toEqual([
      { id: 1, author_name: null },
      { id: 2, author_name: 'Ben' },
    ]);
    expect(await sql('SELECT insert_id FROM subject_data.events')).toEqual([{ insert_id: 'y-1' }]);
    expect((await habeas('runs')).out).toContain('Next run');
    expect((await habeas('runs', ordered.id)).out).toMatch(/Orders +company/);
  });

  it('checks and keeps its record', async () => {
    const { results } = (await habeas('runs', '--json')).json<ShownRuns>();
    const id = results[0]?.id ?? '';
    const out = join(line.directory, 'record');
    const kept = await habeas('record', id, '--out', out);
    expect([kept.code, kept.err]).toEqual([0, '']);
    expect(kept.out).toMatch(/Signature +verified/);
    expect(JSON.parse(await readFile(join(out, 'record.json'), 'utf8'))).toMatchObject({ totals: { rows: 4 } });
    const again = await habeas('record', id, '--out', out);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('file-exists')]);
    const other = join(line.directory, 'other.pem');
    await writeFile(other, 'no key');
    expect((await habeas('record', id, '--key', other)).err).toContain('signature-wrong');
  });

  it('plans the next one by the schedule', async () => {
    const planned = await until('the next run', async () =>
      app.prisma.retentionRun.findFirst({ where: { finishedAt: null } }),
    );
    expect(planned.dueAt.getUTCHours()).toBe(3);
  });
});
