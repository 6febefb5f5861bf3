import { spawn } from 'node:child_process';

/** The system user a program runs as; null means the user who started Habeas. */
export type Account = { readonly uid: number; readonly gid: number } | null;

export interface Finished {
  /** Exit code; null when a signal ended the program or it could not be started. */
  readonly code: number | null;
  /** What it printed to either stream. */
  readonly output: string;
}

const ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/**
 * Runs a program to its end. It gets an environment of its own, since PG* variables would change what it does and
 * the secrets of Habeas are none of its business, and `/` as its folder, since the account may not enter ours.
 * @param options.detached true: a Ctrl-C in the terminal does not reach it.
 */
export async function run(
  program: string,
  args: readonly string[],
  options: { readonly account?: Account; readonly detached?: boolean } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      ...(options.account ?? {}),
      cwd: '/',
      env: ENVIRONMENT,
      detached: options.detached ?? false,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output: output.trim() }));
  });
}

/** True when the account can enter this folder: its own rights and those of every folder above it allow it. */
export async function canEnter(directory: string, account: Account): Promise<boolean> {
  return (await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], { account })).code === 0;
}
