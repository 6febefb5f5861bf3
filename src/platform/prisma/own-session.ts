import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { HabeasError } from '../core/errors.js';

/** Milliseconds another session is waited for. A pool that has none left gives each client one of its own. */
const PATIENCE = 3_000;
const OTHERS = 2;
const MARKED = `SELECT current_setting('habeas.session', true) AS mark`;

/**
 * Whether what a connection sets lasts until it ends. Behind a pooler that gives connections of the server to others between
 * transactions (PgBouncer with `pool_mode = transaction`) it does not: temporary tables, settings and locks are somebody else's at the
 * next statement. A mark is set by one connection and looked for when others, opened before, have begun transactions: either one of them
 * has it, or the first has lost it.
 * @throws what the first connection throws; a server that takes no second one is no pooler
 */
export async function hasOwnSession(url: string): Promise<boolean> {
  const mark = randomUUID();
  const clients: pg.Client[] = [];
  const open = async (limits: pg.ClientConfig = {}) => {
    const client = new pg.Client({ connectionString: url, application_name: 'habeas-session', ...limits });
    client.on('error', () => undefined); // the statement under way reports it
    clients.push(client);
    await client.connect();
    return client;
  };
  const markOf = async (client: pg.Client) => (await client.query<{ mark: string | null }>(MARKED)).rows[0]?.mark;
  try {
    const first = await open({ query_timeout: 10_000 });
    const others: pg.Client[] = [];
    for (let other = 0; other < OTHERS; other += 1) {
      const limits = { connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE };
      await open(limits).then(
        (client) => others.push(client),
        () => undefined,
      );
    }
    await first.query(`SELECT set_config('habeas.session', $1, false)`, [mark]);
    for (const other of others) {
      const theirs = await other.query('BEGIN').then(
        () => markOf(other),
        () => undefined,
      );
      if (theirs === mark || (await markOf(first)) !== mark) return false;
    }
    return true;
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  }
}

/** What is said where a connection has no session of its own. `where`: the setting that names the server. */
export function sessionShared(where: string): HabeasError {
  return new HabeasError(
    'unprocessable',
    'session-shared',
    `${where} leads through a pooler that gives connections to others between transactions (such as PgBouncer with pool_mode = transaction): ` +
      'name the server itself, or a pool in which a connection stays with its client (pool_mode = session).',
  );
}
