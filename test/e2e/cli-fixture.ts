import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHabeas } from '../../src/cli/program.js';
import { readConfig } from '../../src/platform/index.js';
import { createTestDatabase } from '../support/database.js';
import { TEST_MASTER_KEY } from '../support/master-key.js';

export interface CommandOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What `--json` printed. */
  json<T>(): T;
}

export interface CommandFixture {
  readonly databaseUrl: string;
  readonly directory: string;
  readonly environment: Record<string, string>;
  /** Runs `habeas …`; `typed` is what comes through the pipe. */
  habeas(words: readonly string[], typed?: string): Promise<CommandOutcome>;
  close(): Promise<void>;
}

/** The command line on a database and a data directory of its own. */
export async function openCommands(settings: Readonly<Record<string, string>> = {}): Promise<CommandFixture> {
  const database = await createTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'habeas-cli-'));
  const environment: Record<string, string> = {
    DATABASE_URL: database.url,
    HABEAS_MASTER_KEY: TEST_MASTER_KEY,
    HABEAS_DATA_DIR: directory,
    ...settings,
  };
  return {
    databaseUrl: database.url,
    directory,
    environment,
    habeas: async (words, typed = '') => runCommand(words, typed, environment),
    close: async () => {
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Runs `habeas …` with these settings. */
export async function runCommand(
  words: readonly string[],
  typed: string,
  environment: Record<string, string>,
): Promise<CommandOutcome> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    bar: null,
    readSecret: async () => typed,
    pause: async () => new Promise<void>((resolve) => setImmediate(resolve)),
  };
  const code = await runHabeas(words, { terminal, config: () => readConfig(environment) });
  const text = out.join('\n');
  return { code, out: text, err: err.join('\n'), json: <T>() => JSON.parse(text) as T };
}
