import { tableOf } from '../catalog.js';
import { isSpared, noneOf } from './aged.js';
import { BUILT_IN_COLLECTIONS } from '../../data-map/built-in-collections.js';
import type { Collection } from '../../data-map/collection.js';
import { Parameters, transact } from '../engine.js';
import { lockRecordings } from '../ingest/recordings.js';
import { RECORDING_MARK } from '../../store/recordings.js';
import { outlastingLocks, settled, type Work } from './work.js';

/** Recordings whose ties go in one transaction, each under a lock of its own. */
const AT_ONCE = 500;
const LINKS = BUILT_IN_COLLECTIONS.find(({ name }) => name === 'identity_links') as Collection;
const TABLE = 'subject_data.identity_links';
/** The tie `t` is one of a recording of project $1 of which nothing is left. */
const LOOSE = `t.project_id = $1::int AND t.kind = 'recording' AND NOT EXISTS (SELECT FROM subject_data.session_replays AS r
  WHERE r.project_id = $1::int AND r.replay_id = substr(t.linked_id, ${String(RECORDING_MARK.length + 1)}) OFFSET 0)`;

/**
 * Removes the ties of recordings of which nothing is left, whoever removed it: what was killed in between is made up for. A recording
 * whose batch comes in meanwhile keeps its ties.
 */
export async function dropTies(work: Work, projectId: number): Promise<void> {
  for (let last = ''; ;) {
    const ids = await looseAfter(work, projectId, last);
    if (ids.length === 0) return;
    last = ids.at(-1) ?? '';
    const rows = await outlastingLocks(() =>
      settled(work, [projectId], 'shared', async () => ({
        rows: await removeTies(work, projectId, ids),
        relations: [TABLE],
      })),
    );
    if (rows > 0) await work.options.pace(rows);
  }
}

async function removeTies(work: Work, projectId: number, ids: readonly string[]): Promise<number> {
  const replayIds = ids.map((id) => id.slice(RECORDING_MARK.length));
  await lockRecordings(work.session, projectId, replayIds);
  const { where, values } = await looseTies(work, projectId);
  return work.session.change(
    `DELETE FROM ${TABLE} AS t WHERE ${where} AND t.linked_id = ANY ($${String(values.length + 1)}::text[])`,
    [...values, ids],
  );
}

async function looseAfter(work: Work, projectId: number, last: string): Promise<string[]> {
  return transact(work.session, 'READ COMMITTED', async () => {
    const { where, values } = await looseTies(work, projectId);
    const rows = await work.session.query<{ id: string }>(
      `SELECT DISTINCT t.linked_id AS id FROM ${TABLE} AS t
       WHERE ${where} AND t.linked_id > $${String(values.length + 1)}::text ORDER BY 1 LIMIT ${String(AT_ONCE)}`,
      [...values, last],
    );
    return rows.map(({ id }) => id);
  });
}

async function looseTies({ session, expiry }: Work, projectId: number) {
  const parameters = new Parameters();
  parameters.add(projectId, 'int');
  const table = await tableOf(session, LINKS);
  const spared = isSpared({ ...expiry, collection: LINKS }, table, parameters);
  return { where: `${LOOSE} AND ${noneOf(spared)}`, values: parameters.values };
}
