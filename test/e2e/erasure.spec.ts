import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import {
  A,
  B,
  C,
  loadThreeSubjects,
  rowsOf,
  SHOP_TABLES,
  shopDataMap,
  totals,
  withClient,
} from '../support/three-subjects.js';
import { until } from '../support/until.js';

/** Tables whose rows stay: the invoice as it was, the feedback without its named columns. */
const KEPT = ['public.invoice', 'public.feedback'];

/** What tells each id of B, in their order, however it is quoted. */
const TELLING_OF_B = ['drop table subject_data', 'bea-phone', 'bea@example.com', '__proto__'];

/** As a column of text shows it, and one of bytes. */
const spellingsOf = (text: string) => [text, Buffer.from(text).toString('hex')];

describe('the erasure of B beside A and C', () => {
  let database: TestDatabase;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let before: {
    totals: Record<string, number>;
    A: Record<string, string[]>;
    B: Record<string, string[]>;
    C: Record<string, string[]>;
  };
  let requestId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(SHOP_TABLES));
    const preparing = await startApp({ database, settings: { ROLE: 'api' } });
    project = await createProject(preparing);
    await preparing.stop();
    app = await startApp({ database, dataMap: shopDataMap(project.projectId) });
    client = new ApiClient(app, project);
    await loadThreeSubjects(client, database.url, project);
    before = {
      totals: await totals(database.url),
      A: await rowsOf(database.url, A),
      B: await rowsOf(database.url, B),
      C: await rowsOf(database.url, C),
    };
    requestId = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [B[0]] });
    await until('the end of the deletion', async () => {
      const { status } = await client.show(requestId);
      return status === 'SUCCESS' || status === 'FAILURE';
    });
  });

  afterAll(() => app.close());

  it('ends in SUCCESS with B erased, and names the basis of what is kept', async () => {
    const shown = await client.show(requestId);
    expect(shown.status).toBe('SUCCESS');
    expect(shown.subjects).toEqual([expect.objectContaining({ distinctId: B[0], outcome: 'erased' })]);
  });

  it('leaves no row of B in any erased collection, whatever id it stood under, and every row in the others', async () => {
    const after = await rowsOf(database.url, B);
    for (const [table, rows] of Object.entries(before.B)) {
      expect([table, rows.length]).not.toEqual([table, 0]);
      expect([table, after[table]?.length]).toEqual([table, KEPT.includes(table) ? rows.length : 0]);
    }
  });

  it('keeps the invoice of B as it was, and the feedback of B without its named columns', async () => {
    const after = await rowsOf(database.url, B);
    expect(after['public.invoice']).toEqual(before.B['public.invoice']);
    expect(after['public.feedback']?.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ author: B[0], email: null, words: null }),
    ]);
  });

  it('leaves A and C byte for byte as they were, in every collection', async () => {
    expect(await rowsOf(database.url, A)).toEqual(before.A);
    expect(await rowsOf(database.url, C)).toEqual(before.C);
  });

  it('leaves as many rows as there were less those of B', async () => {
    const after = await totals(database.url);
    for (const [table, total] of Object.entries(before.totals)) {
      const taken = KEPT.includes(table) ? 0 : (before.B[table]?.length ?? 0);
      expect([table, after[table]]).toEqual([table, total - taken]);
    }
  });

  it('takes what comes after SUCCESS as new data', async () => {
    const event = { event: 'Back again', properties: { time: 1_770_000_000, distinct_id: B[0], $insert_id: 'again' } };
    await client.importEvents([event]);
    expect((await rowsOf(database.url, [B[0] ?? '']))['subject_data.events']).toHaveLength(1);
  });

  it('leaves no id of B in the queue, the audit, the timeline or any column of Habeas that is not a ciphertext', async () => {
    const lines = await withClient(database.url, async (sql) => {
      const { rows: tables } = await sql.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'queue')`,
      );
      const found: string[] = [];
      for (const { name } of tables.filter(({ name }) => !/invoice|feedback|newsletter/.test(name))) {
        const { rows } = await sql.query<{ line: string }>(`SELECT row_to_json(t)::text AS line FROM ${name} t`);
        found.push(...rows.map(({ line }) => line));
      }
      return found;
    });
    expect(lines.length).toBeGreaterThan(10);
    expect(TELLING_OF_B).toHaveLength(B.length);
    for (const [index, telling] of TELLING_OF_B.entries()) {
      expect(B[index]).toContain(telling);
      for (const spelling of spellingsOf(telling)) {
        expect(lines.filter((line) => line.includes(spelling))).toEqual([]);
      }
    }
  });
});
