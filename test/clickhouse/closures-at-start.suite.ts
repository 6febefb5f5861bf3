import { closuresAtStartContract } from '../contracts/closures-at-start.contract.js';
import { startClickHouse } from './clickhouse.js';

closuresAtStartContract('ClickHouse', async () => {
  const server = await startClickHouse();
  return { settings: { CLICKHOUSE_URL: server.url }, close: () => server.stop() };
});
