import { HabeasError } from '../../../platform/index.js';
import { isBuiltIn } from '../../data-map/built-in-collections.js';
import type { AgedBy } from '../../store/expiry/expiry.port.js';
import { assertRoom } from '../backpressure.js';
import { columnOf, isMerging, type BoundTable, type Column } from '../catalog.js';
import { quoted } from '../engine.js';
import { assertEverywhere, columnsFor } from '../key-tables.js';
import { takeAway } from '../mutations.js';
import { conditionOf, createIds, dropTables, fingerprint, FINGERPRINT, idsOf, type Pass } from '../passes.js';
import { keyColumnsOf, keyNamesOf } from '../predicate.js';
import { newUid, withAged } from './aged-pass.js';
import { agedRows, projectOf, spared, type AgedTables } from './aged-rows.js';
import { unseenProfiles } from './last-seen.js';
import { countByProject, inSlice, portionsOf, type ProjectCount } from './portions.js';
import { relationOf, settledProjects, type ExpiryWork } from './work.js';

/**
 * Whether each stored row says by itself that it goes. Where several stand for one (ReplacingMergeTree) and may differ in what makes
 * them old, or in whose they are, only the last of them says so, and all must go with it: an earlier one would be seen again.
 */
export function isToldByRow({ collection, table }: BoundTable, agedBy: AgedBy): boolean {
  if (agedBy.kind === 'unseen') return false;
  // All versions of a recording's batch expire on one day.
  if (!isMerging(table) || isBuiltIn(collection)) return true;
  const { projectColumn, subjectColumn } = collection;
  const telling = [projectColumn, subjectColumn, agedBy.kind === 'column' ? agedBy.column : null];
  const key = new Set(table.sortingKey.map((name) => name.replaceAll('`', '')));
  return telling.every((name) => name === null || key.has(name));
}

/** The column by which the last version is known. @throws HabeasError `store-refused` where nothing tells it */
export function versionOf({ table }: BoundTable): Column {
  const [, settings = ''] = /ReplacingMergeTree\(([^()]*)\)/.exec(table.ddl) ?? [];
  const names = settings.split(',').map((name) => name.trim().replaceAll('`', ''));
  const column = names.map((name) => table.columns.get(name)).find((found) => found !== undefined);
  if (column !== undefined) return column;
  const message =
    `Table ${table.parts} (${table.engine}) merges rows, and nothing says which of them counts: let its sorting key have the ` +
    'columns by which its rows grow old and by whose they are, or give the engine a version (ReplacingMergeTree(version)).';
  throw new HabeasError('unprocessable', 'store-refused', message);
}

/** Hides rows of which the last version is old, with all of their versions that there are, and with no later one. */
export async function hideVersions(work: ExpiryWork, agedBy: AgedBy): Promise<void> {
  const { engine, target, options, limits } = work;
  const columns = toldApart(target, agedBy);
  await withAged(engine, target, work, async (tables) => {
    const keys = agedKeys(work, agedBy, { tables, columns });
    const counts = await countByProject(engine, { project: 'project', from: `FROM (${keys('1')})` });
    // Whether somebody was seen can change with any event, so that these come in beside no hiding.
    const mode = agedBy.kind === 'unseen' ? 'alone' : 'shared';
    for (const { projects, rows, among } of piecesOf(work, agedBy, counts)) {
      await assertRoom(engine, target.table, limits);
      const pass: Pass = {
        uid: newUid(),
        kind: 'versions',
        bound: '',
        columns: columns.map(({ name }) => name),
        step: 1,
      };
      await createIds(engine, target.collection, pass.uid, `${columnsFor(target)}, ${quoted(FINGERPRINT)} String`);
      await options.onTouch(relationOf(target));
      await options.whileSettled(settledProjects(work, projects), mode, () => hideKeys(work, pass, keys(among)));
      await options.pace(rows);
    }
  });
}

/** What goes by one statement: a condition on the sorting key, of which in any other table the projects need be no part. */
interface Piece {
  readonly projects: readonly { readonly project: number }[];
  readonly rows: number;
  readonly among: string;
}

