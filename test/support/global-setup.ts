import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import type { Config } from 'jest';
import pg from 'pg';
import type {
  EmbeddedPostgres,
  EmbeddedPostgresOptions,
} from '../../src/platform/embedded-postgres/embedded-postgres.js';

/** Jest loads this file outside its module system, so that it can import no TypeScript: it compiles what it needs. */
interface CompiledPlatform {
  startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres>;
  migrate(url: string, directory: string): Promise<string[]>;
}

export interface TestGlobals {
  habeasTestServer?: { readonly postgres: EmbeddedPostgres; readonly directories: readonly string[] };
}

const PREFIX = 'habeas-test-';
const TEMPLATE = 'habeas_template';
const NEEDED = [
  'core/clock.ts',
  'core/errors.ts',
  'core/once-a-minute.ts',
  'core/reason.ts',
  'embedded-postgres',
  'prisma/commit-outcome.ts',
  'prisma/migrations.ts',
];
const THROWN_AWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '256MB' };

/** One PostgreSQL for the whole run, with one migrated template database that `createTestDatabase` clones. */
export default async function setUp(config: Config): Promise<void> {
  const root = config.rootDir ?? process.cwd();
  const compiled = compilePlatform(root);
  const platform = await load(compiled);
  await removeAbandoned(platform, dirname(compiled));

  const directory = mkdtempSync(join(fastestPlace(), `${PREFIX}${process.pid}-`));
  chmodSync(directory, 0o755); // PostgreSQL's user must be able to enter it
  const order = { dataDirectory: directory, password: 'test', settings: THROWN_AWAY };
  const postgres = await platform.startEmbeddedPostgres(order);
  (globalThis as TestGlobals).habeasTestServer = { postgres, directories: [directory, compiled] };
  await makeTemplate(platform, postgres.url, root).catch(async (error: unknown) => {
    await postgres.destroy(); // Jest calls no teardown after a set-up that failed
    for (const folder of [directory, compiled]) rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  process.env['HABEAS_TEST_DATABASE_URL'] = postgres.url;
  process.env['HABEAS_TEST_PLATFORM'] = compiled;
}

/** Memory where there is plenty: a clone makes 400 files, which takes 0.01 s there and up to 0.25 s on a disk. */
function fastestPlace(): string {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 2 * 1024 ** 3 ? memory : tmpdir();
}

async function makeTemplate(platform: CompiledPlatform, url: string, root: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
    await platform.migrate(url.replace(/\/[^/]*$/, `/${TEMPLATE}`), join(root, 'prisma', 'migrations'));
    await client.query(`ALTER DATABASE ${TEMPLATE} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  } finally {
    await client.end();
  }
}

/** Compiles the files that start and migrate a database to ES modules for plain Node, in a folder of their own. */
function compilePlatform(root: string): string {
  const source = join(root, 'src', 'platform');
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const target = mkdtempSync(join(cache, `${PREFIX}${process.pid}-`));
  writeFileSync(join(target, 'package.json'), '{ "type": "module" }');
  for (const path of NEEDED.flatMap((wanted) => filesOf(source, wanted))) {
    const { code } = transformSync(readFileSync(join(source, path), 'utf8'), {
      configFile: false,
      swcrc: false,
      filename: path,
      module: { type: 'es6' },
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    });
    mkdirSync(join(target, dirname(path)), { recursive: true });
    writeFileSync(join(target, path.replace(/\.ts$/, '.js')), code);
  }
  return target;
}

/** The file, or all files of the folder that are no test. */
function filesOf(source: string, wanted: string): string[] {
  if (wanted.endsWith('.ts')) return [wanted];
  const names = readdirSync(join(source, wanted)).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  return names.map((name) => join(wanted, name));
}

async function load(compiled: string): Promise<CompiledPlatform> {
  const parts: unknown[] = [];
  for (const name of ['embedded-postgres/embedded-postgres.js', 'prisma/migrations.js'])
    parts.push(await import(join(compiled, name)));
  return Object.assign({}, ...parts) as CompiledPlatform;
}

/** A run that was interrupted had no teardown; its server would run for ever. */
async function removeAbandoned(platform: CompiledPlatform, cache: string): Promise<void> {
  for (const directory of abandoned(fastestPlace())) {
    const order = { dataDirectory: directory, password: 'test', settings: THROWN_AWAY };
    const postgres = await platform.startEmbeddedPostgres(order).catch(() => null);
    await postgres?.destroy();
    rmSync(directory, { recursive: true, force: true });
  }
  for (const directory of abandoned(cache)) rmSync(directory, { recursive: true, force: true });
}

/** Folders whose name holds the number of a Jest process that is no more. */
function abandoned(parent: string): string[] {
  const pidOf = (name: string): number => Number(/^habeas-test-(\d+)-/.exec(name)?.[1] ?? process.pid);
  return readdirSync(parent)
    .filter((name) => !isAlive(pidOf(name)))
    .map((name) => join(parent, name));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
