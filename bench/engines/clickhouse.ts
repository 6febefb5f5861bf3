import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { createTables } from '../../src/subject-data/clickhouse/layout.js';
import { startClickHouse } from '../../test/clickhouse/clickhouse.js';
import type { Reporter } from '../reporter.js';

const SUITE = 'test/clickhouse';

export interface BenchClickHouse {
  readonly url: string;
  /** Connections of the bench's own, for loading and for the baseline. */
  readonly engine: ClickHouseEngine;
  stop(): Promise<void>;
}

/** The ClickHouse engine of the suite of the store, installed where it is missing. */
export async function startBenchClickHouse(out: Reporter): Promise<BenchClickHouse> {
  if (!existsSync(`${SUITE}/node_modules/chdb`)) {
    out.say('Installing the ClickHouse engine (540 MB)');
    const arguments_ = ['install', '--no-package-lock', '--no-audit', '--no-fund', '--prefix', SUITE];
    const { status } = spawnSync('npm', arguments_, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (status !== 0) throw new Error('The ClickHouse engine could not be installed.');
  }
  const server = await startClickHouse();
  const engine = server.engine('bench');
  await createTables(engine);
  return { url: server.url, engine, stop: () => server.stop() };
}
