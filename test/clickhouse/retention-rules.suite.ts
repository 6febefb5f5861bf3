import { describeRetentionRules } from '../contracts/retention-rules.contract.js';
import { startClickHouse } from './clickhouse.js';

describe('what time does by each of its rules, in the ClickHouse engine', () => {
  describeRetentionRules(async () => {
    const server = await startClickHouse();
    const engine = server.engine();
    await engine.command('CREATE DATABASE shop');
    await engine.command(
      'CREATE TABLE shop.orders (customer String, city Nullable(String), made_at DateTime) ENGINE = MergeTree ORDER BY customer',
    );
    await engine.command(
      'CREATE TABLE shop.reviews (author String, author_name Nullable(String), written_at DateTime) ENGINE = MergeTree ORDER BY author',
    );
    return {
      app: { settings: { CLICKHOUSE_URL: server.url } },
      insert: async (table, columns, rows) =>
        engine.insert(
          table,
          [...columns],
          rows.map((row) => [...row]),
        ),
      read: async (table, columns) => {
        const texts = columns.map((column) => `toString(${column})`).join(', ');
        const final = table.startsWith('subject_data.') ? 'FINAL' : '';
        const rows = await engine.query<{ row: (string | null)[] }>(`SELECT [${texts}] AS row FROM ${table} ${final}`);
        return rows.map(({ row }) => row);
      },
      stop: () => server.stop(),
    };
  });
});
