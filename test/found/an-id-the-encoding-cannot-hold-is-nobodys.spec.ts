import type pg from 'pg';
import { EVERYTHING } from '../../src/compliance/index.js';
import type { Collection } from '../../src/subject-data/index.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';
import { poolOf } from '../support/pool.js';

const people = {
  name: 'people',
  title: 'People',
  store: 'shop',
  schema: 'public',
  table: 'people',
  projects: [1],
  projectColumn: null,
  subjectColumn: 'user_id',
  timeColumn: null,
  arrivalColumn: null,
  propertiesColumn: null,
  shape: 'record',
  policy: { kind: 'erase' },
  headers: [],
} as unknown as Collection;

const key = (distinctId: string, ordinal: number) => ({ ordinal, projectId: 1, distinctId, watermark: null });

describe.each(['LATIN1', 'WIN1252', 'SQL_ASCII'])('in a database of the encoding %s', (encoding) => {
  let home: TestDatabase;
  let pool: pg.Pool;
  let name: string;

  beforeAll(async () => {
    home = await createEmptyDatabase();
    name = `${new URL(home.url).pathname.slice(1)}_${encoding.toLowerCase()}`;
    await withClient(home.url, (sql) =>
      sql.query(
        `CREATE DATABASE ${name} ENCODING '${encoding}' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
      ),
    );
    pool = poolOf(home.url.replace(/\/[^/]*$/, `/${name}`), 3);
    await pool.query(`CREATE TABLE people (user_id text); CREATE INDEX ON people (user_id);
      INSERT INTO people VALUES ('carol'), ('andré'), ('dave')`);
  });
  afterAll(async () => {
    await pool.end();
    await withClient(home.url, (sql) => sql.query(`DROP DATABASE ${name} WITH (FORCE)`));
    await home.drop();
  });

  it('an id that it cannot hold is nobody’s, and the others of the request are answered', async () => {
    const store = new PostgresSubjectStore('shop', pool);
    const keys = [key('日本', 0), key('carol', 1), key('andré', 2), key('🦔', 3)];
    const found = await store.tally(keys, people, EVERYTHING);
    expect(found.map(({ ordinal, rows }) => [ordinal, rows]).sort()).toEqual([
      [1, 1],
      [2, 1],
    ]);
    await store.hide(people, keys, 'policy');
    expect(await store.countRemaining(people, keys, 'policy')).toEqual([]);
    expect((await pool.query('SELECT user_id FROM people')).rows).toEqual([{ user_id: 'dave' }]);
  });
});
