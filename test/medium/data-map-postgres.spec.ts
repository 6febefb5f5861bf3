import pg from 'pg';
import { EVERYTHING } from '../../src/compliance/index.js';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import { parseDataMap } from '../../src/subject-data/data-map/data-map-file.js';
import { recordLine } from '../../src/subject-data/store/record.js';
import { SubjectData, type Collection, type StoredRow, type SubjectKey } from '../../src/subject-data/index.js';
import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { recordingBatch } from '../support/recordings.js';
import { until } from '../support/until.js';
import { poolOf } from '../support/pool.js';

const WORDS = 'purpose: p, sourceCategory: s, retention: r';
const declared = (yaml: string): Collection => {
  const [collection] = parseDataMap(`collections:\n  - { ${yaml}, ${WORDS} }`, {}).collections;
  if (collection === undefined) throw new Error('no collection');
  return collection;
};
const key = (distinctId: string, ordinal = 0, watermark: Date | null = null): SubjectKey => ({
  ordinal,
  projectId: 1,
  distinctId,
  watermark,
});

describe('the company’s own tables in PostgreSQL', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresSubjectStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = poolOf(database.url, 6);
    store = new PostgresSubjectStore('habeas', pool, { horizon: 0, page: 5_000 });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const rows = (collection: Collection, keys: SubjectKey[], window = EVERYTHING) =>
    store.read(keys, async (view) => {
      const read: StoredRow[] = [];
      for await (const row of view.rows(collection, window)) read.push(row);
      return read;
    });
  const ordinals = async (collection: Collection, keys: SubjectKey[], window = EVERYTHING) =>
    (await store.read(keys, (view) => view.count(collection, window))).map((tally) => tally.ordinal);
  /** The store has no patience, and a neighbour on the server may have a transaction under way. */
  const purged = (collection: Collection) =>
    until('a purge of everything', async () => (await store.removeHidden(collection)).erased);

  it('find nothing wrong with the built-in collections', async () => {
    const subjectData = new SubjectData(BUILT_IN_COLLECTIONS, new Map([['habeas', store]]));
    expect(await subjectData.check()).toEqual({ errors: [], warnings: [] });
    expect(await subjectData.assertSound()).toEqual([]);
  });

  it.each([
    ['bigint', "'7'", '7', ['07', ' 7', '7.0', '+7', "'; drop table", '9223372036854775808', '']],
    ['smallint', "'7'", '7', ['70000', '9223372036854775807']],
    ['numeric(12,2)', "'7'", '7', ['7.00', '1e1', 'NaN']],
    [
      'uuid',
      "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
      'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11',
      ['{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}', 'x'],
    ],
    ['varchar(40)', "'Anna'", 'Anna', ['anna', 'Anna ', "'; drop table"]],
    ['char(8)', "'Anna'", 'Anna', ['anna', 'Anna ', 'Anna    ']],
    ['text COLLATE "C"', "'Anna'", 'Anna', ['anna', 'Anna ']],
    ['text COLLATE insensitive', "'Anna'", 'Anna', ['anna', 'ANNA', 'Änna']],
  ])('compare ids with a subject column of type %s exactly, by its index', async (type, value, id, others) => {
    await pool.query(
      `CREATE COLLATION IF NOT EXISTS insensitive (provider = icu, locale = 'und-u-ks-level1', deterministic = false)`,
    );
    await pool.query(`DROP TABLE IF EXISTS typed; CREATE TABLE typed (id bigserial PRIMARY KEY, owner ${type})`);
    await pool.query(`CREATE INDEX ON typed (owner); INSERT INTO typed (owner) VALUES (${value})`);
    const collection = declared('name: typed, table: typed, project: 1, subject: owner, policy: erase');
    const spelling = type.includes('insensitive') ? [expect.stringContaining('different spellings for one')] : [];
    expect(await store.check(collection)).toEqual({ errors: [], warnings: spelling });
    const keys = [key(id, 0), ...others.map((other, at) => key(other, at + 1))];
    expect(await ordinals(collection, keys)).toEqual([0]);
    await store.hide(collection, keys.slice(1), 'policy');
    expect(await ordinals(collection, keys)).toEqual([0]);
    await store.hide(collection, keys, 'policy');
    expect(await store.countRemaining(collection, keys, 'policy')).toEqual([]);
  });

  it('come out as they are, type by type', async () => {
    await pool.query(`CREATE TABLE everything (
      tenant int, owner text, big bigint, exact numeric, ratio float8, flag bool, bytes bytea, day date, at timestamptz,
      fine timestamptz, local timestamp, never timestamptz, tags text[], document json, "a ""quoted"" column" int, nothing text)`);
    await pool.query(`INSERT INTO everything VALUES (1, 'a', 9007199254740993, 0.10, 'NaN', true, '\\x6869', '2026-03-09',
      '2026-03-09T22:28:55.078Z', '2026-03-09T22:28:55.078315Z', '2026-03-09T22:28:55', 'infinity', '{"x,y",z}',
      '{ "a" : 1.00,\n "a": 2 }', 1, NULL)`);
    const collection = declared(
      'name: everything, table: everything, projectColumn: tenant, subject: owner, time: fine, policy: erase',
    );
    const [row] = await rows(collection, [key('a')]);
    expect(row?.time).toBe('2026-03-09T22:28:55.078Z');
    expect(recordLine(collection, row as StoredRow)).toBe(
      '{"owner":"a","big":9007199254740993,"exact":"0.10","ratio":"NaN","flag":true,"bytes":"aGk=","day":"2026-03-09",' +
        '"at":"2026-03-09T22:28:55.078Z","fine":"2026-03-09T22:28:55.078315Z","local":"2026-03-09T22:28:55","never":"infinity",' +
        '"tags":["x,y", "z"],"document":{ "a" : 1.00,  "a": 2 },"a \\"quoted\\" column":1,"nothing":null}',
    );
  });

  it.each([
    ['timestamptz', 'at', 'came'],
    ['timestamp', '{ column: at, zone: UTC }', '{ column: came, zone: UTC }'],
    ['date', '{ column: at, zone: UTC }', '{ column: came, zone: UTC }'],
  ])('are bounded by window and watermark in a column of type %s', async (type, time, arrival) => {
    await pool.query(`DROP TABLE IF EXISTS timed; CREATE TABLE timed (owner text, at ${type}, came ${type})`);
    await pool.query(`INSERT INTO timed VALUES ('old', '2025-03-08', '2026-01-01'), ('in', '2025-03-09', '2026-01-01'),
      ('undated', NULL, NULL), ('late', '2025-03-10', '2026-01-03')`);
    const collection = declared(
      `name: timed, table: timed, project: 1, subject: owner, time: ${time}, arrival: ${arrival}, policy: erase`,
    );
    const keys = ['old', 'in', 'undated', 'late'].map((id, at) => key(id, at, new Date('2026-01-02T12:00:00Z')));
    const window = { from: new Date('2025-03-09T00:00:00Z'), until: new Date('2026-03-09T00:00:00Z') };
    expect(await ordinals(collection, keys, window)).toEqual([1, 2]);
    expect(await ordinals(collection, keys)).toEqual([0, 1, 2]);
    const ofOne = await rows(
      collection,
      ['late', 'in', 'undated'].map((id) => key(id, 0)),
    );
    expect(ofOne.map(({ columns }) => columns['owner'])).toEqual(['undated', 'in', 'late']);
    await store.hide(collection, keys, 'policy');
    expect((await pool.query('SELECT owner FROM timed')).rows).toEqual([{ owner: 'late' }]);
    expect(await store.countRemaining(collection, keys, 'policy')).toEqual([{ ordinal: 3, rows: 0, newRows: 1 }]);
  });

  it('are anonymized in the named columns, and keep the rest', async () => {
    await pool.query(`CREATE TABLE orders (id bigserial PRIMARY KEY, owner text, email text, name text NOT NULL DEFAULT 'gone',
      score numeric(6,2) NOT NULL DEFAULT 0, meta jsonb NOT NULL DEFAULT '{}', amount int NOT NULL)`);
    await pool.query(`CREATE INDEX ON orders (owner)`);
    const fill = `('a@x', 'Ada', 3, '{"$os": "Linux"}', 5)`.slice(1, -1);
    await pool.query(
      `INSERT INTO orders (owner, email, name, score, meta, amount) VALUES ('a', ${fill}), ('b', ${fill})`,
    );
    const collection = declared(
      'name: orders, table: orders, project: 1, subject: owner, policy: { anonymize: [email, name, score, meta] }',
    );
    expect(await store.check(collection)).toEqual({ errors: [], warnings: [] });
    expect(await store.countRemaining(collection, [key('a')], 'policy')).toMatchObject([{ ordinal: 0, rows: 1 }]);
    await store.hide(collection, [key('a')], 'policy');
    await store.hide(collection, [key('a')], 'policy');
    expect(await store.countRemaining(collection, [key('a')], 'policy')).toEqual([]);
    const { rows: left } = await pool.query(
      'SELECT owner, email, name, score, meta, amount FROM orders ORDER BY owner',
    );
    expect(left).toEqual([
      { owner: 'a', email: null, name: 'gone', score: '0.00', meta: {}, amount: 5 },
      { owner: 'b', email: 'a@x', name: 'Ada', score: '3.00', meta: { $os: 'Linux' }, amount: 5 },
    ]);
    await purged(collection);
  });

  it('lose their headers in a partial deletion, all columns but those that make the row', async () => {
    await pool.query(`CREATE TABLE visits (id bigserial PRIMARY KEY, owner text, at timestamptz NOT NULL, email text, via text,
      props json, no int NOT NULL)`);
    await pool.query(
      `INSERT INTO visits (owner, at, email, via, props, no) VALUES ('a', now(), 'a@x', 'ad', '{"$os": 1, "x": 2}', 7)`,
    );
    const collection = declared(
      'name: visits, table: visits, project: 1, subject: owner, time: at, properties: props, policy: erase, headers: { via: { category: c, source: true }, $os: { category: c, source: true }, no: { category: c, keep: true } }',
    );
    expect((await store.check(collection)).errors).toEqual([]);
    await store.hide(collection, [key('a')], 'sources');
    expect(await store.countRemaining(collection, [key('a')], 'sources')).toEqual([]);
    expect((await pool.query('SELECT email, via, props::text, no FROM visits')).rows).toEqual([
      { email: 'a@x', via: null, props: '{"x": 2}', no: 7 },
    ]);
    await store.hide(collection, [key('a')], 'headers');
    expect(await store.countRemaining(collection, [key('a')], 'headers')).toEqual([]);
    expect((await pool.query('SELECT email, via, props::text, no FROM visits')).rows).toEqual([
      { email: null, via: null, props: '{}', no: 7 },
    ]);
  });

  it('keep of an event’s $insert_id a hash, and of a replay nothing but that it was', async () => {
    const ingest = new PostgresIngestStore(pool);
    const [time, properties] = [new Date('2026-03-09'), '{}'];
    const event = (insertId: string) => ({ event: 'e', distinctId: 'hash', time, insertId, properties });
    await ingest.writeEvents(1, [event('one'), event('two')]);
    await ingest.writeRecordings(1, [recordingBatch({ distinctId: 'hash', deviceId: '$device:d' })]);
    for (const collection of [BUILT_IN_COLLECTIONS[0], BUILT_IN_COLLECTIONS[2]] as Collection[]) {
      expect((await store.countRemaining(collection, [key('hash')], 'headers')).length).toBe(1);
      await store.hide(collection, [key('hash')], 'headers');
      expect(await store.countRemaining(collection, [key('hash')], 'headers')).toEqual([]);
    }
    const ids = (await rows(BUILT_IN_COLLECTIONS[0] as Collection, [key('hash')])).map(
      (row) => row.columns['insert_id'],
    );
    expect(ids).toEqual([
      expect.stringMatching(/^hashed:[0-9a-f]{64}$/),
      expect.stringMatching(/^hashed:[0-9a-f]{64}$/),
    ]);
    const [replay] = await rows(BUILT_IN_COLLECTIONS[2] as Collection, [key('hash')]);
    expect(replay?.columns).toMatchObject({
      ...{ distinct_id: 'hash', sent_distinct_id: '', device_id: null, replay_id: 'r', seq: 0 },
      ...{ duration_ms: 0, events: 0, recording: Buffer.alloc(0), properties: '{}' },
    });
  });

  it.each([
    ['a view', 'CREATE VIEW broken AS SELECT 1 AS owner', 'policy: erase', /is a view/],
    [
      'a subject column of another type',
      'CREATE TABLE broken (owner point)',
      'policy: erase',
      /subject column "owner" is point/,
    ],
    [
      'a project column that is text',
      'CREATE TABLE broken (owner text, tenant text)',
      'policy: erase, projectColumn: tenant',
      /project column "tenant" is text/,
    ],
    [
      'a time column that is text',
      'CREATE TABLE broken (owner text, at text)',
      'policy: erase, time: at',
      /time column "at" is text/,
    ],
    [
      'properties that are text',
      'CREATE TABLE broken (owner text, p text)',
      'policy: erase, properties: p',
      /properties column "p" is text/,
    ],
    [
      'an anonymized column that is not there',
      'CREATE TABLE broken (owner text)',
      'policy: { anonymize: [email] }',
      /anonymized column "email" does not exist/,
    ],
    [
      'an anonymized column that cannot be empty',
      'CREATE TABLE broken (owner text, email text NOT NULL)',
      'policy: { anonymize: [email] }',
      /"email" can be neither null nor a constant default/,
    ],
    [
      'a default that is not constant',
      'CREATE TABLE broken (owner text, at timestamptz NOT NULL DEFAULT now())',
      'policy: { anonymize: [at] }',
      /"at" can be neither/,
    ],
    [
      'a default that must be unique',
      "CREATE TABLE broken (owner text, email text NOT NULL UNIQUE DEFAULT '')",
      'policy: { anonymize: [email] }',
      /"email" can be neither/,
    ],
    [
      'a generated column',
      "CREATE TABLE broken (owner text, x text GENERATED ALWAYS AS (owner || 'x') STORED)",
      'policy: { anonymize: [x] }',
      /"x" can be neither/,
    ],
    [
      'a source that cannot be emptied',
      'CREATE TABLE broken (owner text, via text NOT NULL)',
      'policy: erase, headers: { via: { category: c, source: true } }',
      /"via" can be neither.*Sources.*keep: true/,
    ],
    [
      'a source that is part of the key',
      'CREATE TABLE broken (owner text, via text PRIMARY KEY)',
      'policy: erase, headers: { via: { category: c, source: true } }',
      /"via" can be neither/,
    ],
  ])('are refused for %s', async (_what, sql, more, expected) => {
    await pool.query('DROP VIEW IF EXISTS broken').catch(() => pool.query('DROP TABLE IF EXISTS broken'));
    await pool.query(sql);
    const project = more.includes('projectColumn') ? '' : ', project: 1';
    const { errors } = await store.check(declared(`name: broken, table: broken, subject: owner${project}, ${more}`));
    expect(errors.join('\n')).toMatch(expected);
    await pool.query('DROP VIEW IF EXISTS broken').catch(() => pool.query('DROP TABLE IF EXISTS broken'));
  });

  it('are told of a missing index, and of rows that refer to them', async () => {
    await pool.query(`CREATE TABLE people (id int PRIMARY KEY, owner text);
      CREATE TABLE notes (person int REFERENCES people); CREATE TABLE likes (person int REFERENCES people ON DELETE CASCADE)`);
    const people = declared('name: people, table: people, project: 1, subject: owner, policy: erase');
    const neighbours = {
      stores: ['habeas'],
      collections: [people],
      exemptions: [{ store: 'habeas', table: 'public.likes', columns: null, reason: 'nobody’s' }],
    };
    const { errors, warnings } = await store.check(people, neighbours);
    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringContaining('no index on "public"."people" begins with (owner)'),
      expect.stringMatching(/rows of public\.likes will be deleted with .*it is exempt: nobody’s/),
      expect.stringMatching(
        /rows of public\.notes that refer to .*"notes_person_fkey" keep it .*list public\.notes under `collections`/,
      ),
    ]);
    await pool.query(`INSERT INTO people VALUES (1, 'a'); INSERT INTO notes VALUES (1)`);
    const refused = store.hide(people, [key('a')], 'policy', { neighbours });
    await expect(refused).rejects.toMatchObject({ kind: 'unprocessable', code: 'store-refused' });
  });

  it('need the rights their policy needs', async () => {
    await pool.query(`CREATE TABLE guarded (owner text); CREATE INDEX ON guarded (owner);
      CREATE ROLE reader LOGIN PASSWORD 'reader'; GRANT SELECT ON guarded TO reader`);
    const reader = poolOf(database.url.replace(/\/\/[^@]*@/, '//reader:reader@'), 1);
    const weak = new PostgresSubjectStore('weak', reader, { horizon: 0, page: 1_000 });
    const guarded = (policy: string) =>
      declared(`name: guarded, table: guarded, project: 1, subject: owner, policy: ${policy}`);
    try {
      expect((await weak.check(guarded('{ keep: { basis: law } }'))).errors).toEqual([]);
      expect((await weak.check(guarded('erase'))).errors.join()).toMatch(
        /right to DELETE.*right to UPDATE.*right to vacuum/s,
      );
      expect(await weak.removeHidden(guarded('erase'))).toMatchObject({
        erased: false,
        waitsFor: expect.stringContaining('right to vacuum'),
      });
      await expect(weak.hide(guarded('erase'), [key('a')], 'policy')).rejects.toMatchObject({ code: 'store-refused' });
      await pool.query('GRANT DELETE, UPDATE, MAINTAIN ON guarded TO reader');
      expect((await weak.check(guarded('erase'))).warnings.join()).toContain('pg_read_all_stats');
      await pool.query(`ALTER TABLE guarded ENABLE ROW LEVEL SECURITY`);
      await expect(weak.countRemaining(guarded('erase'), [key('a')], 'policy')).rejects.toMatchObject({
        code: 'store-refused',
      });
    } finally {
      await reader.end();
      await pool.query('DROP TABLE guarded; DROP ROLE reader');
    }
  });

  it('are not called purged while an older snapshot can see the rows', async () => {
    await pool.query(`CREATE TABLE seen (owner text PRIMARY KEY); INSERT INTO seen VALUES ('a'), ('b')`);
    const collection = declared('name: seen, table: seen, project: 1, subject: owner, policy: erase');
    const old = await pool.connect();
    try {
      await old.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
      await store.hide(collection, [key('a')], 'policy');
      expect(await store.countRemaining(collection, [key('a')], 'policy')).toEqual([]);
      const held = await store.removeHidden(collection);
      expect(held).toMatchObject({ erased: false, waitsFor: 'an older transaction of another session' });
      await old.query('COMMIT');

      const since = held.erased ? '' : held.since;
      // A snapshot reaches back to the oldest transaction of the server, a neighbour's included: then the next one is tried.
      await until('a purge beside a reader who came later', async () => {
        await old.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1');
        const { erased } = await store.removeHidden(collection, { since });
        await old.query('COMMIT');
        return erased;
      });
    } finally {
      old.release();
    }
  });

  it('are not called purged while an older transaction still runs, snapshot or not', async () => {
    const collection = declared('name: seen, table: seen, project: 1, subject: owner, policy: erase');
    const old = await pool.connect();
    try {
      await old.query('BEGIN');
      await old.query('SELECT pg_current_xact_id()');
      await store.hide(collection, [key('b')], 'policy');
      expect(await store.removeHidden(collection)).toMatchObject({ erased: false });
      await old.query('COMMIT');
      await purged(collection);
    } finally {
      old.release();
    }
  });

  it('answer with a fault that tells no value when the server is away', async () => {
    const away = new pg.Pool({ connectionString: 'postgres://nobody:secret@127.0.0.1:1/none' });
    const lost = new PostgresSubjectStore('shop', away);
    const error = await lost
      .countRemaining(BUILT_IN_COLLECTIONS[0] as Collection, [key('a')], 'policy')
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'unavailable', code: 'store-unavailable' });
    expect(String(error)).not.toContain('secret');
    await away.end();
  });
});
