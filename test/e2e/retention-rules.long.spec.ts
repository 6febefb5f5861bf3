import { describeRetentionRules } from '../contracts/retention-rules.contract.js';
import { createTestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';

describe('what time does by each of its rules, in PostgreSQL', () => {
  describeRetentionRules(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) =>
      sql.query(`
        CREATE SCHEMA shop;
        CREATE TABLE shop.orders (id bigserial PRIMARY KEY, customer text NOT NULL, city text, made_at timestamptz NOT NULL);
        CREATE TABLE shop.reviews (id bigserial PRIMARY KEY, author text NOT NULL, author_name text, written_at timestamptz NOT NULL);`),
    );
    return {
      app: { database },
      insert: (table, columns, rows) =>
        withClient(database.url, async (sql) => {
          const places = columns.map((_, at) => `$${String(at + 1)}`).join(', ');
          for (const row of rows)
            await sql.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, [...row]);
        }),
      read: (table, columns) =>
        withClient(database.url, async (sql) => {
          const texts = columns.map((column) => `${column}::text`).join(', ');
          return (await sql.query<(string | null)[]>({ text: `SELECT ${texts} FROM ${table}`, rowMode: 'array' })).rows;
        }),
      stop: async () => undefined,
    };
  });
});
