import { startClickHouse, type TestClickHouse } from './clickhouse.js';

describe('an insert with a limit, into the ClickHouse engine, one server', () => {
  let server: TestClickHouse;

  beforeAll(async () => {
    server = await startClickHouse();
  });
  afterAll(async () => server.stop());

  it('settles when what it does to the table is done, however long the server is busy', async () => {
    const engine = server.engine();
    await engine.command('CREATE DATABASE held');
    await engine.command('CREATE TABLE held.rows (a UInt32) ENGINE = MergeTree ORDER BY a');
    const count = async () => Number((await engine.query<{ n: string }>('SELECT count() AS n FROM held.rows'))[0]?.n);
    const busy = engine.query('SELECT sleepEachRow(1) FROM numbers(4) SETTINGS max_block_size = 1');
    const limited = engine.within({ signal: AbortSignal.timeout(1000), milliseconds: 1000 });
    await expect(limited.insert('held.rows', ['a'], [[1]])).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'store-unavailable',
    });
    const atTheEnd = await count();
    await busy;
    expect(await count()).toBe(atTheEnd);
  });

  it('is ended by the server itself where it takes too long', async () => {
    const engine = server.engine();
    await engine.command(
      'CREATE TABLE held.slow (a UInt32, b UInt8 DEFAULT sleepEachRow(1)) ENGINE = MergeTree ORDER BY a',
    );
    const limited = engine.within({ signal: AbortSignal.timeout(20_000), milliseconds: 1000 });
    const rows = Array.from({ length: 3 }, (_, at) => [at]);
    await expect(limited.insert('held.slow', ['a'], rows)).rejects.toMatchObject({
      details: { extra: { serverCode: '159' } },
    });
    expect(Number((await engine.query<{ n: string }>('SELECT count() AS n FROM held.slow'))[0]?.n)).toBe(0);
  });
});
