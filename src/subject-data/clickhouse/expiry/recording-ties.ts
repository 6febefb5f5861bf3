import { BUILT_IN_COLLECTIONS, isBuiltIn } from '../../data-map/built-in-collections.js';
import type { Collection } from '../../data-map/collection.js';
import { RECORDING_MARK } from '../../store/recordings.js';
import { bindTable, columnOf, type BoundTable } from '../catalog.js';
import { literal, quoted } from '../engine.js';
import { columnsFor } from '../key-tables.js';
import { createIds, fingerprint, FINGERPRINT, type Pass } from '../passes.js';
import { newUid, withAged } from './aged-pass.js';
import { ofWindows, spared, type AgedTables } from './aged-rows.js';
import { hideKeys } from './hide-versions.js';
import { countByProject, grouped, inSlice } from './portions.js';
import { relationOf, settledProjects, type ExpiryWork } from './work.js';

const LINKS = BUILT_IN_COLLECTIONS.find(({ table }) => table === 'identity_links');

/** Collections of which rows are hidden along with those of this one, and are to be removed with them. */
export function hiddenAlong(collection: Collection): Collection[] {
  return isBuiltIn(collection) && collection.table === 'session_replays' && LINKS !== undefined ? [LINKS] : [];
}

/** Whether a pass over links hid ties of recordings: a deletion hides all links of its people. */
export function isTies({ kind }: Pass): boolean {
  return kind === 'versions';
}

/** By which ties of one id are told apart. */
const TOLD_APART = ['linked_id', 'kind'];

/**
 * Hides the ties of recordings of which nothing is left to the ids they were sent under. A tie is stored before what it ties, so
 * that nothing arrives meanwhile.
 */
export async function hideTies(work: ExpiryWork): Promise<void> {
  const { engine, target: replays, portion, options } = work;
  if (LINKS === undefined) return;
  const target = await bindTable(engine, LINKS);
  await withAged(engine, replays, work, async (tables) => {
    const counts = await countByProject(engine, {
      project: 'project',
      from: `FROM (${untied(target, replays, tables, { slice: [1, 0] })})`,
    });
    for (const group of grouped(counts, portion)) {
      const projects = group.map(({ project }) => project);
      const slices = Math.ceil(group.reduce((sum, { rows }) => sum + rows, 0) / portion);
      for (let slice = 0; slice < slices; slice++) {
        const pass: Pass = { uid: newUid(), kind: 'versions', bound: '', columns: TOLD_APART, step: 1 };
        await createIds(engine, LINKS, pass.uid, `${columnsFor(target)}, ${quoted(FINGERPRINT)} String`);
        const keys = untied(target, replays, tables, { projects, slice: [slices, slice] });
        await options.onTouch(relationOf(target));
        await options.whileSettled(settledProjects(work, group), 'alone', () =>
          hideKeys({ ...work, target }, pass, keys),
        );
      }
    }
  });
}

/**
 * `SELECT project, subject, print` of the ties of nobody who is spared to recordings of which no batch is left; of these projects alone,
 * since of another the batch of a tie may be arriving.
 */
function untied(
  target: BoundTable,
  replays: BoundTable,
  tables: AgedTables,
  { projects, slice }: { readonly projects?: readonly number[]; readonly slice: readonly [number, number] },
): string {
  const IN = `${replays.table.distributed ? 'GLOBAL ' : ''}IN`;
  const recording = `concat(${literal(RECORDING_MARK)}, replay_id)`;
  const named = projects === undefined ? [] : [`project_id IN (${projects.map(String).join(', ')})`];
  const windows = [...ofWindows(replays, tables), ...named].join(' AND ');
  const left = `SELECT project_id, ${recording} FROM ${replays.table.name}
    WHERE ${windows} AND is_deleted = 0 AND ${inSlice(recording, slice)}`;
  const print = fingerprint(TOLD_APART.map((name) => columnOf(target.table, name)));
  return `SELECT project_id AS project, distinct_id AS subject, ${print} AS print FROM ${target.table.name}
    WHERE ${windows} AND kind = 'recording' AND NOT ${spared(target, tables)} AND ${inSlice('linked_id', slice)}
      AND (project_id, linked_id) NOT ${IN} (${left})`;
}
