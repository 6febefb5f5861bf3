import type { Session } from '../engine.js';
import type { Scrubbed } from '../../store/scrubber.port.js';

const MAY = `
  SELECT pg_has_role('pg_checkpoint', 'USAGE') AND has_function_privilege('pg_switch_wal()', 'EXECUTE')
    AND has_function_privilege('pg_ls_waldir()', 'EXECUTE') AS may`;
/** A switch without anything to write before it would be none. */
const NEXT_FILE = `SELECT pg_logical_emit_message(false, 'habeas', ''), pg_switch_wal()`;

/**
 * A file of the log that is not needed any more is not deleted: it is renamed to be written again, and holds until then what it
 * held. A checkpoint ends the need for what was written before; every file there is then written through once, which a switch
 * does at once, since it fills the rest of the file with zeros. No file is older than the beginning afterwards, or it is said
 * what keeps one.
 */
export async function turnLogOver(session: Session): Promise<Scrubbed> {
  const [right] = await session.query<{ may: boolean }>(MAY);
  if (right?.may !== true) {
    const reason =
      'The role may not turn the write-ahead log over: grant it pg_checkpoint, pg_monitor and EXECUTE on pg_switch_wal().';
    return { kind: 'refused', reason };
  }
  const [begun] = await session.query<{ at: string }>(`SELECT date_trunc('second', clock_timestamp())::text AS at`);
  await session.query('CHECKPOINT');
  await session.query(NEXT_FILE);
  await session.query('CHECKPOINT');
  const [files] = await session.query<{ count: string }>('SELECT count(*) AS count FROM pg_ls_waldir()');
  for (let left = Number(files?.count ?? 0); left >= 0; left -= 1) await session.query(NEXT_FILE);
  await session.query('CHECKPOINT');
  const [older] = await session.query<{ count: string }>(
    'SELECT count(*) AS count FROM pg_ls_waldir() WHERE modification < $1::timestamptz',
    [begun?.at],
  );
  if (Number(older?.count ?? 0) === 0) return { kind: 'done' };
  const waitsFor = `${older?.count ?? ''} files of the log that a replication slot, an archive or wal_keep_size holds`;
  return { kind: 'later', waitsFor };
}
