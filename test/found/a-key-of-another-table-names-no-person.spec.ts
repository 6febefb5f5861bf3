import type pg from 'pg';
import { parseDataMap } from '../../src/subject-data/data-map/data-map-file.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import type { Neighbours } from '../../src/subject-data/store/neighbours.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';

const WORDS = 'project: 1, policy: erase, purpose: p, sourceCategory: s, retention: r';
/** Collections as `table: subject column`. */
const mapOf = (tables: Readonly<Record<string, string>>): Neighbours => {
  const lines = Object.entries(tables).map(
    ([table, subject]) => `{ name: of_${table}, table: ${table}, subject: ${subject}, ${WORDS} }`,
  );
  return {
    stores: ['habeas'],
    collections: parseDataMap(`collections: [${lines.join(', ')}]`, {}).collections,
    exemptions: [],
  };
};

describe('a key of another table names no person', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresSubjectStore;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    pool = poolOf(database.url, 2);
    store = new PostgresSubjectStore('habeas', pool);
  });
  beforeEach(() =>
    pool.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);
      CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users ON DELETE CASCADE);
      CREATE INDEX ON orders (user_id); INSERT INTO users VALUES (1, 'a'), (2, 'b'); INSERT INTO orders VALUES (1, 2), (2, 1)`),
  );
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  async function check(map: Neighbours, name: string) {
    const collection = map.collections.find((each) => each.table === name);
    if (collection === undefined) throw new Error(`no collection ${name}`);
    return store.check(collection, map);
  }

  it('by a foreign key, whatever its columns are called', async () => {
    await pool.query(`CREATE TABLE order_items (id serial PRIMARY KEY, belongs int REFERENCES orders ON DELETE CASCADE, sku text);
      CREATE INDEX ON order_items (belongs)`);
    const map = mapOf({ users: 'id', orders: 'user_id', order_items: 'belongs' });
    expect((await check(map, 'order_items')).errors).toEqual([
      expect.stringMatching(
        /subject column "belongs" refers to "id" of public\.orders .*where "user_id" says whose.*no person; name a column .*ON DELETE CASCADE/,
      ),
    ]);
    expect((await check(map, 'orders')).errors).toEqual([]);
  });

  it('by its name and its rows, where no foreign key says it', async () => {
    await pool.query(
      'CREATE TABLE order_items (id serial PRIMARY KEY, order_id int, sku text); CREATE INDEX ON order_items (order_id)',
    );
    const map = mapOf({ users: 'id', orders: 'user_id', order_items: 'order_id' });
    expect((await check(map, 'order_items')).warnings.join()).toContain('looks like the key "id" of public.orders');
    await pool.query('INSERT INTO order_items (order_id) VALUES (1), (1), (2)');
    expect((await check(map, 'order_items')).errors).toEqual([
      expect.stringContaining('holds keys ("id") of public.orders'),
    ]);
    await pool.query('INSERT INTO order_items (order_id) VALUES (7)');
    expect((await check(map, 'order_items')).errors).toEqual([]);
  });

  it('unless it is by that key that the other table knows people', async () => {
    await pool.query(`CREATE TABLE profiles (user_id int PRIMARY KEY REFERENCES users ON DELETE CASCADE);
      CREATE TABLE avatars (owner int REFERENCES profiles ON DELETE CASCADE); CREATE INDEX ON avatars (owner);
      CREATE TABLE mails (email text REFERENCES users (email) ON DELETE CASCADE); CREATE INDEX ON mails (email)`);
    const map = mapOf({ users: 'id', profiles: 'user_id', avatars: 'owner', orders: 'user_id', mails: 'email' });
    for (const name of ['profiles', 'avatars', 'orders']) expect((await check(map, name)).errors).toEqual([]);
    expect((await check(map, 'mails')).errors).toEqual([
      expect.stringContaining('"email" refers to "email" of public.users'),
    ]);
  });

  it('and the number a table gives its own rows is asked about, where another column refers to people', async () => {
    await pool.query('CREATE TABLE notes (id serial PRIMARY KEY, by_whom int REFERENCES users ON DELETE CASCADE)');
    const { warnings } = await check(mapOf({ users: 'id', notes: 'id' }), 'notes');
    expect(warnings.join()).toContain('while "by_whom" refers to people (public.users)');
  });

  it('and a table on the way that is not mapped is asked about', async () => {
    await pool.query('CREATE TABLE order_items (order_id int REFERENCES orders ON DELETE CASCADE)');
    const { errors, warnings } = await check(mapOf({ users: 'id', order_items: 'order_id' }), 'order_items');
    expect([errors, warnings.join()]).toEqual([
      [],
      expect.stringContaining('refers to public.orders, of which "user_id" refers to people'),
    ]);
  });
});
