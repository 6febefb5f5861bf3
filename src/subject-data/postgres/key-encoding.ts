import type { KeyColumns } from '../store/subject-keys.js';

/** What asks the database: a session, of which nothing else is needed. */
interface Asking {
  query<T extends Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<T[]>;
}

/** Encodings that hold every text: UTF8, and SQL_ASCII, which takes bytes as they come. */
const HOLD_ALL = new Set(['UTF8', 'SQL_ASCII']);
const isAscii = (text: string | null) => text === null || /^[\0-\x7f]*$/.test(text);

/**
 * The keys without those whose ids the encoding of the database cannot hold: no row can be stored under them, and merely to send one
 * would be an error for all. Each encoding of a PostgreSQL server holds ASCII, so that others alone are asked about.
 */
export async function heldByEncoding(session: Asking, columns: KeyColumns): Promise<KeyColumns> {
  const foreign = columns.texts.flatMap((text, at) => (isAscii(text) ? [] : [at]));
  if (foreign.length === 0) return columns;
  const [server] = await session.query<{ encoding: string }>(`SELECT current_setting('server_encoding') AS encoding`);
  if (HOLD_ALL.has(server?.encoding ?? '')) return columns;
  const lacking = await notHeld(session, columns, foreign);
  const kept = <T>(column: readonly T[]): T[] => column.filter((_, at) => !lacking.has(at));
  return {
    ordinals: kept(columns.ordinals),
    projectIds: kept(columns.projectIds),
    texts: kept(columns.texts),
    integers: kept(columns.integers),
    uuids: kept(columns.uuids),
    watermarks: kept(columns.watermarks),
  };
}

/** Sent as bytes and converted one by one, by a function that ends with the session. */
async function notHeld(session: Asking, { texts }: KeyColumns, places: readonly number[]): Promise<Set<number>> {
  await session.query(
    `CREATE OR REPLACE FUNCTION pg_temp.is_held(bytes bytea) RETURNS boolean LANGUAGE plpgsql AS $$
     BEGIN
       RETURN convert_from(bytes, 'UTF8') IS NOT NULL;
     EXCEPTION WHEN untranslatable_character OR character_not_in_repertoire THEN
       RETURN false;
     END $$`,
  );
  const rows = await session.query<{ place: number }>(
    `SELECT place FROM unnest($1::int[], $2::text[]) AS id (place, hex) WHERE NOT pg_temp.is_held(decode(hex, 'hex'))`,
    [places, places.map((at) => Buffer.from(texts[at] ?? '').toString('hex'))],
  );
  return new Set(rows.map(({ place }) => place));
}
