import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { childEnvironment, freePort } from '../../platform/index.js';
import type { Demo } from '../sample-data/demo-file.js';

/** Longer than a drain takes; PostgreSQL outlives a process that is killed. */
const STOP_MILLISECONDS = 20_000;
const LAST_LINES = 20;

/** A Habeas of the tour's own: its own process, its own port, its own data directory, nothing of the environment's settings. */
export class TourServer {
  private readonly output: string[] = [];
  private exit: Promise<unknown> = Promise.resolve();
  private child: ChildProcess | null = null;

  private constructor(readonly directory: string) {}

  static async create(): Promise<TourServer> {
    const directory = await mkdtemp(join(tmpdir(), 'habeas-tour-'));
    await chmod(directory, 0o711); // as root, PostgreSQL runs as a user who must be able to pass through
    return new TourServer(directory);
  }

  /** Starts and waits until it is ready. `hear` is told what it says on the way. */
  async start(settings: Readonly<Record<string, string>>, hear: (line: string) => void): Promise<Demo> {
    const environment = childEnvironment({
      ...settings,
      PORT: String(await freePort()),
      HABEAS_DATA_DIR: this.directory,
      LOG_LEVEL: 'warn',
    });
    const main = fileURLToPath(new URL('../../main.js', import.meta.url));
    const child = spawn(process.execPath, [main], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    this.exit = once(child, 'close');
    await new Promise<void>((resolve, reject) => {
      this.listen(child, (line) => {
        if (line.startsWith('Habeas is ready')) resolve();
        else hear(line);
      });
      child.on('error', reject);
      child.on('close', () => reject(new Error(`The server did not start:\n${this.output.join('\n')}`)));
    });
    return JSON.parse(await readFile(join(this.directory, 'demo.json'), 'utf8')) as Demo;
  }

  /** What it complained about since the start. */
  get lastWords(): string {
    return this.output.join('\n');
  }

  /** Ends the process and leaves nothing of it on disk. */
  async destroy(): Promise<void> {
    const { child } = this;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      const giveUp = setTimeout(() => child.kill('SIGKILL'), STOP_MILLISECONDS);
      await this.exit;
      clearTimeout(giveUp);
    }
    // Where PostgreSQL cannot reach the data directory its cluster lies elsewhere, behind a link.
    const cluster = await realpath(join(this.directory, 'postgres')).catch(() => null);
    if (cluster !== null) await rm(cluster, { recursive: true, force: true });
    await rm(this.directory, { recursive: true, force: true });
  }

  private listen(child: ChildProcess, hear: (line: string) => void): void {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        this.output.push(line);
        this.output.splice(0, this.output.length - LAST_LINES);
        hear(line);
      });
    }
  }
}
