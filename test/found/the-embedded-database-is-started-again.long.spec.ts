import { mkdtemp, readFile, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/embedded-postgres/embedded-postgres.js';
import { until } from '../support/until.js';

describe('the embedded PostgreSQL', () => {
  let parent: string;
  let postgres: EmbeddedPostgres;
  const warnings: string[] = [];

  const order = () => ({
    dataDirectory: join(parent, 'data'),
    password: 'test',
    settings: { fsync: 'off' },
    warn: (sentence: string) => void warnings.push(sentence),
  });

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'habeas-embedded-'));
    await chmod(parent, 0o755);
    postgres = await startEmbeddedPostgres(order());
  });
  afterAll(async () => {
    await postgres.destroy();
    await rm(parent, { recursive: true, force: true });
  });

  const pid = async (): Promise<number> =>
    Number((await readFile(join(postgres.directory, 'postmaster.pid'), 'utf8')).split('\n')[0]);
  async function query<Row extends object>(sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: postgres.url, ssl: false });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  const holders = `FROM pg_stat_activity WHERE application_name = 'habeas-data-directory'`;

  it.each(['SIGKILL', 'SIGQUIT'] as const)('is started again at the same address when it dies (%s)', async (signal) => {
    await query('CREATE TABLE IF NOT EXISTS kept (id int)');
    process.kill(await pid(), signal);
    const rows = await until('it to answer again', () => query('SELECT count(*) FROM kept').catch(() => null));
    expect(rows).toHaveLength(1);
    expect(warnings).toContain('The embedded PostgreSQL has died and is started again.');
    await until('it to be held again', async () => (await query(`SELECT ${holders}`).catch(() => [])).length > 0);
  });

  it('is not given to a second start that comes while the connection that holds it is cut', async () => {
    const cut = async (): Promise<void> => {
      await query(`SELECT pg_terminate_backend(pid) ${holders}`).catch(() => undefined);
    };
    const second = startEmbeddedPostgres(order()).then(
      async (other) => {
        await other.stop();
        return 'started';
      },
      (error: unknown) => (error as { code?: unknown }).code,
    );
    let over = false;
    void second.then(() => (over = true));
    for (let times = 0; times < 4 && !over; times += 1) await cut();
    expect(await second).toBe('data-directory-in-use');
    expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('stays stopped when it was told to stop', async () => {
    await postgres.stop();
    await expect(query('SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    postgres = await startEmbeddedPostgres(order());
  });
});
