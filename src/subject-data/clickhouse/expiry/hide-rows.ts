import { HabeasError } from '../../../platform/index.js';
import type { DroppedPartition, ExpiryWindow } from '../../store/expiry/expiry.port.js';
import { instant } from '../arrival.js';
import { assertRoom, outlastInserts } from '../backpressure.js';
import { literal, quoted } from '../engine.js';
import { takeAway } from '../mutations.js';
import { dropTables, type Pass } from '../passes.js';
import { KEY } from '../predicate.js';
import { reach, writeAged } from './aged-pass.js';
import { agedRows, ofProjects, outlived, projectOf, ROLE, spared } from './aged-rows.js';
import { dropPartition, isDatedBy, partsIn, reaches, spansOf, type Span } from './partitions.js';
import { countByProject, portionsOf, type Portion, type ProjectCount } from './portions.js';
import { relationOf, settledProjects, type ExpiryWork } from './work.js';

/** Milliseconds that inserts are waited for, while nothing arrives, that began before a month is dropped: one whose sender died may land. */
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
  const { engine, target } = work;
  const conditions = [...spanned(span), ...reachingInto(work, pass, span), goesIn(work, pass, span)];
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
  return unlessBusy(() =>
    options.whileSettled(settled, arriving.size > 0 ? 'alone' : 'shared', async () => {
      if (arriving.size > 0) await outlastInserts(engine, target, PATIENCE);
      if (await anyStays(work, pass, span, seen)) return false;
      await dropPartition(engine, target, partition);
      return true;
    }),
  );
}

/** @param seen parts that were looked through already */
async function anyStays(work: ExpiryWork, pass: Pass, span: Span, seen: readonly string[] | null): Promise<boolean> {
  const { engine, target } = work;
  const unseen = seen === null || seen.length === 0 ? [] : [`_part NOT IN (${seen.map(literal).join(', ')})`];
  const conditions = [...spanned(span), ...unseen, `NOT ${goesIn(work, pass, span)}`];
  const rows = await engine.query(
    `SELECT 1 AS stays FROM ${target.table.name} WHERE ${conditions.join(' AND ')} LIMIT 1`,
  );
  return rows.length > 0;
}

/** False where the month cannot be had for itself, so that its rows go one by one: an insert goes on, or too many would wait. */
async function unlessBusy(drop: () => Promise<boolean>): Promise<boolean> {
  try {
    return await drop();
  } catch (error) {
    if (error instanceof HabeasError && error.code === 'store-busy') return false;
    throw error;
  }
}

async function hidePortion(work: ExpiryWork, pass: Pass, span: Span, portion: Portion): Promise<void> {
  const { engine, target, limits, options } = work;
  await assertRoom(engine, target.table, limits);
  const condition = [...spanned(span), portion.condition(), goesIn(work, pass, span)].join(' AND ');
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

/** The condition under which a row of the span goes. Where a project's window has passed the whole month, no row's date is asked. */
function goesIn({ target, aging, windows }: ExpiryWork, pass: Pass, span: Span): string {
  if (span.partition === null || !isDatedBy(target, aging)) return agedRows(target, pass);
  const [ordinal, watermark] = [quoted(KEY.ordinal), quoted(KEY.watermark)];
  const passed = span.until === null ? '0' : `${watermark} >= ${instant(span.until)}`;
  const isWhole = `${ordinal} = ${String(ROLE.whole)} OR (${ordinal} = ${String(ROLE.dated)} AND ${passed})`;
  const whole = ofProjects(target, pass, isWhole).join(' AND ');
  const isAll = windows.every((window) => !endsIn(window, span));
  const condition = isAll ? whole : `(${whole} OR ${outlived(target, pass)})`;
  return `(${condition} AND NOT ${spared(target, pass)})`;
}

function endsIn(window: ExpiryWindow, { from, until }: Span): boolean {
  const moment = reach(window);
  return moment !== Infinity && moment > (from?.getTime() ?? -Infinity) && moment < (until?.getTime() ?? Infinity);
}

/** Only projects whose windows reach into the month have old rows there. */
function reachingInto({ target }: ExpiryWork, pass: Pass, { from }: Span): string[] {
  if (from === null) return [];
  const [ordinal, watermark] = [quoted(KEY.ordinal), quoted(KEY.watermark)];
  const isWhole = `${ordinal} = ${String(ROLE.whole)}`;
  const isReaching = `${isWhole} OR (${ordinal} = ${String(ROLE.dated)} AND ${watermark} > ${instant(from)})`;
  return ofProjects(target, pass, isReaching);
}

function spanned(span: Span): string[] {
  return span.partition === null ? [] : [span.condition()];
}
