import pg from 'pg';

/**
 * Connections to a database that a test drops at its end. A pool has ended before the last of its connections are closed, so that one of
 * them may still hear that its database goes.
 */
export function poolOf(url: string, max = 10): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max });
  pool.on('error', () => undefined);
  return pool;
}