function piecesOf({ target, portion, windows }: ExpiryWork, agedBy: AgedBy, counts: readonly ProjectCount[]): Piece[] {
  if (agedBy.kind === 'unseen') {
    return portionsOf(target, counts, portion).map(({ projects, rows, condition }) => {
      return { projects: projects.map((project) => ({ project })), rows, among: condition() };
    });
  }
  const rows = counts.reduce((sum, count) => sum + count.rows, 0);
  const slices = Math.ceil(rows / portion);
  const key = target.table.sortingKey.join(', ');
  // Rows of any of them may have come since they were counted.
  const projects = windows.map(({ projectId: project }) => ({ project }));
  return Array.from({ length: slices }, (_, slice) => {
    return { projects, rows: Math.ceil(rows / slices), among: inSlice(key, [slices, slice]) };
  });
}

/** Writes which versions go, and hides them; what came meanwhile is none of them. */
export async function hideKeys(
  { engine, journal, target }: Pick<ExpiryWork, 'engine' | 'journal' | 'target'>,
  pass: Pass,
  keys: string,
): Promise<void> {
  let isRecorded = false;
  try {
    const names = [...keyNamesOf(target.collection), quoted(FINGERPRINT)];
    const told = target.collection.projectColumn === null ? ['subject', 'print'] : ['project', 'subject', 'print'];
    await engine.command(`INSERT INTO ${idsOf(pass)} (${names.join(', ')}) SELECT ${told.join(', ')} FROM (${keys})`);
    const [{ n } = { n: '0' }] = await engine.query<{ n: string }>(`SELECT count() AS n FROM ${idsOf(pass)}`);
    if (Number(n) === 0) return;
    await assertEverywhere(engine, idsOf(pass), Number(n));
    await journal.record(target, pass, 1);
    isRecorded = true;
    await takeAway(engine, target.table, conditionOf(target, pass));
    await journal.record(target, pass, 2);
  } finally {
    if (!isRecorded) await dropTables(engine, pass).catch(() => undefined);
  }
}

/** `SELECT project, subject, print` of all versions of what goes, of those rows that meet a condition on their sorting key. */
function agedKeys(
  { target }: ExpiryWork,
  agedBy: AgedBy,
  { tables, columns }: { readonly tables: AgedTables; readonly columns: readonly Column[] },
): (among: string) => string {
  const print = fingerprint(columns);
  if (agedBy.kind === 'unseen') {
    return (among) => `SELECT project_id AS project, distinct_id AS subject, arrayJoin(prints) AS print
      FROM (${unseenProfiles(target, tables, { among, print })}) WHERE NOT ${spared(target, tables)}`;
  }
  const subject = `assumeNotNull(${quoted(keyColumnsOf(target).at(-1)?.name ?? '')})`;
  const version = quoted(versionOf(target).name);
  return (among) => `SELECT key.1 AS project, key.2 AS subject, key.3 AS print FROM (
    SELECT arrayJoin(groupUniqArray((${projectOf(target)}, ${subject}, ${print}))) AS key
    FROM ${target.table.name} WHERE ${among} GROUP BY ${target.table.sortingKey.join(', ')}
    HAVING argMax(${goes(target, tables)}, ${version}))`;
}

function goes(target: BoundTable, tables: AgedTables): string {
  const { name } = columnOf(target.table, target.collection.subjectColumn);
  return `${agedRows(target, tables)} AND isNotNull(${quoted(name)})`;
}

/** What versions differ in. */
function toldApart(target: BoundTable, agedBy: AgedBy): Column[] {
  const { collection, table } = target;
  if (agedBy.kind === 'unseen') return [columnOf(table, 'version')];
  const key = table.sortingKey.map((name) => table.columns.get(name.replaceAll('`', '')));
  const aged = agedBy.kind === 'column' ? columnOf(table, agedBy.column) : undefined;
  const told = [...key, aged, versionOf(target), columnOf(table, collection.subjectColumn)];
  return [...new Set(told.filter((column) => column !== undefined))];
}
