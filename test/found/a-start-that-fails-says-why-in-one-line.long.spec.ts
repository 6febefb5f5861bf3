import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { HabeasError, readConfig, startFailure } from '../../src/platform/index.js';
import { expectDatabase } from '../../src/platform/prisma/expect-database.js';
import { migrate } from '../../src/platform/prisma/migrations.js';
import { TEST_MASTER_KEY } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

describe('a start that fails says why in one line, which names the setting', () => {
  let database: TestDatabase;
  let folder: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'habeas-start-'));
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  });

  const failed = (code: string, syscall: string, more: object = {}) =>
    Object.assign(new Error(`${syscall} ${code}`), { code, syscall, ...more });
  const config = readConfig({ HABEAS_DATA_DIR: '/srv/habeas', PORT: '80', HOST: '192.0.2.7' });

  it.each([
    [
      failed('EADDRINUSE', 'listen', { address: '127.0.0.1', port: 3000 }),
      /^PORT: 127\.0\.0\.1:3000 is taken.*another PORT\.$/,
    ],
    [failed('EACCES', 'listen', { address: '0.0.0.0', port: 80 }), /^PORT: this user may not listen on 0\.0\.0\.0:80/],
    [
      failed('EADDRNOTAVAIL', 'listen', { address: '192.0.2.7', port: 80 }),
      /^HOST: this machine has no address 192\.0\.2\.7/,
    ],
    [failed('ENOTFOUND', 'getaddrinfo', { hostname: '192.0.2.7' }), /^HOST: /],
    [
      failed('EROFS', 'mkdir', { path: '/srv/habeas/artifacts' }),
      /^HABEAS_DATA_DIR: \/srv\/habeas\/artifacts cannot be written \(EROFS\)/,
    ],
    [failed('EACCES', 'mkdir', { path: '/srv/habeas' }), /^HABEAS_DATA_DIR: .*let this user write there/],
    [failed('ENOSPC', 'open', { path: '/srv/habeas/master.key.ab' }), /^HABEAS_DATA_DIR: .*make room there/],
    [failed('EACCES', 'open', { path: '/etc/other' }), /^\/etc\/other cannot be used \(EACCES\)/],
    [failed('EMFILE', 'open', { path: '/srv/habeas/x' }), /may open no more files \(EMFILE\): raise its limit/],
    [
      new HabeasError('invalid', 'bad-settings', 'Settings: PORT must be a number.'),
      /^Settings: PORT must be a number\.$/,
    ],
    [Object.assign(new Error('Connection terminated unexpectedly'), {}), /does not answer/],
  ])('(%#)', (error, sentence) => {
    const line = startFailure(error, config);
    expect(line).toMatch(sentence);
    expect(line).not.toContain('\n');
  });

  it('keeps the stack of what nobody foresaw', () => {
    expect(startFailure(new TypeError('a defect'), config)).toContain('at ');
  });

  describe('of DATABASE_URL', () => {
    const with_ = (change: (url: URL) => void): string => {
      const url = new URL(database.url);
      change(url);
      return url.href;
    };

    it.each([
      [
        'a server that is not there',
        () => with_((url) => (url.port = '1')),
        /ECONNREFUSED\): start that server, or correct DATABASE_URL\.$/,
      ],
      [
        'a wrong password',
        () => with_((url) => (url.password = 'guess')),
        /28P01\): correct the user and password in it\.$/,
      ],
      [
        'a database that is not there',
        () => with_((url) => (url.pathname = '/nowhere')),
        /3D000\): make that database/,
      ],
      [
        'a host that has no address',
        () => with_((url) => (url.hostname = 'nowhere.invalid')),
        /(ENOTFOUND|EAI_AGAIN)\): correct the name of the host/,
      ],
      [
        'a password with special characters',
        () => 'postgres://habeas:pa#ss@127.0.0.1/habeas',
        /DATABASE_URL cannot be read.*percent-encoded/,
      ],
    ])('%s', async (_what, url, sentence) => {
      const error = await expectDatabase(url()).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(HabeasError);
      const { message } = error as HabeasError;
      expect(message).toMatch(sentence);
      expect(message).toContain('DATABASE_URL');
      expect(message).not.toMatch(/guess|pa#ss|\n/);
    });
  });

  it('of a migration whose row is missing: what it makes is there, and how the row comes back', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_master_key_check'`);
    await client.end();
    await expect(migrate(database.url)).rejects.toMatchObject({
      code: 'migration-failed',
      message: expect.stringMatching(
        /already exists.*row is missing.*prisma migrate resolve --applied 20261129000006_master_key_check/s,
      ),
    });
  });

  /** What the program says, and with which code it ends. */
  async function start(settings: Readonly<Record<string, string>>): Promise<{ code: number; errors: string }> {
    const env = { PATH: process.env['PATH'], HABEAS_MASTER_KEY: TEST_MASTER_KEY, HABEAS_DATA_DIR: folder, ...settings };
    const child = spawn(process.execPath, [join('dist', 'main.js')], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, errors };
  }

  it('and ends with 1', async () => {
    expect(await start({ DATABASE_URL: 'postgres://habeas@127.0.0.1:1/habeas' })).toEqual({
      code: 1,
      errors: expect.stringMatching(
        /^DATABASE_URL: PostgreSQL at 127\.0\.0\.1:1\/habeas cannot be used \(ECONNREFUSED\).*\n$/,
      ),
    });
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(await start({ HABEAS_DATA_DIR: join(file, 'data') })).toEqual({
      code: 1,
      errors: expect.stringMatching(/^HABEAS_DATA_DIR: .*\(ENOTDIR\).*\n$/),
    });
  });

  it('and ends with 1 where the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const fresh = await createTestDatabase();
    try {
      expect(await start({ DATABASE_URL: fresh.url, ROLE: 'api', PORT: String(port), LOG_LEVEL: 'error' })).toEqual({
        code: 1,
        errors: expect.stringMatching(new RegExp(`^PORT: 127\\.0\\.0\\.1:${String(port)} is taken.*\\n$`)),
      });
    } finally {
      other.close();
      await fresh.drop();
    }
  });
});
