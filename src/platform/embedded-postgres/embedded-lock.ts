import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { HabeasError } from '../core/errors.js';

const LOCK = [0x68616265, 1] as const; // "habe"; any pair will do, as long as it stays
const LOCK_TIMEOUT = '3s'; // the server needs a moment to notice that the last holder died
const PAUSE_MS = 100;
const REFUSALS = 50;
const LOCKED = '55P03';
const REGAIN_MS = 250;
const MISSED_MS = 2_000; // eight times what a holder takes to ask again
const ANOTHER = 'Another Habeas has taken this data directory over: end one of the two.';
const CONNECT_TIMEOUT_MS = 2_000; // weighs as much as ten refusals

/** The claim of one process on a data directory: a session advisory lock, so that it dies with the process. */
export interface Hold {
  /** From now on the loss of the connection is no surprise, and nothing is started again. */
  expectLoss(): Promise<void>;
  release(): Promise<void>;
}

/** Why there is no hold; `gone`: the server ended while we waited, `silent`: it runs and does not let us in. */
export type Refusal = 'in-use' | 'wrong-password' | 'silent' | 'gone';

/**
 * Knocks at a server until it lets us in, and takes the lock of its data directory. Waits while it starts or stops.
 * @param url of the database `postgres`
 * @param isRunning false ends the wait
 * @param adopts the server ran before we came: whoever holds it may have lost no more than a connection
 */
export async function takeHold(
  url: string,
  directory: string,
  isRunning: () => Promise<boolean>,
  keeper: Keeper,
  adopts: boolean,
): Promise<Hold | Refusal> {
  for (let refused = 0; refused < REFUSALS;) {
    if (!(await isRunning())) return 'gone';
    const client = connection(url);
    try {
      await client.connect();
      if (!(await isServerOf(client, directory))) return await turnAway(client, 'silent');
      await acquire(client);
      if (adopts && (await isMissed(client))) return await turnAway(client, 'in-use');
      return keep(client, url, keeper);
    } catch (error) {
      await client.end().catch(() => undefined);
      const { code } = error as { code?: string };
      if (code === '28P01') return 'wrong-password';
      if (code === LOCKED) return 'in-use';
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

/** What keeps a hold, and the server under it, for as long as they are wanted. */
export interface Keeper {
  /** Starts the server again where it has ended; throws where it cannot be. */
  revive(): Promise<void>;
  warn(sentence: string): void;
}

/** Keeps the lock: whatever cuts its connection, the lock is asked for again, and again. */
function keep(client: pg.Client, url: string, keeper: Keeper): Hold {
  let current = client;
  const over = new AbortController();
  let regaining: Promise<void> = Promise.resolve();
  const watch = (): void => {
    current.once('end', () => {
      if (!over.signal.aborted) regaining = regain();
    });
  };
  const regain = async (): Promise<void> => {
    for (let failures = 0; !over.signal.aborted; failures += 1) {
      // At once the first time: who slipped in meanwhile looks for us before they stay.
      if (failures > 0) await pause(REGAIN_MS, undefined, { signal: over.signal, ref: false }).catch(() => undefined);
      if (over.signal.aborted) return;
      current = connection(url);
      try {
        await keeper.revive();
        await current.connect();
        await acquire(current);
        return watch();
      } catch (error) {
        await current.end().catch(() => undefined);
        if ((error as { code?: string }).code === LOCKED) keeper.warn(ANOTHER);
      }
    }
  };
  watch();
  return {
    expectLoss: async () => {
      over.abort();
      await regaining;
    },
    release: async () => {
      over.abort();
      await current.end().catch(() => undefined);
    },
  };
}

/** Whether somebody asks for the lock that we have: who held it before us, and only lost a connection. */
async function isMissed(client: pg.Client): Promise<boolean> {
  for (let waited = 0; waited < MISSED_MS; waited += PAUSE_MS) {
    const { rowCount } = await client.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = $1 AND objid = $2 AND NOT granted`,
      [...LOCK],
    );
    if (rowCount !== 0) return true;
    await pause(PAUSE_MS);
  }
  return false;
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
