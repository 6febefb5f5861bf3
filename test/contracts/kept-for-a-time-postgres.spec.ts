import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createTestDatabase } from '../support/database.js';
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
