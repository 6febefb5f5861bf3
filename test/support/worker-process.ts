import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TEST_MASTER_KEY, type TestApp } from './app.js';

/** `npm test` builds it. */
const MAIN = join(process.cwd(), 'dist', 'main.js');

/** A worker in a process of its own, on the database and data directory of `app`, so that it can be killed. */
export class WorkerProcess {
  private constructor(private readonly child: ChildProcess) {}

  static start(app: TestApp, settings: Readonly<Record<string, string>> = {}): WorkerProcess {
    if (!existsSync(MAIN)) throw new Error('There is no dist/: run `npm run build` first.');
    const environment = {
      PATH: process.env['PATH'],
      HABEAS_MASTER_KEY: TEST_MASTER_KEY,
      HABEAS_DATA_DIR: app.dataDirectory,
      DATABASE_URL: app.databaseUrl,
      ROLE: 'worker',
      PORT: '0',
      LOG_LEVEL: 'error',
      SWEEP_SCHEDULE: '* * * * * *',
      ...settings,
    };
    return new WorkerProcess(spawn(process.execPath, [MAIN], { env: environment, stdio: 'ignore' }));
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'close');
    this.child.kill(signal);
    await ended;
  }
}
