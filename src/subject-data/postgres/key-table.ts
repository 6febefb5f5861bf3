import { keyColumns } from '../store/subject-keys.js';
import type { SubjectKey } from '../store/subject-store.port.js';
import type { Session } from './engine.js';
import { heldByEncoding } from './key-encoding.js';

/**
 * Keys of a chunk: a hundred thousand in one statement would hold the process up for a second while they are written out. What
 * is erased is committed by the chunk, which bounds its locks and the time its snapshot holds others back.
 */
const KEYS_AT_ONCE = 10_000;

/**
 * Puts the keys into a temporary table that ends with the transaction, or with the session where it is `lasting`. Its ids are
 * kept out of the statistics, where they would outlive it on disk; the planner needs their number alone.
 * @returns the number of chunks they are in (`chunk`, from 0)
 */
export async function writeKeys(
  session: Session,
  keys: readonly SubjectKey[],
  lasting = false,
  name = 'subject_keys',
): Promise<number> {
  const held = await heldByEncoding(session, keyColumns(keys));
  const { ordinals, projectIds, texts, integers, uuids, watermarks } = held;
  await session.query(
    `CREATE TEMP TABLE ${name} (ordinal integer NOT NULL, project_id integer NOT NULL, text_id text NOT NULL,
       integer_id bigint, uuid_id uuid, watermark timestamptz, chunk integer NOT NULL)
       ON COMMIT ${lasting ? 'PRESERVE ROWS' : 'DROP'};
     ALTER TABLE pg_temp.${name} ALTER text_id SET STATISTICS 0, ALTER integer_id SET STATISTICS 0,
       ALTER uuid_id SET STATISTICS 0`,
  );
  const columns = [ordinals, projectIds, texts, integers, uuids, watermarks];
  const chunks = Math.ceil(texts.length / KEYS_AT_ONCE);
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const start = chunk * KEYS_AT_ONCE;
    await session.query(
      `INSERT INTO pg_temp.${name}
         SELECT *, $7::int FROM unnest($1::int[], $2::int[], $3::text[], $4::bigint[], $5::uuid[], $6::timestamptz[])`,
      [...columns.map((column) => column.slice(start, start + KEYS_AT_ONCE)), chunk],
    );
  }
  if (lasting && chunks > 1) await session.query(`CREATE INDEX ON pg_temp.${name} (chunk)`);
  await session.query(`ANALYZE pg_temp.${name}`);
  return chunks;
}
