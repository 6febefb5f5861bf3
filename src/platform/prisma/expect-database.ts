import pg from 'pg';
import { HabeasError } from '../core/errors.js';
import { reasonOf } from '../core/reason.js';
import { boundedTo } from './session-bounds.js';

const PATIENCE = 10_000;

/** What a server says to whom it does not let in, and what to do about it. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /^08P01$/,
    'a pooler before it must pass lock_timeout, idle_in_transaction_session_timeout and options on; or name the server itself',
  ],
  [/^28P01$/, 'correct the user and password in it'],
  [/^28000$/, 'let this user and machine in (pg_hba.conf), or correct it'],
  [/^3D000$/, 'make that database, or correct the name at its end'],
  [/^(?:57P03|53300)$/, 'try again when the server takes connections'],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, 'correct the name of the host in it'],
  [/^(?:CERT|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|ERR_TLS|EPROTO)/, 'correct sslmode and sslrootcert in it'],
];

/**
 * Holds where the database lets us in.
 * @throws HabeasError `bad-settings` (malformed), `database-unreachable`, in one line that names the setting and shows no password
 */
export async function expectDatabase(url: string): Promise<void> {
  const client = clientOf(url);
  client.on('error', () => undefined); // what is under way reports it
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(client, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function clientOf(url: string): pg.Client {
  try {
    return new pg.Client({
      ...boundedTo(url),
      application_name: 'habeas-start',
      connectionTimeoutMillis: PATIENCE,
    });
  } catch (error) {
    // The reason may name a file, such as one of sslrootcert; of a URL that cannot be read nothing is shown.
    const { code, path } = error as { readonly code?: unknown; readonly path?: unknown };
    const file = typeof path === 'string' && typeof code === 'string' ? ` (${path}: ${code})` : '';
    const message = `Settings: DATABASE_URL cannot be read${file}; it must be postgres://user:password@host:5432/database, with special characters of user and password percent-encoded.`;
    throw new HabeasError('invalid', 'bad-settings', message);
  }
}

function unreachable({ host, port, database }: pg.Client, error: unknown): HabeasError {
  const { code } = error as { readonly code?: unknown };
  const reason = typeof code === 'string' ? code : reasonOf(error);
  const [, remedy = 'start that server, or correct DATABASE_URL'] =
    REMEDIES.find(([pattern]) => pattern.test(reason)) ?? [];
  const name = database === undefined ? '' : `/${database}`;
  return new HabeasError(
    'unavailable',
    'database-unreachable',
    `DATABASE_URL: PostgreSQL at ${host}:${port}${name} cannot be used (${reason}): ${remedy}.`,
    { cause: error },
  );
}
