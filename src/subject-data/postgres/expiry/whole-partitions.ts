import { setTimeout as pause } from 'node:timers/promises';
import { columnOf } from '../catalog.js';
import { hasAged, projectsOf, windowsOf } from './aged.js';
import { Parameters, sqlStateOf, transact, type Session } from '../engine.js';
import { subjectColumnsOf } from '../../data-map/collection.js';
import { t } from '../instants.js';
import { belongs } from '../predicate.js';
import { judge, type Leaf } from './ranges.js';
import { settled, type Work } from './work.js';

/** How long a drop may make others wait, and how often it is tried. */
export interface DropPatience {
  /** Milliseconds for which a lock is waited for: whoever wants the table waits behind it for as long. */
  readonly lock: number;
  readonly attempts: number;
  /** Milliseconds between attempts. */
  readonly pause: number;
}

/** Nobody waits behind this lock but a VACUUM; one that the server began by itself gives way after a second. */
const BESIDE_READERS = 3_000;
const NO_LOCK = ['55P03', '40P01'];
/** No right to drop it, or something depends on it: its rows are deleted instead. */
const NOT_OURS = ['42501', '2BP01'];

/**
 * Drops a partition of which nothing may stay. Whether that is so is asked while nobody writes to the partition; readers of the whole
 * table are kept out for the drop alone, and no longer than `patience` says.
 * @returns false where something may stay, or where the locks could not be had: then its rows are to be deleted
 */
export async function dropWhole(work: Work, leaf: Leaf, patience: DropPatience): Promise<boolean> {
  const { expiry, session, referring, table, touching } = work;
  const { whole, partly } = judge(expiry, leaf);
  if (!leaf.isDated || whole.length === 0 || expiry.takes.kind !== 'rows' || referring.known.keys.length > 0)
    return false;
  // Rows may go of each whose window reaches into it, also of one whose window ends there.
  const going = projectsOf(expiry, [...whole, ...partly]);
  if (!(await transact(session, 'READ COMMITTED', () => nothingStays(work, leaf)))) return false;
  for (let attempt = 0; attempt < patience.attempts; attempt += 1) {
    if (attempt > 0) await pause(patience.pause);
    try {
      await transact(session, 'READ COMMITTED', () =>
        lock(session, leaf.name, 'SHARE UPDATE EXCLUSIVE', BESIDE_READERS),
      );
      const dropped = await settled(work, going, 'shared', async () => {
        await lock(session, leaf.name, 'SHARE ROW EXCLUSIVE', patience.lock);
        if (!(await nothingStays(work, leaf))) return { rows: 0, relations: [] };
        await touching(leaf.name);
        await lock(session, table.name, 'ACCESS EXCLUSIVE', patience.lock);
        await lock(session, leaf.name, 'ACCESS EXCLUSIVE', patience.lock);
        await session.query(`DROP TABLE ${leaf.name}`);
        return { rows: 1, relations: [leaf.name] };
      });
      return dropped > 0;
    } catch (error) {
      const state = sqlStateOf(error) ?? '';
      if (NOT_OURS.includes(state)) return false;
      if (!NO_LOCK.includes(state)) throw error;
    }
  }
  return false;
}

async function lock(session: Session, relation: string, mode: string, milliseconds: number): Promise<void> {
  await session.query(`SET LOCAL lock_timeout = ${String(milliseconds)}; LOCK TABLE ONLY ${relation} IN ${mode} MODE`);
}

/** Whether every row of the partition has outlived its time, and none is of anybody who is spared. */
async function nothingStays(work: Work, leaf: Leaf): Promise<boolean> {
  const { expiry, session, table } = work;
  const { whole, partly } = judge(expiry, leaf);
  const going = new Set(whole.map(({ projectId }) => projectId));
  const unsure = new Set(partly.map(({ projectId }) => projectId));
  for (const projectId of await projectsIn(work, leaf)) {
    if (going.has(projectId)) continue;
    if (!unsure.has(projectId) || (await hasYoung(work, leaf, projectId))) return false;
  }
  if (await hasDateless(work, leaf)) return false;
  for (const side of expiry.spared.length === 0 ? [] : subjectColumnsOf(expiry.collection)) {
    const parameters = new Parameters();
    const [found] = await session.query<{ stays: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_temp.subject_keys AS k JOIN ONLY ${leaf.name} AS t ON true
         WHERE ${belongs(side, table, parameters, null)}) AS stays`,
      parameters.values,
    );
    if (found?.stays !== false) return false;
  }
  return true;
}

/** The projects of which it holds rows: from one to the next by the primary key, without a look at their rows. */
async function projectsIn({ session, expiry, table }: Work, leaf: Leaf): Promise<number[]> {
  const { projectColumn } = expiry.collection;
  if (projectColumn === null) return windowsOf(expiry).map(({ projectId }) => projectId);
  const project = t(columnOf(table, projectColumn));
  const rows = await session.query<{ id: number }>(
    `WITH RECURSIVE found (id) AS (
       (SELECT ${project} FROM ONLY ${leaf.name} AS t ORDER BY 1 LIMIT 1)
       UNION ALL
       SELECT (SELECT ${project} FROM ONLY ${leaf.name} AS t WHERE ${project} > found.id ORDER BY 1 LIMIT 1)
       FROM found WHERE found.id IS NOT NULL
     ) SELECT id FROM found WHERE id IS NOT NULL`,
  );
  return rows.map(({ id }) => Number(id));
}

/** Whether a row of the project has not outlived its time yet. */
async function hasYoung({ session, expiry, table }: Work, leaf: Leaf, projectId: number): Promise<boolean> {
  const parameters = new Parameters();
  const windows = expiry.windows.filter((window) => window.projectId === projectId);
  const aged = hasAged({ ...expiry, windows }, table, parameters);
  const project = t(columnOf(table, expiry.collection.projectColumn ?? ''));
  const [found] = await session.query<{ young: boolean }>(
    `SELECT EXISTS (SELECT FROM ONLY ${leaf.name} AS t
       WHERE ${project} = ${parameters.add(projectId, 'int')} AND (${aged}) IS NOT TRUE) AS young`,
    parameters.values,
  );
  return found?.young !== false;
}

/** Only the first partition can hold what is from before all time. */
async function hasDateless({ session, expiry, table }: Work, leaf: Leaf): Promise<boolean> {
  if (leaf.from !== null || expiry.agedBy.kind !== 'column') return false;
  const column = t(columnOf(table, expiry.agedBy.column));
  const [found] = await session.query<{ held: boolean }>(
    `SELECT EXISTS (SELECT FROM ONLY ${leaf.name} AS t WHERE ${column} = '-infinity') AS held`,
  );
  return found?.held !== false;
}
