import { createHash } from 'node:crypto';
import { appendFile, chown, lstat, mkdtemp, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { rmdir, stat, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Binaries, reachablePlace } from './embedded-binaries.js';
import { type Account, canEnter, run } from './embedded-run.js';
import { HabeasError } from '../core/errors.js';

export const DATABASE_USER = 'habeas';
/** The settings Habeas writes anew at every start; included by the cluster's postgresql.conf. */
export const SETTINGS_FILE = 'habeas.conf';
const MAJOR_VERSION = '18';

export interface Cluster {
  /** Real path of the cluster's files. */
  readonly directory: string;
  readonly note: string | null;
}

export interface ClusterOrder {
  readonly dataDirectory: string;
  readonly account: Account;
  readonly binaries: Binaries;
  readonly password: string;
  /** False skips the flush to disk at the end, for clusters that need not survive a power cut. */
  readonly durable: boolean;
}

/** `<dataDirectory>/postgres`: the cluster, or a symbolic link to it where the account cannot reach the folder. */
export function clusterPath(dataDirectory: string): string {
  return join(dataDirectory, 'postgres');
}

/**
 * Finds the cluster of a data directory, or makes it. It is built beside its place and renamed, so that a start killed
 * half-way leaves nothing that looks like a cluster.
 * @throws HabeasError `data-directory-*`, `initdb-failed`
 */
export async function openCluster(order: ClusterOrder): Promise<Cluster> {
  const path = clusterPath(order.dataDirectory);
  await removeLeftovers(order.dataDirectory, `${basename(path)}.init-`);
  return (await findCluster(path, order.account)) ?? (await createCluster(path, order));
}

async function findCluster(path: string, account: Account): Promise<Cluster | null> {
  const entry = await lstat(path).catch(() => null);
  if (entry === null) return null;
  const directory = await realpath(path).catch(() => {
    throw refusal(
      'data-directory-lost',
      `${path} points to a folder that is gone: bring it back, or delete the link to begin anew.`,
    );
  });
  if (!(await canEnter(directory, account))) {
    throw refusal(
      'data-directory-unreachable',
      `${directory} cannot be entered by the user PostgreSQL runs as: ${remedy(account)}.`,
    );
  }
  const version = await readFile(join(directory, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version === null) {
    await rmdir(path).catch(() => {
      throw refusal(
        'data-directory-foreign',
        `${path} holds something else than a database: move it away, or set another HABEAS_DATA_DIR.`,
      );
    });
    return null;
  }
  if (version.trim() !== MAJOR_VERSION) {
    throw refusal(
      'data-directory-version',
      `${directory} was written by PostgreSQL ${version.trim()}, this is ${MAJOR_VERSION}: move the data over with pg_dump.`,
    );
  }
  return { directory, note: entry.isSymbolicLink() ? whereItIs(directory) : null };
}

async function createCluster(path: string, order: ClusterOrder): Promise<Cluster> {
  const near = await stage(`${path}.init-${process.pid}-`, order.account);
  if (await canEnter(near, order.account)) {
    await build(near, path, order);
    return { directory: await realpath(path), note: null };
  }
  await rm(near, { recursive: true });
  return createElsewhere(path, order);
}

async function createElsewhere(path: string, order: ClusterOrder): Promise<Cluster> {
  const key = createHash('sha256').update(path).digest('hex').slice(0, 16);
  const place = await reachablePlace();
  await removeLeftovers(place, `${key}.init-`);
  const older = (await readdir(place)).filter((name) => name.startsWith(`${key}-`)).map((name) => join(place, name));
  const staging = await stage(join(place, `${key}.init-${process.pid}-`), order.account);
  const directory = join(place, basename(staging).replace(`.init-${process.pid}-`, '-'));
  await build(staging, directory, order);
  await symlink(directory, path).catch(async (error: NodeJS.ErrnoException) => {
    await rm(directory, { recursive: true, force: true });
    if (error.code !== 'EEXIST') throw error;
  });
  const real = await realpath(path);
  const abandoned = older.filter((name) => name !== real);
  const warning =
    abandoned.length > 0
      ? ` An older database of this folder still lies in ${abandoned.join(', ')}: delete it when it is not needed.`
      : '';
  return { directory: real, note: `${whereItIs(real)}${warning}` };
}

async function stage(prefix: string, account: Account): Promise<string> {
  const staging = await mkdtemp(prefix);
  if (account !== null) await chown(staging, account.uid, account.gid);
  return staging;
}

async function build(staging: string, target: string, order: ClusterOrder): Promise<void> {
  try {
    const data = join(staging, 'data');
    await initialize(data, join(staging, 'password'), order);
    await appendFile(join(data, 'postgresql.conf'), `\ninclude_if_exists '${SETTINGS_FILE}'\n`);
    await rename(data, target).catch(async (error: unknown) => {
      if ((await stat(join(target, 'PG_VERSION')).catch(() => null)) === null) throw error; // else another start was faster
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function initialize(data: string, passwordFile: string, order: ClusterOrder): Promise<void> {
  const { account, binaries } = order;
  await writeFile(passwordFile, `${order.password}\n`, { mode: 0o600 });
  if (account !== null) await chown(passwordFile, account.uid, account.gid);
  const made = await run(
    binaries.initdb,
    [
      ...['--pgdata', data, '--username', DATABASE_USER, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C'],
      ...['--no-instructions', ...(order.durable ? [] : ['--no-sync'])],
    ],
    { account },
  );
  if (made.code !== 0)
    throw refusal('initdb-failed', `The database in ${dirname(passwordFile)} could not be made: ${made.output}`);
}

/** Removes what starts that were killed left behind; the number in the name is the process that was building. */
async function removeLeftovers(directory: string, prefix: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const builder = name.startsWith(prefix) ? /^\d+/.exec(name.slice(prefix.length)) : null;
    if (builder === null || isAlive(Number(builder[0]))) continue;
    await rm(join(directory, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function whereItIs(directory: string): string {
  return `The database lies in ${directory}, since its user cannot enter the data directory.`;
}

function remedy(account: Account): string {
  return account === null
    ? 'start Habeas as the owner of that folder or as root'
    : 'allow it to enter the folders above (chmod o+x), or move the data directory';
}

function refusal(code: string, sentence: string): HabeasError {
  return new HabeasError('unavailable', code, sentence);
}
