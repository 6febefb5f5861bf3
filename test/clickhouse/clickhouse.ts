import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';

export interface TestClickHouse {
  readonly url: string;
  /** Where its files lie. */
  readonly directory: string;
  engine(store?: string): ClickHouseEngine;
  /** Text of all statements up to now, without the data that came with them. */
  statements(): string;
  stop(): Promise<void>;
}

/** Starts the engine in a process of its own, on an empty directory. */
export async function startClickHouse(): Promise<TestClickHouse> {
  const home = mkdtempSync(join(tmpdir(), 'habeas-clickhouse-'));
  const [directory, log] = [join(home, 'data'), join(home, 'statements.sql')];
  mkdirSync(directory);
  const server = spawn(process.execPath, [join(process.cwd(), 'test/clickhouse/server.mjs'), directory, log], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout });
  const port = await Promise.race([
    once(lines, 'line').then(([line]) => Number(line)),
    once(server, 'exit').then(() => {
      throw new Error('The ClickHouse engine did not start: run `npm run test:clickhouse`, which installs it.');
    }),
  ]);
  const url = `http://127.0.0.1:${String(port)}`;
  const engines: ClickHouseEngine[] = [];
  return {
    url,
    directory,
    engine: (store = 'habeas') => {
      const engine = new ClickHouseEngine(store, url);
      engines.push(engine);
      return engine;
    },
    statements: () => readFileSync(log, 'utf8'),
    stop: async () => {
      for (const engine of engines) await engine.close();
      if (server.exitCode === null) {
        const gone = once(server, 'exit');
        server.kill('SIGTERM');
        await gone;
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}
