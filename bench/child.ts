import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { childEnvironment, freePort } from '../src/platform/index.js';
import { TEST_MASTER_KEY } from '../test/support/app.js';

/** The program itself, as it was built for the bench. */
const MAIN = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'main.js');
const BARE = join(dirname(fileURLToPath(import.meta.url)), 'bare-server.js');

/** Habeas in a process of its own, so that it shares no event loop with those who measure it. */
export class HabeasProcess {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {}

  /** Resolves when it says that it is ready. */
  static async start(
    databaseUrl: string,
    dataDirectory: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<HabeasProcess> {
    const port = String(await freePort());
    const env = childEnvironment({
      DATABASE_URL: databaseUrl,
      HABEAS_MASTER_KEY: TEST_MASTER_KEY,
      HABEAS_DATA_DIR: dataDirectory,
      PORT: port,
      LOG_LEVEL: 'error',
      RATE_LIMIT_PER_SECOND: '0',
      INGEST_RATE_PER_SECOND: '0',
      ...settings,
    });
    const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const ready = new Promise<void>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.includes('is ready')) resolve();
      });
    });
    const gone = once(child, 'exit').then(() => {
      throw new Error('Habeas ended before it was ready.');
    });
    await Promise.race([ready, gone]);
    gone.catch(() => undefined);
    return new HabeasProcess(`http://127.0.0.1:${port}`, child);
  }

  /** A line of /proc/<pid>/status in bytes: VmRSS what it holds now, VmHWM the most it ever held. */
  memory(line: 'VmRSS' | 'VmHWM'): number {
    const status = readFileSync(`/proc/${String(this.child.pid)}/status`, 'utf8');
    return Number(new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }
}

/** Runs the work against a server in a process of its own that reads what is sent, and answers this. */
export async function withBareServer<T>(answer: string, work: (url: string) => Promise<T>): Promise<T> {
  const child = spawn(process.execPath, [BARE, answer], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}
