import { mkdir, realpath, rm } from 'node:fs/promises';
import pg from 'pg';
import { accountFor } from './embedded-account.js';
import { findBinaries } from './embedded-binaries.js';
import { clusterPath, DATABASE_USER, openCluster } from './embedded-cluster.js';
import { type Hold, inUse, takeHold } from './embedded-lock.js';
import { findPostmaster, type Postmaster, type Server, startServer, stopServer } from './embedded-server.js';
import { Revival } from './embedded-revival.js';
import { HabeasError } from '../core/errors.js';

const DATABASE = 'habeas';

export interface EmbeddedPostgresOptions {
  /** Absolute path; made when missing. Only `postgres` inside it is ours, and what starts with `postgres.` or `postgres-`. */
  readonly dataDirectory: string;
  /** Password of the superuser `habeas`; must be the same at every start on this data directory. */
  readonly password: string;
  /** Server settings on top of the standard ones, such as `{ fsync: 'off' }` for a cluster that is thrown away. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told, in a sentence for the operator, that the server died and is started again, or that this failed. */
  readonly warn?: (sentence: string) => void;
}

export interface EmbeddedPostgres {
  /** postgres:// URL of the database `habeas`, as its superuser, on 127.0.0.1 at the port of this start. */
  readonly url: string;
  /** Real path of the cluster. */
  readonly directory: string;
  /** A sentence for the person who started it when data or programs had to live elsewhere. */
  readonly note: string | null;
  /** True when the server of an earlier process that was killed was still running, and was taken over. */
  readonly adopted: boolean;
  /** Stops the server and waits until its processes are gone. Call it last. */
  stop(): Promise<void>;
  /** Stops the server and deletes the cluster, wherever it lies. */
  destroy(): Promise<void>;
}

/**
 * Starts PostgreSQL 18 on a data directory, or takes over the server that a killed process left running there. The
 * server outlives this process unless `stop` is called, and is started again on the same port where it dies before.
 * @throws HabeasError `data-directory-in-use` while another process has it; `master-key-mismatch`; others when this
 * machine cannot run it. Every message says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDirectory, password, settings = {} } = options;
  await mkdir(dataDirectory, { recursive: true });
  const account = await accountFor(clusterPath(dataDirectory));
  const binaries = await findBinaries(account, dataDirectory);
  const durable = settings['fsync'] !== 'off';
  const cluster = await openCluster({ dataDirectory, account, binaries, password, durable });
  const server: Server = { directory: cluster.directory, account, binaries };
  const { hold, running, adopted } = await claim(server, options);
  const { port } = running;
  const stop = once(() => stopHeld(server, hold));
  try {
    await ensureDatabase(address(port, password, 'postgres'));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: address(port, password, DATABASE),
    directory: cluster.directory,
    note: [cluster.note, binaries.note].filter((note) => note !== null).join(' ') || null,
    adopted,
    stop,
    destroy: async () => {
      await stop();
      await remove(clusterPath(dataDirectory));
    },
  };
}

interface Claim {
  readonly hold: Hold;
  readonly running: Postmaster;
  readonly adopted: boolean;
}

async function claim(server: Server, options: EmbeddedPostgresOptions): Promise<Claim> {
  const { dataDirectory, settings = {} } = options;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const found = await findPostmaster(server);
    const running = found ?? (await startServer(server, settings));
    if (running === null) continue;
    const answer = await knock(server, running, options, found !== null);
    if (typeof answer === 'object') return { hold: answer, running, adopted: found !== null };
    if (answer === 'in-use') throw inUse(dataDirectory);
    if (answer === 'wrong-password') {
      if (found === null) await stopServer(server, running, 'fast');
      throw mismatch(dataDirectory);
    }
    if (answer === 'silent') await stopServer(server, running, 'immediate');
  }
  throw new HabeasError(
    'unavailable',
    'postgres-did-not-start',
    `PostgreSQL in ${server.directory} does not answer: see its server.log.`,
  );
}

async function knock(
  server: Server,
  { pid, port }: Postmaster,
  { password, settings = {}, warn = () => undefined }: EmbeddedPostgresOptions,
  adopts: boolean,
): ReturnType<typeof takeHold> {
  const isRunning = async (): Promise<boolean> => (await findPostmaster(server))?.pid === pid;
  const revival = new Revival(server, { ...settings, port: String(port) }, warn);
  const keeper = { revive: () => revival.revive(), warn };
  return takeHold(address(port, password, 'postgres'), server.directory, isRunning, keeper, adopts);
}

async function stopHeld(server: Server, hold: Hold): Promise<void> {
  await hold.expectLoss(); // the lock is kept to the end: who waits for it must not adopt a server that is going away
  const running = await findPostmaster(server);
  if (running !== null) await stopServer(server, running, 'fast');
  await hold.release();
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, ssl: false });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function remove(path: string): Promise<void> {
  const real = await realpath(path).catch(() => path);
  await rm(real, { recursive: true, force: true });
  await rm(path, { recursive: true, force: true });
}

function address(port: number, password: string, database: string): string {
  return `postgres://${DATABASE_USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function mismatch(dataDirectory: string): HabeasError {
  return new HabeasError(
    'conflict',
    'master-key-mismatch',
    `The database in ${dataDirectory} was made under another master key: set HABEAS_MASTER_KEY or HABEAS_MASTER_KEY_FILE (or restore master.key) to that one.`,
  );
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= act());
}
