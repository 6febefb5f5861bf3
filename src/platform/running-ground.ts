import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.js';
import { clusterPath, DATABASE_USER } from './embedded-cluster.js';
import { HabeasError } from './errors.js';
import { loadMasterKey } from './master-key-file.js';
import { embeddedPassword, type OpenGround } from './open-ground.js';

/**
 * The ground of a Habeas that runs now on this data directory, to work beside it. Closing it stops nothing.
 * @throws HabeasError 503 `embedded-not-found` where its server cannot be found
 */
export async function runningGround(config: Config): Promise<OpenGround> {
  const masterKey = loadMasterKey({
    value: config.values.HABEAS_MASTER_KEY,
    file: join(config.dataDirectory, 'master.key'),
    mayCreate: false,
  });
  const port = await portOf(clusterPath(config.dataDirectory));
  const password = encodeURIComponent(embeddedPassword(masterKey));
  const databaseUrl = `postgres://${DATABASE_USER}:${password}@127.0.0.1:${port}/habeas`;
  return { config, masterKey, databaseUrl, close: async () => {} };
}

/** The fourth line of `postmaster.pid`, which PostgreSQL writes when it starts. */
async function portOf(cluster: string): Promise<number> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const port = Number(text.split('\n')[3]);
  if (Number.isInteger(port) && port > 0) return port;
  throw new HabeasError(
    'unavailable',
    'embedded-not-found',
    `The PostgreSQL of ${cluster} is starting or stopping, or belongs to another account: try again as the account that runs it.`,
  );
}
