import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Binaries } from './embedded-binaries.js';
import { SETTINGS_FILE } from './embedded-cluster.js';
import { type Account, run } from './embedded-run.js';
import { freePort } from './free-port.js';
import { renderSettings } from './embedded-settings.js';
import { HabeasError } from '../core/errors.js';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

export interface Server {
  readonly directory: string;
  readonly account: Account;
  readonly binaries: Binaries;
}

const PATIENCE_SECONDS = '300'; // recovery after a power cut replays the log first
const LOG = 'server.log';

/** The server that runs on this cluster now; null when none does, whatever a stale postmaster.pid says. */
export async function findPostmaster(server: Server): Promise<Postmaster | null> {
  const path = join(server.directory, 'postmaster.pid');
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const command = await commandOf(pid);
  if (command?.includes('postgres') && (await runsOn(server, pid, command))) return { pid, port };
  // A pid that went to another program makes PostgreSQL refuse to start; one that is free does not.
  if (command !== null) await rm(path, { force: true });
  return null;
}

/**
 * Starts the server on a free port of 127.0.0.1, or on the port that the settings name, and waits until it accepts connections.
 * Null when somebody else started one on this cluster meanwhile.
 * @throws HabeasError `postgres-did-not-start`
 */
export async function startServer(
  server: Server,
  settings: Readonly<Record<string, string>>,
): Promise<Postmaster | null> {
  const log = join(server.directory, LOG);
  for (let attempt = 1; ; attempt += 1) {
    await writeSettings(server, { port: String(await freePort()), ...settings });
    await rename(log, `${log}.1`).catch(() => undefined);
    const started = await control(server, ['start', '--log', log, '--wait', '--timeout', PATIENCE_SECONDS, '--silent']);
    const running = await findPostmaster(server);
    if (running !== null) return started.code === 0 ? running : null;
    const reason = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join(' ');
    if (attempt < 5 && reason.includes('could not create any TCP/IP sockets')) continue;
    throw new HabeasError(
      'unavailable',
      'postgres-did-not-start',
      `PostgreSQL did not start in ${server.directory}: ${reason || started.output}`,
    );
  }
}

/**
 * Stops this server, and returns when its process is gone. `immediate` waits for nothing: the next start recovers.
 * @throws HabeasError `postgres-does-not-stop`
 */
export async function stopServer(server: Server, running: Postmaster, mode: 'fast' | 'immediate'): Promise<void> {
  if ((await findPostmaster(server))?.pid !== running.pid) return;
  const timeout = mode === 'fast' ? PATIENCE_SECONDS : '5';
  await control(server, ['stop', '--mode', mode, '--wait', '--timeout', timeout, '--silent']);
  if (await isGone(running.pid)) return;
  if (mode === 'immediate') process.kill(running.pid, 'SIGKILL');
  if (await isGone(running.pid)) return;
  throw new HabeasError(
    'unavailable',
    'postgres-does-not-stop',
    `PostgreSQL (process ${running.pid}) does not stop: end that process, then start again.`,
  );
}

async function control(server: Server, args: readonly string[]): ReturnType<typeof run> {
  const detached = args[0] === 'stop'; // a second Ctrl-C must not cut the wait short
  return run(server.binaries.control, [...args, '--pgdata', server.directory], { account: server.account, detached });
}

async function writeSettings(server: Server, settings: Readonly<Record<string, string>>): Promise<void> {
  const path = join(server.directory, SETTINGS_FILE);
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, renderSettings(settings), { mode: 0o600 });
  if (server.account !== null) await chown(draft, server.account.uid, server.account.gid);
  await rename(draft, path);
}

async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 250; tries += 1) {
    if (!(await commandOf(pid))) return true;
    await pause(20);
  }
  return false;
}

/** The command line of a process; null when there is no such process. That of a zombie is empty. */
async function commandOf(pid: number): Promise<string | null> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  const listed = await run('ps', ['-o', 'args=', '-p', String(pid)]);
  return listed.code === 0 ? listed.output : null;
}

/** A server stands in the folder of its cluster, even after the folder was moved; a copied postmaster.pid names another's. */
async function runsOn(server: Server, pid: number, command: string): Promise<boolean> {
  if (process.platform !== 'linux') return command.includes(server.directory);
  // Asked as the account itself: root of a container may not look into other users' processes.
  return (await run('readlink', [`/proc/${pid}/cwd`], { account: server.account })).output === server.directory;
}
