import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../src/platform/prisma/migrations.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';

describe('the migration runner', () => {
  let directory: string;
  let database: TestDatabase;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'habeas-migrations-'));
    database = await createEmptyDatabase();
    await write('20260101000000_animals', "CREATE TABLE animals (name text);\nINSERT INTO animals VALUES ('ape');\n");
    await write('20260102000000_legs', 'ALTER TABLE animals ADD COLUMN legs integer;\n');
  });

  afterEach(async () => {
    await database.drop();
    await rm(directory, { recursive: true });
  });

  test('applies what is new in the order of the names, and nothing the second time', async () => {
    expect(await migrate(database.url, directory)).toEqual(['20260101000000_animals', '20260102000000_legs']);
    expect(await migrate(database.url, directory)).toEqual([]);
    expect(await rows('SELECT * FROM animals')).toEqual([{ name: 'ape', legs: null }]);
  });

  test('writes the history of prisma migrate, with its checksum', async () => {
    await migrate(database.url, directory);
    const history = await rows(
      `SELECT migration_name, checksum, applied_steps_count, logs, rolled_back_at, finished_at >= started_at AS done
       FROM _prisma_migrations ORDER BY migration_name DESC LIMIT 1`,
    );
    expect(history).toEqual([
      {
        migration_name: '20260102000000_legs',
        checksum: '289fe8a0791472027b32ff11a8771da8bb907ea18ff74148c739068079ddfea8', // sha256 of the file
        applied_steps_count: 1,
        logs: null,
        rolled_back_at: null,
        done: true,
      },
    ]);
  });

  test('applies each migration once when many processes start together', async () => {
    const runs = await Promise.all(Array.from({ length: 8 }, () => migrate(database.url, directory)));
    expect(runs.flat().sort()).toEqual(['20260101000000_animals', '20260102000000_legs']);
    expect(await rows('SELECT count(*)::int AS animals FROM animals')).toEqual([{ animals: 1 }]);
  });

  test('leaves nothing of a migration that fails, keeps those before it, and names file and line', async () => {
    await write('20260103000000_broken', 'CREATE TABLE wings (name text);\nSELECT nonsense;\n');
    await expect(migrate(database.url, directory)).rejects.toMatchObject({
      code: 'migration-failed',
      message:
        'Migration 20260103000000_broken failed and left nothing behind: column "nonsense" does not exist in line 2.',
    });
    expect(await rows(`SELECT to_regclass('wings') AS wings, to_regclass('animals') IS NOT NULL AS animals`)).toEqual([
      { wings: null, animals: true },
    ]);
    await write('20260103000000_broken', 'CREATE TABLE wings (name text);\n');
    expect(await migrate(database.url, directory)).toEqual(['20260103000000_broken']);
  });

  test('refuses a database whose migration was changed after it was applied', async () => {
    await migrate(database.url, directory);
    await appendFile(join(directory, '20260101000000_animals', 'migration.sql'), '-- a word too late\n');
    await expect(migrate(database.url, directory)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'migration-changed',
      message: expect.stringContaining('20260101000000_animals'),
    });
  });

  test('takes no offence at line ends that a checkout changed', async () => {
    await migrate(database.url, directory);
    await write('20260102000000_legs', 'ALTER TABLE animals ADD COLUMN legs integer;\r\n');
    expect(await migrate(database.url, directory)).toEqual([]);
  });

  test('refuses a database that a newer version has migrated', async () => {
    await write('20270101000000_future', 'SELECT 1;\n');
    await migrate(database.url, directory);
    await rm(join(directory, '20270101000000_future'), { recursive: true });
    await expect(migrate(database.url, directory)).rejects.toMatchObject({
      code: 'migration-unknown',
      message: expect.stringContaining('20270101000000_future'),
    });
  });

  test('refuses a migration that another tool left half done, and goes on when that was rolled back', async () => {
    await migrate(database.url, directory);
    await rows(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%legs'`);
    await expect(migrate(database.url, directory)).rejects.toMatchObject({ code: 'migration-failed' });
    await rows(`UPDATE _prisma_migrations SET rolled_back_at = started_at WHERE migration_name LIKE '%legs'`);
    await rows('ALTER TABLE animals DROP COLUMN legs');
    expect(await migrate(database.url, directory)).toEqual(['20260102000000_legs']);
  });

  test('does nothing with a folder that holds no migration', async () => {
    const empty = await mkdtemp(join(directory, 'none-'));
    expect(await migrate(database.url, empty)).toEqual([]);
  });

  test('refuses a folder without its migration.sql', async () => {
    await mkdir(join(directory, '20260104000000_lost'));
    await expect(migrate(database.url, directory)).rejects.toMatchObject({ code: 'migration-incomplete' });
  });

  test('finds the migrations of Habeas by itself, and a cloned test database has them all', async () => {
    const clone = await createTestDatabase();
    expect(await migrate(clone.url)).toEqual([]);
    await clone.drop();
  });

  async function write(name: string, sql: string): Promise<void> {
    await mkdir(join(directory, name), { recursive: true });
    await writeFile(join(directory, name, 'migration.sql'), sql);
  }

  async function rows(sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }
});
