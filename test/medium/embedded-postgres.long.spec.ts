import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, lstat, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/platform/embedded-postgres/embedded-postgres.js';

const isRoot = process.getuid?.() === 0;
const settings = { fsync: 'off' };
const password = 'p:w/@ %"\'d';

describe('the embedded PostgreSQL', () => {
  let parent: string;
  let shared: string; // one data directory for the tests that need no new one
  let dataDirectory: string;
  const endings: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    shared = join(await makeParent(), 'data');
  });

  beforeEach(async () => {
    parent = await makeParent();
    dataDirectory = join(parent, 'data');
  });

  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end();
    await rm(parent, { recursive: true });
  });

  afterAll(async () => {
    await (await start(shared)).destroy();
    await rm(dirname(shared), { recursive: true });
  });

  test('starts on a folder that does not exist, keeps the data over a stop, and leaves no process', async () => {
    const first = await start(dataDirectory);
    expect(first.adopted).toBe(false);
    // A checkout that PostgreSQL's user cannot enter has the programs run from elsewhere, and may say so.
    expect(first.note ?? '').not.toContain('The database lies');
    await query(first.url, `CREATE TABLE kept AS SELECT 'here' AS value`);
    const pid = await pidOf(first);
    await first.stop();
    expect(isRunning(pid)).toBe(false);

    const second = await start(dataDirectory);
    expect(second.adopted).toBe(false);
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 'here' }]);
  });

  test('speaks UTF-8, sorts by code point, listens on 127.0.0.1 alone, and asks for a password', async () => {
    const { url } = await start(shared);
    const [facts] = await query(
      url,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone,
              current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets,
              datlocprovider AS provider, datlocale AS locale, 'Z' < 'a' AS by_code_point
       FROM pg_database WHERE datname = current_database()`,
    );
    expect(facts).toEqual({
      encoding: 'UTF8',
      zone: 'UTC',
      addresses: '127.0.0.1',
      sockets: '',
      provider: 'b',
      locale: 'C.UTF-8',
      by_code_point: true,
    });
    const stranger = new URL(url);
    stranger.password = 'guess';
    await expect(query(stranger.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  test('writes no value of a statement into its log', async () => {
    const { url, directory } = await start(shared);
    await query(url, 'CREATE TABLE people (id text PRIMARY KEY)');
    await query(url, `INSERT INTO people VALUES ('somebody-1')`);
    await expect(query(url, `INSERT INTO people VALUES ('somebody-1')`)).rejects.toMatchObject({ code: '23505' });
    await expect(query(url, `SELECT 'somebody-2'::integer`)).rejects.toMatchObject({ code: '22P02' });
    await expect(query(url, 'SELECT $1::integer', ['somebody-3'])).rejects.toMatchObject({ code: '22P02' });
    const log = await readFile(join(directory, 'server.log'), 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('somebody');
  });

  test('refuses a second holder of the data directory, and leaves the first one alone', async () => {
    const first = await start(shared);
    await expect(start(shared)).rejects.toMatchObject({ kind: 'conflict', code: 'data-directory-in-use' });
    expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('takes the lock again when the connection that holds it is cut', async () => {
    const { url } = await start(shared);
    const holders = `FROM pg_stat_activity WHERE application_name = 'habeas-data-directory'`;
    const [before] = await query(url, `SELECT pid ${holders}`);
    await query(url, `SELECT pg_terminate_backend(pid, 5000) ${holders}`);
    await expect(start(shared)).rejects.toMatchObject({ code: 'data-directory-in-use' });
    const [after] = await query(url, `SELECT pid ${holders}`);
    expect(after).not.toEqual(before);
  });

  test('takes over the server of a process that was killed', async () => {
    const orphan = await startInProcessAndKill(shared);
    const postgres = await start(shared);
    expect(postgres).toMatchObject({ adopted: true, url: orphan.url });
    const pid = await pidOf(postgres);
    await postgres.stop();
    expect(isRunning(pid)).toBe(false);
  });

  test('recovers when the server was killed as well', async () => {
    const orphan = await startInProcessAndKill(shared);
    await query(orphan.url, `CREATE TABLE kept AS SELECT 'here' AS value`);
    process.kill(await pidOf(orphan), 'SIGKILL');
    const postgres = await start(shared);
    expect(postgres.adopted).toBe(false);
    expect(await query(postgres.url, 'SELECT value FROM kept')).toEqual([{ value: 'here' }]);
  });

  test('is not blocked by a postmaster.pid whose number another program has now', async () => {
    const first = await start(shared);
    await first.stop();
    const stale = [process.pid, first.directory, 1, 5432, '', '127.0.0.1', '1 2', 'ready'].join('\n');
    await writeFile(join(first.directory, 'postmaster.pid'), `${stale}\n`);
    expect((await start(shared)).adopted).toBe(false);
  });

  test('begins anew where a first start was killed half-way', async () => {
    const half = join(dataDirectory, `postgres.init-${await deadPid()}-abc`);
    await mkdir(join(half, 'data', 'base'), { recursive: true });
    await writeFile(join(half, 'password'), 'secret');
    await start(dataDirectory);
    await expect(stat(half)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('says so when the database was made under another password', async () => {
    await (await start(shared)).stop();
    const strange = startEmbeddedPostgres({ dataDirectory: shared, password: 'another', settings });
    await expect(strange).rejects.toMatchObject({ code: 'master-key-mismatch' });
  });

  test('refuses a folder that holds something else, and leaves it as it was', async () => {
    await mkdir(join(dataDirectory, 'postgres'), { recursive: true });
    await writeFile(join(dataDirectory, 'postgres', 'thesis.txt'), 'years of work');
    await expect(start(dataDirectory)).rejects.toMatchObject({ code: 'data-directory-foreign' });
    expect(await readFile(join(dataDirectory, 'postgres', 'thesis.txt'), 'utf8')).toBe('years of work');
  });

  test('touches no other file of the data directory', async () => {
    await mkdir(dataDirectory);
    const key = join(dataDirectory, 'master.key');
    await writeFile(key, 'secret', { mode: 0o600 });
    const before = await stat(key);
    await (await start(dataDirectory)).stop();
    const { mode, uid, gid, ctimeMs } = await stat(key);
    expect({ mode, uid, gid, ctimeMs }).toEqual({
      mode: before.mode,
      uid: before.uid,
      gid: before.gid,
      ctimeMs: before.ctimeMs,
    });
  });

  const place = isRoot ? 'goes to a place that its user can enter, and says where' : 'stays in the folder';
  test(`in a folder that only its owner may enter it ${place}`, async () => {
    await chmod(parent, 0o700);
    const first = await start(dataDirectory);
    await query(first.url, `CREATE TABLE kept AS SELECT 'here' AS value`);
    await first.stop();
    const link = await lstat(join(dataDirectory, 'postgres'));
    if (isRoot) {
      expect(first.note).toContain(first.directory);
      expect(first.directory).toMatch(/^\/var\/lib\/habeas-postgres\//);
      expect(link.isSymbolicLink()).toBe(true);
    } else {
      expect(first).toMatchObject({ note: null, directory: join(dataDirectory, 'postgres') });
      expect(link.isDirectory()).toBe(true);
    }
    const second = await start(dataDirectory);
    expect(second.directory).toBe(first.directory);
    expect(await query(second.url, 'SELECT value FROM kept')).toEqual([{ value: 'here' }]);
    await second.destroy();
    await expect(stat(first.directory)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  async function start(directory: string): Promise<EmbeddedPostgres> {
    const postgres = await startEmbeddedPostgres({ dataDirectory: directory, password, settings });
    endings.push(() => (directory === shared ? postgres.stop() : postgres.destroy()));
    return postgres;
  }

  /** Starts the server from a Node process of its own and ends that with SIGKILL as soon as the server is up. */
  async function startInProcessAndKill(directory: string): Promise<{ url: string; directory: string }> {
    const module = join(process.env['HABEAS_TEST_PLATFORM'] ?? '', 'embedded-postgres/embedded-postgres.js');
    const script = `
      import { startEmbeddedPostgres } from ${JSON.stringify(module)};
      const { url, directory } = await startEmbeddedPostgres(${JSON.stringify({ dataDirectory: directory, password, settings })});
      console.log(JSON.stringify({ url, directory }));
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const signal = await new Promise((resolve) => child.on('close', (_code, name) => resolve(name)));
    expect(signal).toBe('SIGKILL');
    return JSON.parse(output) as { url: string; directory: string };
  }
});

async function query(url: string, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function pidOf({ directory }: { directory: string }): Promise<number> {
  return Number((await readFile(join(directory, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await new Promise((resolve) => child.on('close', resolve));
  return child.pid ?? 0;
}

/** A process that has ended and was not collected by its parent yet is not running. */
function isRunning(pid: number): boolean {
  if (process.platform === 'linux') {
    if (!existsSync(`/proc/${pid}`)) return false;
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  }
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}

async function makeParent(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'habeas-embedded-'));
  await chmod(parent, 0o755);
  return parent;
}
