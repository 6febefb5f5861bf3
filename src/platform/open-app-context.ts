import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Logger } from '@nestjs/common';
import type { Config } from './config/config.js';
import { clusterPath } from './embedded-postgres/embedded-cluster.js';
import { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres.js';
import type { AppContext } from './app-context.js';
import type { MasterKey } from './crypto/keys.js';
import { recordMasterKey, refuseOtherMasterKey, type NamedMasterKey } from './crypto/master-key-check.js';
import { masterKeyOf } from './crypto/master-key-file.js';
import { expectDatabase } from './prisma/expect-database.js';
import { migrate } from './prisma/migrations.js';
import { hasOwnSession, sessionShared } from './prisma/own-session.js';

/** The ground of a process, and how to leave it. Close it last, after the application. */
export interface OpenAppContext extends AppContext {
  close(): Promise<void>;
}

/**
 * Opens what every room stands on: the master key, the database (DATABASE_URL, or the embedded server, started or taken
 * over), its schema brought up to date.
 * @throws HabeasError `session-shared` where DATABASE_URL leads through a pooler of transactions; `master-key-mismatch` where the database was written with another master key
 * @param say told, in words for a person, what is being done
 */
export async function openAppContext(config: Config, say: (line: string) => void): Promise<OpenAppContext> {
  const { DATABASE_URL } = config.values;
  // A key made beside an existing cluster could open nothing in it.
  const named = masterKeyOf(config, DATABASE_URL === null && !existsSync(clusterPath(config.dataDirectory)));
  const { masterKey } = named;
  if (DATABASE_URL !== null) {
    await expectDatabase(DATABASE_URL);
    if (!(await hasOwnSession(DATABASE_URL))) throw sessionShared('DATABASE_URL');
    await bringUpToDate(DATABASE_URL, named, say);
    return { config, masterKey, databaseUrl: DATABASE_URL, close: async () => {} };
  }
  say('Starting the embedded PostgreSQL');
  const server = await startEmbeddedPostgres({
    dataDirectory: config.dataDirectory,
    password: embeddedPassword(masterKey),
    warn: (sentence) => new Logger('postgres').warn(sentence),
  });
  if (server.adopted) say('Took over the PostgreSQL that an earlier process left running');
  if (server.note !== null) say(server.note);
  try {
    await bringUpToDate(server.url, named, say);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { config, masterKey, databaseUrl: server.url, close: () => server.stop() };
}

/** Whoever has another master key changes nothing, not even the schema. */
async function bringUpToDate(url: string, named: NamedMasterKey, say: (line: string) => void): Promise<void> {
  await refuseOtherMasterKey(url, named);
  const applied = await migrate(url);
  if (applied.length > 0) say(`Applied ${applied.length} migrations`);
  await recordMasterKey(url, named, say);
}

/** The embedded server's password follows from the master key. */
export function embeddedPassword(masterKey: MasterKey): string {
  return createHash('sha256').update(masterKey.derive('embedded-postgres')).digest('base64url');
}
