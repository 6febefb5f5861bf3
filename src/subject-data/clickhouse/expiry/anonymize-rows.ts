import { assertRoom } from '../backpressure.js';
import { isMerging } from '../catalog.js';
import type { Clearings } from '../clearing.js';
import { takeAway } from '../mutations.js';
import { conditionOf, dropTables, type Pass } from '../passes.js';
import { anyHolds, dropRewritten, stageSelected, writeAnew } from '../rewriting.js';
import { newUid, withAged } from './aged-pass.js';
import { agedRows, namesSomebody, projectOf } from './aged-rows.js';
import { isToldByRow, versionOf } from './hide-versions.js';
import { countByProject, portionsOf } from './portions.js';
import { relationOf, settledProjects, type ExpiryWork } from './work.js';

/**
 * Clears columns of rows that stay. They are written anew in portions, as an erasure that leaves its rows does; a portion that was
 * begun is ended by whoever comes next, and one that was not leaves nothing.
 */
export async function anonymizeRows(work: ExpiryWork, cleared: Clearings): Promise<void> {
  const { engine, target, aging, limits, portion: most, options } = work;
  if (cleared.columns.length === 0) return;
  // A version that is written anew must not outdo a later one.
  if (isMerging(target.table) && !isToldByRow(target, aging)) versionOf(target);
  await withAged(engine, target, work, async (tables) => {
    const going = [agedRows(target, tables, 't.'), `(${anyHolds(cleared)})`, namesSomebody(target, 't.')].join(' AND ');
    const from = `FROM ${target.table.name} AS t WHERE ${going}`;
    const counts = await countByProject(engine, { project: projectOf(target, 't.'), from });
    for (const portion of portionsOf(target, counts, most)) {
      await assertRoom(engine, target.table, limits);
      const staged = { from: `${from} AND ${portion.condition('t.')}`, uid: newUid() };
      const projects = settledProjects(
        work,
        portion.projects.map((project) => ({ project })),
      );
      await options.onTouch(relationOf(target));
      await anonymizePortion(work, cleared, staged, projects);
      await options.pace(portion.rows);
    }
  });
}

async function anonymizePortion(
  { engine, journal, target, aging, options }: ExpiryWork,
  cleared: Clearings,
  { uid, from }: { readonly uid: string; readonly from: string },
  projects: readonly number[],
): Promise<void> {
  const told = aging.kind === 'column' ? [aging.column] : [];
  let begun: Pass | null = null;
  let pass: Pass | null = null;
  try {
    pass = await stageSelected(engine, target, cleared, { uid, from, told });
    const staged = pass;
    if (staged === null) return;
    await options.whileSettled(projects, 'shared', async () => {
      begun = staged;
      await journal.record(target, staged, 1);
      await writeAnew(engine, target, staged, false);
      await takeAway(engine, target.table, conditionOf(target, staged));
      await journal.record(target, staged, 2);
    });
    await dropRewritten(engine, { uid });
  } finally {
    if (begun === null) await leaveNothing(engine, uid, pass);
  }
}

async function leaveNothing(engine: ExpiryWork['engine'], uid: string, pass: Pass | null): Promise<void> {
  await dropRewritten(engine, { uid }).catch(() => undefined);
  if (pass !== null) await dropTables(engine, pass).catch(() => undefined);
}
