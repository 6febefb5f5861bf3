import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHabeas } from '../../src/cli/program.js';
import { MasterKey, openAppContext, readConfig } from '../../src/platform/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { createProject, startApp, STEP_BY_STEP, TEST_MASTER_KEY as RIGHT } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';

const WRONG = randomBytes(32).toString('hex');
const MISMATCH = { code: 'master-key-mismatch' };

describe('a wrong master key refuses the start', () => {
  let directory: string;
  let database: TestDatabase;
  let said: string[];

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'habeas-key-'));
    database = await createTestDatabase();
    said = [];
  });
  afterEach(async () => {
    await database.drop();
    rmSync(directory, { recursive: true });
  });

  const settings = (given: Readonly<Record<string, string>>) => ({
    DATABASE_URL: database.url,
    HABEAS_DATA_DIR: directory,
    ...given,
  });
  const startWith = async (given: Readonly<Record<string, string>>): Promise<string> => {
    const ground = await openAppContext(readConfig(settings(given)), (line) => said.push(line));
    await ground.close();
    return ground.masterKey.id;
  };
  const start = (key: string) => startWith({ HABEAS_MASTER_KEY: key });
  const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
    withClient(database.url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
  const checks = () => rows('SELECT * FROM master_key_check');

  /** Data as a version left it that wrote no check value: a hold, an export with its file and its record. */
  async function dataFromBefore(): Promise<void> {
    const app = await startApp({ database, settings: STEP_BY_STEP });
    const project = await createProject(app);
    const client = new ApiClient(app, project);
    const until = new Date(Date.now() + 86_400_000).toISOString();
    await client.call('POST', '/api/v1/holds', {
      projectId: project.projectId,
      distinctIds: ['ada'],
      basis: 'A dispute',
      until,
    });
    const id = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['bob'] });
    await app.application.get(ExportRun, { strict: false }).run(id);
    await app.stop();
  }

  it('from the second start on, in one line that names the setting and not the key', async () => {
    await start(RIGHT);
    const refusal: unknown = await start(WRONG).catch((error: unknown) => error);
    expect(refusal).toMatchObject(MISMATCH);
    const { message } = refusal as Error;
    expect(message).toMatch(/^HABEAS_MASTER_KEY holds another .*: put that one there/);
    expect(message).not.toMatch(/\n/);
    expect(message).not.toContain(WRONG);
    await start(RIGHT);
    const [check] = await checks();
    expect(JSON.stringify(check)).not.toContain(new MasterKey(Buffer.from(RIGHT, 'hex')).id);
  });

  it('also of one of two first starts at once, and of none that have the same', async () => {
    const ends = await Promise.allSettled([RIGHT, WRONG, RIGHT, WRONG].map((key) => start(key)));
    const [first, ...others] = ends.map(({ status }) => status);
    expect(others).toEqual([first === 'fulfilled' ? 'rejected' : 'fulfilled', first, others[0]]);
    expect(await checks()).toHaveLength(1);
  });

  it('on an empty database too, once it has been started on', async () => {
    const empty = await createEmptyDatabase();
    try {
      await startWith({ DATABASE_URL: empty.url, HABEAS_MASTER_KEY: RIGHT });
      await expect(startWith({ DATABASE_URL: empty.url, HABEAS_MASTER_KEY: WRONG })).rejects.toMatchObject(MISMATCH);
    } finally {
      await empty.drop();
    }
  });

  describe('on a database from before there was a check value', () => {
    beforeEach(dataFromBefore);

    it.each([
      ['a hold', 'UPDATE requests SET wrapped_id_key = NULL', 'UPDATE artifact_parts SET wrapped_key = NULL'],
      ['a request', 'UPDATE holds SET wrapped_id_key = NULL', 'UPDATE artifact_parts SET wrapped_key = NULL'],
      ['an artifact', 'UPDATE holds SET wrapped_id_key = NULL', 'UPDATE requests SET wrapped_id_key = NULL'],
      [
        'a completion record',
        'UPDATE holds SET wrapped_id_key = NULL; UPDATE artifact_parts SET wrapped_key = NULL',
        'UPDATE requests SET wrapped_id_key = NULL',
      ],
    ])('by the key that %s was written with', async (_what, ...destroyed) => {
      for (const each of destroyed) await rows(each);
      await expect(start(WRONG)).rejects.toMatchObject(MISMATCH);
      expect(await checks()).toEqual([]);
      await start(RIGHT);
      expect(await checks()).toHaveLength(1);
      await expect(start(WRONG)).rejects.toMatchObject(MISMATCH);
    });

    it('before its schema is changed', async () => {
      await rows('DROP TABLE master_key_check');
      await rows(`DELETE FROM _prisma_migrations WHERE migration_name LIKE '%master_key_check'`);
      await expect(start(WRONG)).rejects.toMatchObject(MISMATCH);
      expect(await rows(`SELECT to_regclass('master_key_check') AS found`)).toEqual([{ found: null }]);
      await start(RIGHT);
      expect(said).toEqual(['Applied 1 migrations']);
    });

    it('where it was the wrong one for a while: the oldest data tells, and what is lost is said', async () => {
      const wrapped = new MasterKey(Buffer.from(WRONG, 'hex')).wrap(randomBytes(32), 'request-ids/1').toString('hex');
      await rows(
        `UPDATE requests SET wrapped_id_key = decode('${wrapped}', 'hex'), opened_at = opened_at + interval '1 day'`,
      );
      await expect(start(WRONG)).rejects.toMatchObject(MISMATCH);
      await start(RIGHT);
      expect(said).toEqual([expect.stringMatching(/^1 keys in the database were wrapped under another master key/)]);
    });
  });

  it.each([
    [['org', 'create', 'Acme', '--owner', 'pat@example.com', '--generate-password']],
    [['migrate']],
    [['scrub']],
  ])('of the command line: habeas %j', async (words) => {
    await start(RIGHT);
    const err: string[] = [];
    const terminal = {
      out: () => undefined,
      err: (text: string) => void err.push(text),
      bar: null,
      readSecret: async () => '',
      pause: async () => undefined,
    };
    const config = () => readConfig(settings({ HABEAS_MASTER_KEY: WRONG }));
    expect(await runHabeas(words, { terminal, config })).toBe(1);
    expect(err.join('\n')).toMatch(/^HABEAS_MASTER_KEY .*\(master-key-mismatch\)$/);
    expect(await rows('SELECT FROM organizations UNION ALL SELECT FROM scrubs')).toEqual([]);
  });

  it.each(['api', 'worker', 'all'])('of a process whose ROLE is %s', async (ROLE) => {
    await start(RIGHT);
    const child = spawn(process.execPath, [join(process.cwd(), 'dist', 'main.js')], {
      env: { PATH: process.env['PATH'], ...settings({ HABEAS_MASTER_KEY: WRONG, ROLE, PORT: '0' }) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (text) => (complaint += String(text)));
    expect((await once(child, 'close'))[0]).toBe(1);
    expect(complaint).toMatch(/^HABEAS_MASTER_KEY holds another master key .*\n$/);
  });

  describe('from a file that HABEAS_MASTER_KEY_FILE names', () => {
    let path: string;
    const startFrom = (text: string) => {
      writeFileSync(path, text);
      return startWith({ HABEAS_MASTER_KEY_FILE: path });
    };

    beforeEach(() => {
      path = join(directory, 'secret');
    });

    it('which is read whatever ends its line and whoever may read it, and is blamed where it is wrong', async () => {
      const id = await start(RIGHT);
      expect(await startFrom(`${RIGHT}\n`)).toBe(id);
      expect(await startFrom(`${Buffer.from(RIGHT, 'hex').toString('base64')}\r\n`)).toBe(id);
      chmodSync(path, 0o644);
      expect(await startFrom(RIGHT)).toBe(id);
      await expect(startFrom(WRONG)).rejects.toMatchObject({
        ...MISMATCH,
        message: expect.stringMatching(/^HABEAS_MASTER_KEY_FILE /) as string,
      });
    });

    it('which must be there, be a file and have a key in it', async () => {
      const refusal = (code: string) => ({ code, message: expect.stringMatching(/HABEAS_MASTER_KEY_FILE/) as string });
      await expect(startWith({ HABEAS_MASTER_KEY_FILE: path })).rejects.toMatchObject(refusal('bad-settings'));
      await expect(startFrom('')).rejects.toMatchObject(refusal('master-key-malformed'));
      await expect(startFrom('\n')).rejects.toMatchObject(refusal('master-key-malformed'));
      await expect(startFrom('00'.repeat(32))).rejects.toMatchObject(refusal('master-key-weak'));
      mkdirSync(join(directory, 'folder'));
      const folder = startWith({ HABEAS_MASTER_KEY_FILE: join(directory, 'folder') });
      await expect(folder).rejects.toMatchObject(refusal('bad-settings'));
    });

    it('and not from the setting as well', () => {
      const both = () => readConfig(settings({ HABEAS_MASTER_KEY: RIGHT, HABEAS_MASTER_KEY_FILE: path }));
      expect(both).toThrow('HABEAS_MASTER_KEY and HABEAS_MASTER_KEY_FILE must not both be set');
      expect(() => readConfig(settings({}))).toThrow('HABEAS_MASTER_KEY or HABEAS_MASTER_KEY_FILE must be set');
    });
  });

  it.each(['00'.repeat(32), 'AA'.repeat(32), Buffer.alloc(32).toString('base64'), 'deadbeef'.repeat(8)])(
    'that anybody can guess (%#), on a new database too',
    async (key) => {
      await expect(start(key)).rejects.toMatchObject({ code: 'master-key-weak' });
      expect(await checks()).toEqual([]);
    },
  );
});
