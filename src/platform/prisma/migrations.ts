import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { Ids } from '../core/clock.js';
import { commitFor, isOutcomeUnknown, MARK, type TransactionMark } from './commit-outcome.js';
import { HabeasError } from '../core/errors.js';

interface Migration {
  readonly name: string;
  readonly sql: string;
}

interface Applied {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

const PRISMA_LOCK = 72707369; // the advisory lock of `prisma migrate deploy`: the two keep out of each other's way
/** A process that stops while it has the lock loses it with its session, so that others can start. */
const BOUNDS = `SET idle_session_timeout = '60s'; SET idle_in_transaction_session_timeout = '60s'`;
// Prisma's own table, column for column.
const HISTORY = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

/**
 * Brings a database up to date: applies every `<directory>/<name>/migration.sql` that it has not seen, in the order of
 * the names, each in a transaction of its own. Many processes may call it at once.
 * @param directory default: `prisma/migrations` of the package
 * @returns the names applied by this call
 * @throws HabeasError `migration-changed`, `migration-unknown`, `migration-incomplete`, `migration-failed`
 */
export async function migrate(url: string, directory: string = packagedMigrations()): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client({ connectionString: url, application_name: 'habeas-migrate' });
  client.on('error', () => undefined); // the statement under way reports it
  await client.connect();
  try {
    await client.query(BOUNDS);
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query(HISTORY);
    const pending = outstanding(migrations, await readHistory(client));
    for (const migration of pending) await apply(client, migration, url);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** The nearest `prisma/migrations` above this file, which stands in src/ or in dist/. */
function packagedMigrations(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'prisma', 'migrations');
    if (existsSync(candidate)) return candidate;
  }
  throw new HabeasError(
    'unavailable',
    'migration-incomplete',
    `No prisma/migrations above ${here}: install Habeas anew.`,
  );
}

async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map(async (name) => ({ name, sql: await readScript(directory, name) })));
}

async function readScript(directory: string, name: string): Promise<string> {
  return readFile(join(directory, name, 'migration.sql'), 'utf8').catch((cause: unknown) => {
    throw new HabeasError(
      'unavailable',
      'migration-incomplete',
      `Migration ${name} has no migration.sql: install Habeas anew.`,
      { cause },
    );
  });
}

async function readHistory(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    `SELECT migration_name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

function outstanding(migrations: readonly Migration[], history: readonly Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum, finished } of history) {
    const migration = known.get(name);
    if (migration === undefined) {
      throw new HabeasError(
        'conflict',
        'migration-unknown',
        `The database has migration ${name}, which this version of Habeas does not know: start the newer version.`,
      );
    }
    if (!finished) {
      throw new HabeasError(
        'conflict',
        'migration-failed',
        `Migration ${name} was begun elsewhere and not finished: settle it with \`prisma migrate resolve\`.`,
      );
    }
    if (!checksums(migration.sql).includes(checksum)) {
      throw new HabeasError(
        'conflict',
        'migration-changed',
        `Migration ${name} was changed after it was applied: restore its migration.sql and add a new migration instead.`,
      );
    }
  }
  const applied = new Set(history.map((row) => row.migration_name));
  return migrations.filter(({ name }) => !applied.has(name));
}

async function apply(client: pg.Client, { name, sql }: Migration, url: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [new Ids().next(), checksum(sql), name],
    );
    await commit(client, url);
  } catch (cause) {
    if (isOutcomeUnknown(cause)) throw cause;
    await client.query('ROLLBACK').catch(() => undefined);
    throw new HabeasError(
      'unavailable',
      'migration-failed',
      `Migration ${name} failed and left nothing behind: ${reasonOf(cause, sql)}.${isThere(cause) ? remedy(name) : ''}`,
      { cause },
    );
  }
}

async function commit(client: pg.Client, url: string): Promise<void> {
  const ending = {
    mark: async () => (await client.query<TransactionMark>(MARK)).rows[0] ?? null,
    commit: async () => void (await client.query('COMMIT')),
    rollback: async () => client.query('ROLLBACK'),
  };
  await commitFor(ending, { connectionString: url });
}

function reasonOf(cause: unknown, sql: string): string {
  if (!(cause instanceof pg.DatabaseError)) return String(cause);
  const { message, position } = cause;
  return position === undefined ? message : `${message} in line ${sql.slice(0, Number(position)).split('\n').length}`;
}

/** SQLSTATEs of what is there already: a database, schema, relation, column, object, function. */
function isThere(cause: unknown): boolean {
  return cause instanceof pg.DatabaseError && /^42(P04|P06|P07|701|710|723)$/.test(cause.code ?? '');
}

function remedy(name: string): string {
  return (
    ` What it makes is there, but its row is missing from the table _prisma_migrations: restore that table from a backup or, if` +
    ` the database had this migration, run "npx prisma migrate resolve --applied ${name}" and start again.`
  );
}

function checksum(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}

/** The checksum whatever line ends a checkout gave the file. */
function checksums(sql: string): string[] {
  const unix = sql.replaceAll('\r\n', '\n');
  return [sql, unix, unix.replaceAll('\n', '\r\n')].map(checksum);
}
