import type pg from 'pg';
import { parseDataMap } from '../../src/subject-data/data-map/data-map-file.js';
import type { Collection } from '../../src/subject-data/index.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';
import { keptForATimeContract } from './kept-for-a-time.contract.js';

const TYPES = { instant: 'timestamptz', day: 'date', clock: 'timestamp', seconds: 'bigint' } as const;

keptForATimeContract('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const pool = poolOf(database.url, 6);
  const kindOf = new Map<string, string>();
  return {
    store: new PostgresSubjectStore('habeas', pool),
    kinds: ['instant', 'day', 'clock', 'seconds'],
    create: async (kind, table) => {
      await pool.query(
        `CREATE TABLE ${table} (id integer PRIMARY KEY, who text NOT NULL, dated ${TYPES[kind]}, note text);
         CREATE INDEX ON ${table} (who)`,
      );
      kindOf.set(table, kind);
      return { store: 'habeas', schema: 'public', table };
    },
    insert: async (table, rows) => {
      for (const [id, who, dated] of rows) {
        await pool.query(
          `INSERT INTO ${table} VALUES ($1, $2, ${dated === null ? 'NULL' : `'${dated}${kindOf.get(table) === 'instant' ? '+00' : ''}'`}, 'note')`,
          [id, who],
        );
      }
    },
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
});

describe('PostgreSQL, with a table whose rows grow old', () => {
  const WORDS = 'purpose: p, sourceCategory: s';
  const declared = (table: string, more: string): Collection => {
    const text = `collections:\n  - { name: ${table}, table: ${table}, subject: who, project: 1, ${more}, ${WORDS} }`;
    return parseDataMap(text, {}).collections[0] as Collection;
  };
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresSubjectStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = poolOf(database.url, 3);
    store = new PostgresSubjectStore('habeas', pool);
    await pool.query(
      `CREATE TABLE orders (id integer PRIMARY KEY, who text NOT NULL, at timestamptz, total integer NOT NULL, note text);
       CREATE TABLE lines (id integer PRIMARY KEY, part integer CONSTRAINT of_order REFERENCES orders);
       CREATE INDEX ON orders (who)`,
    );
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  const aging = (deed: string, policy = '{ keep: { basis: b, until: { column: at, plus: P1Y } } }') =>
    declared('orders', `policy: ${policy}, retention: { text: t, after: P6Y, from: at${deed} }`);

  it('is told which of its rows stay, since others refer to them', async () => {
    const { errors, warnings } = await store.check(aging(', do: erase'));
    expect(errors).toEqual([]);
    expect(warnings).toContain(
      'rows that rows of public.lines refer to by the foreign key "of_order" stay beyond their retention, until nothing refers to them',
    );
    expect((await store.check(aging(''))).warnings.join()).not.toContain('beyond their retention');
  });

  it('is told what of it cannot be cleared', async () => {
    const { errors } = await store.check(aging(', do: { anonymize: [note, total] }', 'erase'));
    expect(errors).toEqual([expect.stringContaining('leave it out of `retention.do.anonymize`')]);
    expect((await store.check(aging(', do: { anonymize: [note] }', 'erase'))).errors).toEqual([]);
    const nowhere = await store.check(aging(', do: { anonymize: [nowhere] }', 'erase'));
    expect(nowhere.errors).toEqual(['column anonymized by retention "nowhere" does not exist']);
  });
});
