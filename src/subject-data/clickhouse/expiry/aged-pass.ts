import { randomUUID } from 'node:crypto';
import type { SubjectKey } from '../../store/subject-store.port.js';
import type { ExpiryWindow } from '../../store/expiry/expiry.port.js';
import type { BoundTable } from '../catalog.js';
import { quoted, type Cells, type ClickHouseEngine } from '../engine.js';
import {
  admitsProject,
  assertEverywhere,
  columnsFor,
  FOREVER,
  KEY_COLUMNS,
  momentOf,
  projectType,
  rowsFor,
} from '../key-tables.js';
import { createIds, dropTables, idsOf, inOneOrdinal, marksOf, type Pass } from '../passes.js';
import { KEY, keyColumnsOf } from '../predicate.js';
import { ROLE, type Age, type Aging } from './aged-rows.js';

/** What `keyColumnsOf` has of a project where rows do not say theirs. */
const NO_PROJECT = 0;

export const newUid = () => randomUUID().replaceAll('-', '');

/** The windows that say something of the table's rows. Where rows do not say their project, they go when the last of its projects lets them. */
export function windowsOf(target: BoundTable, windows: readonly ExpiryWindow[]): readonly ExpiryWindow[] {
  const { projects, projectColumn } = target.collection;
  const isAdmitted = admitsProject(target);
  const ours = windows.filter(({ projectId }) => projects?.includes(projectId) ?? isAdmitted(projectId));
  if (projectColumn !== null) return ours;
  if (projects === null || ours.length < projects.length) return [];
  return [ours.reduce((longest, each) => (reach(each) < reach(longest) ? each : longest))];
}

/** In milliseconds. */
export function reach({ before }: ExpiryWindow): number {
  return before?.getTime() ?? Infinity;
}

/** Has windows and spared ids stand in tables on every server, for a condition that asks for them. */
export async function writeAged(
  engine: ClickHouseEngine,
  target: BoundTable,
  { windows, spared, aging }: { windows: readonly ExpiryWindow[]; spared: readonly SubjectKey[]; aging: Aging },
): Promise<Pass> {
  const furthest = Math.max(...windows.map(reach));
  const keys = rowsFor(target, inOneOrdinal(spared));
  const wholes = furthest === Infinity;
  const age: Age = { by: aging, spares: keys.length > 0, wholes, furthest: wholes ? null : furthest };
  const pass: Pass = { uid: newUid(), kind: 'aged', bound: JSON.stringify(age), columns: [], step: 1 };
  const rows = [...windowRows(target, windows), ...keys];
  await createIds(engine, target.collection, pass.uid, columnsFor(target));
  await engine.insert(idsOf(pass), KEY_COLUMNS, rows);
  await assertEverywhere(engine, idsOf(pass), rows.length);
  await engine.command(
    `CREATE TABLE ${marksOf(pass)}${engine.onCluster}
     (${quoted(KEY.project)} ${projectType(target)}, ${quoted(KEY.ordinal)} UInt32, ${quoted(KEY.watermark)} DateTime64(3, 'UTC'))
     ENGINE = Join(ANY, LEFT, ${quoted(KEY.project)}) AS
     SELECT ${quoted(KEY.project)}, ${quoted(KEY.ordinal)}, ${quoted(KEY.watermark)} FROM ${idsOf(pass)}
     WHERE ${quoted(KEY.ordinal)} > ${String(ROLE.spared)}`,
  );
  return pass;
}

/** Lends `work` such tables, for questions alone. */
export async function withAged<T>(
  engine: ClickHouseEngine,
  target: BoundTable,
  given: Parameters<typeof writeAged>[2],
  work: (pass: Pass) => Promise<T>,
): Promise<T> {
  const pass = await writeAged(engine, target, given);
  try {
    return await work(pass);
  } finally {
    await dropTables(engine, pass).catch(() => undefined);
  }
}

function windowRows(target: BoundTable, windows: readonly ExpiryWindow[]): Cells[] {
  const nobody = nobodyIn(target);
  const isTold = target.collection.projectColumn !== null;
  return windows.map(({ projectId, before }): Cells => {
    const project = isTold ? projectId : NO_PROJECT;
    const until = momentOf(before === null ? FOREVER : before.toISOString());
    return [before === null ? ROLE.whole : ROLE.dated, project, nobody, until];
  });
}

/** A value of the subject column that the table of ids takes; it is read of no window. */
function nobodyIn(target: BoundTable): unknown {
  const type = keyColumnsOf(target).at(-1)?.bare ?? 'String';
  if (type === 'UUID') return '00000000-0000-0000-0000-000000000000';
  return type.includes('Int') ? 0 : '';
}
