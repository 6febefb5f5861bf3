import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort, readConfig, runningAppContext } from '../../src/platform/index.js';

const MAIN = join(process.cwd(), 'dist', 'main.js');
/** Milliseconds that what is under way has to come to a safe place. */
const STOP_PATIENCE = 60_000;

/** The built program as `npm start` starts it, on a folder in which nothing is: with nothing but what it says on its own. */
export class FirstStart {
  /** Every line of its own that it has said so far, and what it complained about. */
  readonly said: string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  /** Fulfilled once it says that it is ready. */
  static async run(): Promise<FirstStart> {
    if (!existsSync(MAIN)) throw new Error('There is no dist/: run `npm run build` first.');
    const folder = mkdtempSync(join(tmpdir(), 'habeas-newcomer-'));
    chmodSync(folder, 0o711); // as root, PostgreSQL runs as a user who must be able to pass through
    const env = { PATH: process.env['PATH'], HABEAS_DATA_DIR: join(folder, 'data'), PORT: String(await freePort()) };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const started = new FirstStart(folder, child);
    await new Promise<void>((resolve, reject) => {
      for (const input of [child.stdout, child.stderr]) {
        createInterface({ input }).on('line', (line) => {
          started.said.push(line);
          if (line.startsWith('Habeas is ready')) resolve();
        });
      }
      child.on('error', reject);
      child.on('close', () => reject(new Error(`It did not start:\n${started.said.join('\n')}`)));
    });
    return started;
  }

  /** The database that it keeps itself, to look into beside it. */
  async databaseUrl(): Promise<string> {
    const running = await runningAppContext(readConfig({ HABEAS_DATA_DIR: join(this.folder, 'data') }));
    if (running === null) throw new Error('Its database does not answer.');
    return running.databaseUrl;
  }

  /** Ends it as Ctrl-C does, and leaves nothing of it on the disk. */
  async destroy(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, 'close');
      this.child.kill('SIGINT');
      const giveUp = setTimeout(() => this.child.kill('SIGKILL'), STOP_PATIENCE);
      await ended;
      clearTimeout(giveUp);
    }
    // Where PostgreSQL cannot reach the folder its cluster lies elsewhere, behind a link.
    const cluster = join(this.folder, 'data', 'postgres');
    if (existsSync(cluster)) rmSync(realpathSync(cluster), { recursive: true, force: true });
    rmSync(this.folder, { recursive: true, force: true });
  }
}
