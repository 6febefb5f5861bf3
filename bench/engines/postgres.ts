import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/embedded-postgres/embedded-postgres.js';
import { migrate } from '../../src/platform/prisma/migrations.js';

const PREFIX = 'habeas-bench-';

/** For loading alone: whatever is written is thrown away at the end, and nothing is measured meanwhile. */
const LOADING = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '8GB',
  checkpoint_timeout: '1h',
  autovacuum: 'off',
};
type Mode = 'loading' | 'measuring';

/** The embedded PostgreSQL as Habeas ships it, in a folder of its own that is removed at the end. */
export class BenchPostgres {
  private server: EmbeddedPostgres | null = null;
  private mode: Mode | null = null;

  private constructor(readonly directory: string) {}

  static async open(): Promise<BenchPostgres> {
    await removeAbandoned();
    const directory = mkdtempSync(join(tmpdir(), `${PREFIX}${String(process.pid)}-`));
    chmodSync(directory, 0o755); // PostgreSQL's user must be able to enter it
    return new BenchPostgres(directory);
  }

  /** A migrated database of a name of its own, filled with settings made for loading. */
  async load(fill: (url: string) => Promise<void>): Promise<string> {
    const server = await this.run('loading');
    const name = `bench_${randomUUID().replaceAll('-', '')}`;
    await statement(server.url, `CREATE DATABASE ${name}`);
    const url = urlOf(server, name);
    await migrate(url);
    await fill(url);
    await statement(url, 'VACUUM (FREEZE, ANALYZE)');
    return name;
  }

  /** URL of a database on the server with the settings Habeas ships; it changes when something is loaded in between. */
  async url(name: string): Promise<string> {
    return urlOf(await this.run('measuring'), name);
  }

  async drop(name: string): Promise<void> {
    if (this.server !== null) await statement(this.server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  async close(): Promise<void> {
    await this.server?.destroy();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async run(mode: Mode): Promise<EmbeddedPostgres> {
    if (this.server !== null && this.mode === mode) return this.server;
    await this.server?.stop();
    this.server = null;
    this.server = await start(this.directory, mode === 'loading' ? LOADING : {});
    this.mode = mode;
    return this.server;
  }
}

/** One statement on a connection of its own. */
export async function statement(url: string, text: string): Promise<pg.QueryResult<Record<string, unknown>>> {
  return connected(url, (client) => client.query<Record<string, unknown>>(text));
}

export async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'bench' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function start(directory: string, settings: Readonly<Record<string, string>>): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDirectory: directory, password: 'bench', settings });
}

function urlOf(server: EmbeddedPostgres, name: string): string {
  return server.url.replace(/\/[^/]*$/, `/${name}`);
}

/** A bench that was killed leaves its server running, and all its data. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1] ?? NaN);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    const directory = join(tmpdir(), name);
    const server = await start(directory, LOADING).catch(() => null);
    await server?.destroy();
    rmSync(directory, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
