import { ClickHouseSubjectStore } from '../../src/subject-data/clickhouse/subject-store.js';
import { keptForATimeContract } from '../contracts/kept-for-a-time.contract.js';
import { startClickHouse } from './clickhouse.js';

const TYPES = { instant: `DateTime('UTC')`, day: 'Nullable(Date)', clock: '', seconds: 'Nullable(Int64)' } as const;

keptForATimeContract('ClickHouse, one server', async () => {
  const server = await startClickHouse();
  const engine = server.engine();
  await engine.command('CREATE DATABASE IF NOT EXISTS shop');
  return {
    store: new ClickHouseSubjectStore(engine),
    kinds: ['instant', 'day', 'seconds'],
    create: async (kind, table) => {
      await engine.command(
        `CREATE TABLE shop.${table} (id UInt32, who String, dated ${TYPES[kind]}, note Nullable(String))
         ENGINE = MergeTree ORDER BY (who, id)`,
      );
      return { store: 'habeas', schema: 'shop', table };
    },
    insert: async (table, rows) => {
      const isInstant = (
        await engine.query<{ type: string }>(
          `SELECT type FROM system.columns WHERE database = 'shop' AND table = '${table}' AND name = 'dated'`,
        )
      )[0]?.type.startsWith('DateTime');
      // Where the column takes no null, nothing given is the beginning of 1970.
      const given = rows.map(([id, who, dated]) => [
        id,
        who,
        dated ?? (isInstant === true ? '1970-01-01 00:00:00' : null),
        'note',
      ]);
      await engine.insert(`shop.${table}`, ['id', 'who', 'dated', 'note'], given);
    },
    close: () => server.stop(),
  };
});
