import { HabeasError } from '../../../platform/index.js';
import type { DroppedPartition } from '../../store/expiry/expiry.port.js';
import { instant } from '../arrival.js';
import { assertRoom, outlastInserts } from '../backpressure.js';
import { literal, quoted } from '../engine.js';
import { takeAway } from '../mutations.js';
import { dropTables, idsOf, type Pass } from '../passes.js';
import { KEY } from '../predicate.js';
import { reach, writeAged } from './aged-pass.js';
import { agedRows, projectOf, ROLE } from './aged-rows.js';
import { dropPartition, partsIn, reaches, spansOf, type Span } from './partitions.js';
import { countByProject, portionsOf, type Portion, type ProjectCount } from './portions.js';
import { relationOf, settledProjects, type ExpiryWork } from './work.js';

/** Milliseconds that inserts are waited for which began before a month is dropped, while nothing arrives. */
const PATIENCE = 500;

/**
 * Hides what each stored row says of itself that it is old: month by month where the table lies in months, each dropped where
 * nothing in it may stay. It is recorded before anything is hidden: a repetition would find nothing any more that tells it.
 */
export async function hideRows(work: ExpiryWork): Promise<DroppedPartition[]> {
  const { engine, journal, target, windows, aging } = work;
  const pass = await writeAged(engine, target, work);
  const dropped: DroppedPartition[] = [];
  const furthest = Math.max(...windows.map(reach));
  let isRecorded = false;
  try {
    for (const span of await spansOf(engine, target)) {
      if (!reaches(target, span, aging, furthest)) continue;
      const counts = await going(work, pass, span);
      if (counts.length === 0) continue;
      if (await wentAsWhole(work, pass, span, counts)) {
        const partition = { relation: relationOf(target, span) };
        dropped.push(partition);
        await work.options.onDropped?.(partition);
        continue;
      }
      if (!isRecorded) await journal.record(target, pass, 1);
      isRecorded = true;
      await work.options.onTouch(relationOf(target, span));
      for (const portion of portionsOf(target, counts, work.portion)) await hidePortion(work, pass, span, portion);
    }
  } finally {
    if (!isRecorded) await dropTables(engine, pass).catch(() => undefined);
  }
  if (isRecorded) await journal.record(target, pass, 2);
  return dropped;
}

/** Rows of the span that go, by project; of projects that have none there little is read. */
async function going(work: ExpiryWork, pass: Pass, span: Span): Promise<ProjectCount[]> {
  const { engine, target, aging } = work;
  const conditions = [...spanned(span), ...reachingInto(work, pass, span), agedRows(target, pass.uid, aging)];
  const from = `FROM ${target.table.name} WHERE ${conditions.join(' AND ')}`;
  return countByProject(engine, { project: projectOf(target), from });
}

/** Drops the partition where nothing in it may stay, while nobody can come to be spared, and nothing arrive that may stay. */
async function wentAsWhole(
  work: ExpiryWork,
  pass: Pass,
  span: Span,
  counts: readonly ProjectCount[],
): Promise<boolean> {
  const { engine, target, windows, spared, options } = work;
  const { partition } = span;
  if (partition === null) return false;
  const seen = await partsIn(engine, target, span);
  if (await anyStays(work, pass, span, null)) return false;
  const known = new Set(windows.map(({ projectId }) => projectId));
  const ofSpared = spared.map(({ projectId }) => projectId).filter((projectId) => known.has(projectId));
  const arriving = new Set([...options.mayArrive(span), ...ofSpared]);
  const settled = [...new Set([...settledProjects(work, counts), ...arriving])].sort((one, other) => one - other);
  await options.onTouch(relationOf(target, span));
  return options.whileSettled(settled, arriving.size > 0 ? 'alone' : 'shared', async () => {
    if (arriving.size > 0 && !(await areInsertsOver(work))) return false;
    if (await anyStays(work, pass, span, seen)) return false;
    await dropPartition(engine, target, partition);
    return true;
  });
}

/** @param seen parts that were looked through already */
async function anyStays(work: ExpiryWork, pass: Pass, span: Span, seen: readonly string[] | null): Promise<boolean> {
  const { engine, target, aging } = work;
  const unseen = seen === null || seen.length === 0 ? [] : [`_part NOT IN (${seen.map(literal).join(', ')})`];
  const conditions = [...spanned(span), ...unseen, `NOT ${agedRows(target, pass.uid, aging)}`];
  const rows = await engine.query(
    `SELECT 1 AS stays FROM ${target.table.name} WHERE ${conditions.join(' AND ')} LIMIT 1`,
  );
  return rows.length > 0;
}

/** One whose sender died may land when it was looked for what stays. */
async function areInsertsOver({ engine, target }: ExpiryWork): Promise<boolean> {
  try {
    await outlastInserts(engine, target, PATIENCE);
    return true;
  } catch (error) {
    if (error instanceof HabeasError && error.code === 'store-busy') return false;
    throw error;
  }
}

async function hidePortion(work: ExpiryWork, pass: Pass, span: Span, portion: Portion): Promise<void> {
  const { engine, target, aging, limits, options } = work;
  await assertRoom(engine, target.table, limits);
  const condition = [...spanned(span), portion.condition(), agedRows(target, pass.uid, aging)].join(' AND ');
  await options.whileSettled(
    settledProjects(
      work,
      portion.projects.map((project) => ({ project })),
    ),
    'shared',
    () => takeAway(engine, target.table, condition),
  );
  await options.pace(portion.rows);
}

/** Only projects whose windows reach into the month have old rows there. */
function reachingInto({ target }: ExpiryWork, pass: Pass, { from }: Span): string[] {
  const { projectColumn } = target.collection;
  if (from === null || projectColumn === null) return [];
  const [ordinal, watermark] = [quoted(KEY.ordinal), quoted(KEY.watermark)];
  const reaching = `${ordinal} = ${String(ROLE.whole)} OR (${ordinal} = ${String(ROLE.dated)} AND ${watermark} > ${instant(from)})`;
  return [`${quoted(projectColumn)} IN (SELECT ${quoted(KEY.project)} FROM ${idsOf(pass)} WHERE ${reaching})`];
}

function spanned(span: Span): string[] {
  return span.partition === null ? [] : [span.condition()];
}
