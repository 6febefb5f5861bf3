import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from './config/config.js';
import { clusterPath, DATABASE_USER } from './embedded-postgres/embedded-cluster.js';
import { masterKeyOf } from './crypto/master-key-file.js';
import { embeddedPassword, type OpenAppContext } from './open-app-context.js';

const PATIENCE = 2_000;

/**
 * The ground of a Habeas whose embedded server runs now on this data directory, to work beside it; null where none
 * answers. Closing it stops nothing.
 */
export async function runningAppContext(config: Config): Promise<OpenAppContext | null> {
  const port = config.values.DATABASE_URL === null ? await portOf(clusterPath(config.dataDirectory)) : null;
  if (port === null) return null;
  const { masterKey } = masterKeyOf(config, false);
  const password = encodeURIComponent(embeddedPassword(masterKey));
  const databaseUrl = `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/habeas`;
  return (await answers(databaseUrl)) ? { config, masterKey, databaseUrl, close: async () => {} } : null;
}

/** The fourth line of `postmaster.pid`, which PostgreSQL writes when it starts. */
async function portOf(cluster: string): Promise<number | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const port = Number(text.split('\n')[3]);
  return Number.isInteger(port) && port > 0 ? port : null;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, ssl: false, connectionTimeoutMillis: PATIENCE });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
