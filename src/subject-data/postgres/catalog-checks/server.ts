import type { Session } from '../engine.js';
import type { CheckResult } from '../../store/subject-store.port.js';

interface Server extends Record<string, unknown> {
  readonly standby: boolean;
  readonly readOnly: boolean;
  readonly encoding: string;
}

/** What of the server itself is in the way of an erasure, or of looking ids up. */
export async function checkServer(session: Session): Promise<CheckResult> {
  const [server] = await session.query<Server>(
    `SELECT pg_is_in_recovery() AS standby, current_setting('transaction_read_only') = 'on' AS "readOnly",
       current_setting('server_encoding') AS encoding`,
  );
  if (server === undefined) return { errors: [], warnings: [] };
  const errors: string[] = [];
  if (server.standby) errors.push('the server is a standby, on which nothing can be changed; name the primary');
  else if (server.readOnly) {
    errors.push(
      'the server is read-only for this role: take default_transaction_read_only from it, or from the database',
    );
  }
  return { errors, warnings: aboutEncoding(server.encoding) };
}

function aboutEncoding(encoding: string): string[] {
  if (encoding === 'UTF8') return [];
  if (encoding === 'SQL_ASCII') {
    return [
      'its database does not know its encoding (SQL_ASCII): an id beyond ASCII is found only where it was stored as UTF-8',
    ];
  }
  return [`its database is in ${encoding}: ids with letters that are not in it cannot be looked up there`];
}
