import { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

describe('what ClickHouse answers, one server', () => {
  let server: TestClickHouse;

  beforeAll(async () => {
    server = await startClickHouse();
  });
  afterAll(() => server.stop());

  it.each([
    ['SELECT * FROM nowhere.secret_table', '60|81', 'a table, column or database is not there'],
    ["SELECT 'pat@example.com' + 1", '43', 'a type does not fit'],
    ["SELECT throwIf(1, 'pat@example.com')", '395', 'it answered with an error'],
    ['DROP TABLE system.numbers SETTINGS readonly = 1', '164', 'the table, server or user is read-only'],
  ])('is a refusal with a remedy, and no word of the statement: %s', async (statement, code, reason) => {
    const asked = server.engine('shop').query(statement);
    await expect(asked).rejects.toMatchObject({
      kind: 'unprocessable',
      code: 'store-refused',
      message: expect.stringMatching(new RegExp(`^Store "shop" refused \\((${code})\\): ${reason}; [^@]+\\.$`)),
    });
  });

  it('is slowness where a statement takes longer than it may', async () => {
    const asked = server
      .engine('shop')
      .query('SELECT sum(sleepEachRow(0.5)) FROM numbers(10)', {}, { max_execution_time: 1 });
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable', code: 'store-busy' });
  });

  it('is silence where nobody answers', async () => {
    const away = new ClickHouseEngine('shop', 'http://127.0.0.1:1');
    await expect(away.query('SELECT 1')).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'store-unavailable',
      message: 'Store "shop" does not answer (ECONNREFUSED).',
    });
    await away.close();
  });
});
