import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { HabeasError } from '../core/errors.js';

const LOCK = [0x68616265, 1] as const; // "habe"; any pair will do, as long as it stays
const LOCK_TIMEOUT = '3s'; // the server needs a moment to notice that the last holder died
const PAUSE_MS = 100;
const REFUSALS = 50;
const CONNECT_TIMEOUT_MS = 2_000; // weighs as much as ten refusals

/** The claim of one process on a data directory: a session advisory lock, so that it dies with the process. */
export interface Hold {
  /** From now on the loss of the connection is no surprise. */
  expectLoss(): void;
  release(): Promise<void>;
}

/** Why there is no hold; `gone`: the server ended while we waited, `silent`: it runs and does not let us in. */
export type Refusal = 'in-use' | 'wrong-password' | 'silent' | 'gone';

/**
 * Knocks at a server until it lets us in, and takes the lock of its data directory. Waits while it starts or stops.
 * @param url of the database `postgres`
 * @param isRunning false ends the wait
 */
export async function takeHold(
  url: string,
  directory: string,
  isRunning: () => Promise<boolean>,
): Promise<Hold | Refusal> {
  for (let refused = 0; refused < REFUSALS;) {
    if (!(await isRunning())) return 'gone';
    const client = connection(url);
    try {
      await client.connect();
      return (await isServerOf(client, directory)) ? await lock(client, url) : await turnAway(client, 'silent');
    } catch (error) {
      await client.end().catch(() => undefined);
      const { code } = error as { code?: string };
      if (code === '28P01') return 'wrong-password';
      if (code === '55P03') return 'in-use';
      if (code === undefined) refused += 10;
      else if (code !== '57P03') refused += 1; // 57P03: it is starting up or shutting down
      await pause(PAUSE_MS);
    }
  }
  return 'silent';
}

function connection(url: string): pg.Client {
  const client = new pg.Client({
    connectionString: url,
    ssl: false,
    application_name: 'habeas-data-directory',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: 10_000,
  });
  client.on('error', () => undefined);
  return client;
}

async function turnAway<T>(client: pg.Client, answer: T): Promise<T> {
  await client.end();
  return answer;
}

async function isServerOf(client: pg.Client, directory: string): Promise<boolean> {
  const { rows } = await client.query<{ directory: string }>(`SELECT current_setting('data_directory') AS directory`);
  return rows[0]?.directory === directory;
}

async function lock(client: pg.Client, url: string): Promise<Hold> {
  await acquire(client);
  let current = client;
  let surprised = true;
  const watch = (): void => {
    current.once('end', () => void regain());
  };
  // A server that restarted its backends after a crash has forgotten the lock: ask again, and again.
  const regain = async (): Promise<void> => {
    while (surprised) {
      current = connection(url);
      try {
        await current.connect();
        await acquire(current);
        return watch();
      } catch {
        await current.end().catch(() => undefined);
        await pause(1_000, undefined, { ref: false });
      }
    }
  };
  watch();
  return {
    expectLoss: () => void (surprised = false),
    release: async () => {
      surprised = false;
      await current.end().catch(() => undefined);
    },
  };
}

async function acquire(client: pg.Client): Promise<void> {
  await client.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
  await client.query('SELECT pg_advisory_lock($1, $2)', [...LOCK]);
}

export function inUse(dataDirectory: string): HabeasError {
  return new HabeasError(
    'conflict',
    'data-directory-in-use',
    `Another Habeas runs on ${dataDirectory}: stop it first, or set another HABEAS_DATA_DIR.`,
  );
}
