import type pg from 'pg';
import { EVERYTHING } from '../../src/compliance/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { parseDataMap } from '../../src/subject-data/data-map/data-map-file.js';
import { cellLimits, TooLarge, type StoredRow, type SubjectKey } from '../../src/subject-data/index.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createProject, startApp, STEP_BY_STEP } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';
import { fileOf, manifestIn, readZip } from '../support/zip.js';
import { poolOf } from '../support/pool.js';

const MIB = 1 << 20;

interface Queried {
  readonly query: (...given: unknown[]) => Promise<pg.QueryResult<unknown[]>>;
}

const key = (distinctId: string, ordinal = 0): SubjectKey => ({ ordinal, projectId: 1, distinctId, watermark: null });

describe('one bad cell ends no process', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  describe('in PostgreSQL', () => {
    let pool: pg.Pool;
    let store: PostgresSubjectStore;
    /** Characters of the largest answer to a single statement. */
    let largest = 0;

    beforeAll(() => {
      pool = poolOf(database.url, 2);
      pool.on('connect', (client) => {
        const { query } = client as unknown as Queried;
        const measured = async (...given: unknown[]) => {
          const result = await query.apply(client, given);
          let size = 0;
          for (const row of Array.isArray(result?.rows) ? result.rows : []) {
            for (const cell of Object.values(row)) size += typeof cell === 'string' ? cell.length : 0;
          }
          largest = Math.max(largest, size);
          return result;
        };
        Object.assign(client, { query: measured });
      });
      store = new PostgresSubjectStore('habeas', pool, { horizon: 0, page: 5_000 });
    });
    beforeEach(() => {
      largest = 0;
    });
    afterAll(() => pool.end());

    const declared = (table: string) => {
      const line = `{ name: ${table}, table: ${table}, project: 1, subject: user_id, policy: erase, purpose: p, sourceCategory: s, retention: r }`;
      const [collection] = parseDataMap(`collections:\n  - ${line}`, {}).collections;
      if (collection === undefined) throw new Error('no collection');
      return collection;
    };
    const read = async (table: string, keys: SubjectKey[], see: (row: StoredRow) => void, cell?: number) =>
      store.read(keys, async (view) => {
        const limits = cell === undefined ? undefined : cellLimits(cell);
        for await (const row of view.rows(declared(table), EVERYTHING, limits)) see(row);
      });

    it.each([
      ['text', `repeat('ä', 200000)`, 400_000],
      ['varchar', `repeat('x', 300000)`, 300_000],
      ['bytea', `decode(repeat('cd', 300000), 'hex')`, 300_000],
      ['json', `to_json(repeat('x', 300000))`, 300_002],
      ['jsonb', `to_jsonb(repeat('x', 300000))`, 300_002],
      ['text[]', `ARRAY[repeat('x', 150000), repeat('y', 150000)]`, 300_008],
      ['xml', `('<a>' || repeat('x', 300000) || '</a>')::xml`, 300_007],
      ['int4multirange', `(SELECT range_agg(int4range(n * 2, n * 2 + 1)) FROM generate_series(1, 30000) n)`, null],
    ])('a %s that is too large is told by its size, and read where it is not', async (type, value, bytes) => {
      const table = `t_${type.replace(/\W/g, '_')}`;
      await pool.query(`DROP TABLE IF EXISTS ${table}; CREATE TABLE ${table} (user_id text, tag text, data ${type})`);
      await pool.query(`INSERT INTO ${table} SELECT 'u', 'large', ${value}`);
      await pool.query(`INSERT INTO ${table} VALUES ('u', 'none', NULL)`);
      const rows: StoredRow[] = [];
      await read(table, [key('u')], (row) => rows.push(row), 65_536);
      expect(rows).toHaveLength(2);
      expect(largest).toBeLessThan(100_000);
      const [row] = rows.filter(({ columns }) => columns['tag'] === 'large');
      expect(row?.tooLarge).toEqual(['data']);
      expect(row?.columns['data']).toBeInstanceOf(TooLarge);
      if (bytes !== null) expect(row?.columns['data']).toEqual(new TooLarge(bytes));

      rows.length = 0;
      await read(table, [key('u')], (each) => rows.push(each));
      const [whole] = rows.filter(({ columns }) => columns['tag'] === 'large');
      const [{ expected }] = (
        await pool.query<{ expected: string }>(
          `SELECT ${type === 'text[]' ? 'to_jsonb(data)::text' : type === 'bytea' ? `encode(data, 'hex')` : 'data::text'} AS expected FROM ${table} WHERE tag = 'large'`,
        )
      ).rows as [{ expected: string }];
      const got = whole?.columns['data'];
      expect(Buffer.isBuffer(got) ? got.toString('hex') : got).toBe(expected);
      expect(whole?.tooLarge).toBeUndefined();
    });

    it('many large cells come one row at a time, and not a page of them at once', async () => {
      await pool.query('CREATE TABLE letters (user_id text, id int PRIMARY KEY, body text, scan bytea)');
      await pool.query(
        `INSERT INTO letters SELECT 'u', n, CASE WHEN n > 100 THEN repeat(md5(n::text), 20000) ELSE 'short' END,
           CASE WHEN n > 100 THEN decode(repeat('cd', 400000), 'hex') END FROM generate_series(1, 130) n`,
      );
      let [rows, bytes] = [0, 0];
      await read('letters', [key('u')], ({ columns }) => {
        rows += 1;
        bytes += (columns['body'] as string).length + ((columns['scan'] as Buffer | null)?.length ?? 0);
      });
      expect([rows, bytes]).toEqual([130, 100 * 5 + 30 * (640_000 + 400_000)]);
      expect(largest).toBeLessThan(2 * MIB);
    });

    it('a row of many large cells keeps the small ones, and tells the others by their sizes', async () => {
      const columns = Array.from({ length: 120 }, (_, at) => `c${String(at)}`);
      await pool.query(`CREATE TABLE wide (user_id text, ${columns.map((name) => `${name} text`).join(', ')})`);
      const values = columns.map((_, at) => (at < 4 ? `repeat('x', 90000)` : `'small'`));
      await pool.query(`INSERT INTO wide VALUES ('u', ${values.join(', ')})`);
      const rows: StoredRow[] = [];
      await read('wide', [key('u')], (row) => rows.push(row), 100_000);
      expect(rows[0]?.tooLarge).toEqual(['c0', 'c1', 'c2', 'c3']);
      expect(rows[0]?.columns['c119']).toBe('small');
    });

    it('partitions are read at their own places', async () => {
      await pool.query(
        `CREATE TABLE split (user_id text, id int, body text) PARTITION BY LIST (id);
         CREATE TABLE split_1 PARTITION OF split FOR VALUES IN (1); CREATE TABLE split_2 PARTITION OF split FOR VALUES IN (2);
         INSERT INTO split SELECT 'u', n, repeat(n::text, 200000) FROM generate_series(1, 2) n`,
      );
      const rows = new Map<unknown, unknown>();
      await read('split', [key('u')], ({ columns }) => rows.set(columns['id'], columns['body']));
      expect([rows.get(1), rows.get(2)]).toEqual(['1'.repeat(200_000), '2'.repeat(200_000)]);
    });
  });

  it('the export ends, and manifest, page and record name what is not in the copy of that person alone', async () => {
    const preparing = await startApp({ database, settings: { ROLE: 'api' } });
    const project = await createProject(preparing);
    await preparing.stop();
    await withClient(database.url, (connection) =>
      connection.query(
        `CREATE TABLE files (user_id text, name text, data bytea, face bytea);
         INSERT INTO files VALUES ('ada', 'scan', decode(repeat('cd', 300000), 'hex'), decode(repeat('cd', 300000), 'hex')),
           ('ada', 'note', 'abc', NULL), ('bea', 'note', 'abc', NULL)`,
      ),
    );
    const dataMap = `collections:
      - { name: files, title: Files, table: files, subject: user_id, project: ${project.projectId}, policy: erase, purpose: p, sourceCategory: s, retention: r,
          headers: { face: { category: biometric, withhold: true } } }`;
    const settings = { ...STEP_BY_STEP, EXPORT_CELL_LIMIT_BYTES: '65536' };
    const app = await startApp({ database, dataMap, settings });
    try {
      const client = new ApiClient(app, project);
      for (const id of ['ada', 'bea']) {
        const properties = { time: 1_770_000_000, distinct_id: id, $insert_id: id, text: 'x'.repeat(80_000) };
        await client.importEvents([{ event: 'Wrote much', properties }]);
      }
      const id = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['ada', 'bea'] });
      await app.application.get(ExportRun, { strict: false }).run(id);
      const shown = await client.show(id);
      expect(shown).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'exported' }, { outcome: 'exported' }] });
      expect(shown['collections']).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ collection: 'files', rows: 3, notCopied: 1 }),
          expect.objectContaining({ collection: 'events', rows: 2, notCopied: 2 }),
        ]),
      );
      const response = await fetch(`${app.url}/api/v1/requests/${id}/download`, {
        headers: { authorization: `Bearer ${project.oauthToken}` },
      });
      const files = await readZip(Buffer.from(await response.arrayBuffer()));
      expect(fileOf(files, 1, 'files.jsonl')).toContain('"data":{"held":true,"tooLarge":true,"bytes":300000}');
      expect(fileOf(files, 1, 'files.jsonl')).toContain('"face":{"held":true,"disclosed":false}');
      expect(fileOf(files, 1, 'events.jsonl')).toContain('"$properties":{"held":true,"tooLarge":true,"bytes":');
      expect(fileOf(files, 2, 'files.jsonl')).toContain('"data":"YWJj"');
      expect(fileOf(files, 1, 'index.html')).toContain('too large for this copy: 1 value of data (300 KB)');
      expect(fileOf(files, 1, 'index.html')).not.toContain('of face');
      expect(fileOf(files, 2, 'index.html')).not.toContain('value of data');
      const { subjects } = JSON.parse(manifestIn(files)) as { subjects: { notCopied?: { collection: string }[] }[] };
      expect(subjects.map(({ notCopied = [] }) => notCopied.map(({ collection }) => collection))).toEqual([
        ['events', 'files'],
        ['events'],
      ]);
      const { body } = await client.call<{ document: { notCopied: unknown[] } }>(
        'GET',
        `/api/v1/requests/${id}/record`,
      );
      expect(body.document.notCopied).toContainEqual({ collection: 'files', values: 1, bytes: 300_000 });
    } finally {
      await app.stop();
    }
  });
});
