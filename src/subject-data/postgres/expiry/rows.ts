import { clearedOf, hasAged, isSpared, noneOf, projectsOf } from './aged.js';
import { Parameters, transact } from '../engine.js';
import { projectOf } from './expiring-months.js';
import { isReferredTo, nothingNew } from './referring-keys.js';
import { judge, type Leaf } from './ranges.js';
import { outlastingLocks, settled, type Work } from './work.js';

/** Milliseconds that a portion should take: nobody can be held, or ask for an erasure, meanwhile. */
const PORTION = 400;
/** So much at first, and at the most: of pages, and of rows that were noted by their place. */
const PAGES = { first: 250, most: 25_000 };
const PLACES = { first: 2_000, most: 50_000 };
/** A table of so few pages is read whole; of a larger one so many are looked at to tell how much of it goes. */
const FEW_PAGES = 1_000;
const LOOKED_AT = 100;
/** Where less than this part of the rows goes they are found first, by an index where there is one. */
const LITTLE = 0.2;
/** Rows that refer to each other go from the end of the chain; a longer one goes on with the next run. */
const MOST_PASSES = 100;
/** Of more projects arrivals are not kept out at once. */
const MOST_ALONE = 500;

/** A part of a table's rows: the condition on row `t`, by a beginning and an end. */
interface Portions {
  readonly end: number;
  readonly size: { readonly first: number; readonly most: number };
  sql(parameters: Parameters, from: number, until: number): string;
  /** The projects whose rows are in a part, where that is known. */
  readonly projectsIn?: (from: number, until: number) => Promise<number[]>;
}

/** Deletes what has outlived its time in a table, or clears it, portion by portion, each committed by itself. */
export async function expireRows(work: Work, leaf: Leaf): Promise<void> {
  const { whole, partly } = judge(work.expiry, leaf);
  const projectIds = projectsOf(work.expiry, [...whole, ...partly]);
  if (projectIds.length === 0) return;
  const passes = work.referring.keys.some(({ isOwn }) => isOwn) ? MOST_PASSES : 1;
  for (let pass = 0; pass < passes; pass += 1) {
    if ((await expireOnce(work, leaf, projectIds)) === 0) break;
  }
  await work.session.query('DROP TABLE IF EXISTS pg_temp.expiring_places, pg_temp.expiring_locked');
}

async function expireOnce(work: Work, leaf: Leaf, projectIds: readonly number[]): Promise<number> {
  const portions = await portionsOf(work, leaf);
  // Whether somebody was seen can change with any event, so that these come in beside no deletion.
  const mode = work.expiry.agedBy.kind === 'unseen' ? 'alone' : 'shared';
  let { first: size } = portions.size;
  let sum = 0;
  for (let from = 0; from < portions.end;) {
    let until = from + size;
    let concerned = (await portions.projectsIn?.(from, until)) ?? projectIds;
    while (mode === 'alone' && concerned.length > MOST_ALONE && until - from > 1) {
      until = from + Math.ceil((until - from) / 2);
      concerned = (await portions.projectsIn?.(from, until)) ?? projectIds;
    }
    await work.assertRoom();
    let begun = 0;
    const rows = await outlastingLocks(() =>
      settled(work, concerned, mode, () => {
        begun = performance.now();
        return expirePortion(work, leaf, portions, from, until);
      }),
    );
    const spent = performance.now() - begun;
    if (spent > PORTION) size = Math.max(1, Math.floor(size / 2));
    else if (spent < PORTION / 2) size = Math.min(portions.size.most, size * 2);
    from = until;
    sum += rows;
    if (rows > 0) await work.options.pace(rows);
  }
  return sum;
}

/**
 * Where rows may be referred to they are locked first, and whether somebody refers to them is asked of what is committed by then:
 * whoever would refer to one of them after that waits.
 */
async function expirePortion(work: Work, leaf: Leaf, portions: Portions, from: number, until: number) {
  const { session, expiry, referring } = work;
  if (referring.keys.length > 0) {
    const parameters = new Parameters();
    const sql = `${doomed(work, parameters)} AND ${portions.sql(parameters, from, until)}`;
    await session.query('CREATE TEMP TABLE IF NOT EXISTS expiring_locked (place tid NOT NULL) ON COMMIT DELETE ROWS');
    await session.query(
      `INSERT INTO pg_temp.expiring_locked SELECT t.ctid FROM ONLY ${leaf.name} AS t WHERE ${sql} FOR UPDATE OF t`,
      parameters.values,
    );
  }
  const parameters = new Parameters();
  const places =
    referring.keys.length > 0
      ? `t.ctid = ANY (ARRAY(SELECT place FROM pg_temp.expiring_locked))`
      : portions.sql(parameters, from, until);
  const where = `${places} AND ${doomed(work, parameters)} AND ${nothingNew(referring, parameters)}`;
  const cleared = clearedOf(expiry, work.table, parameters);
  const change =
    cleared === null
      ? `DELETE FROM ONLY ${leaf.name} AS t`
      : `UPDATE ONLY ${leaf.name} AS t SET ${cleared.map(({ assignment }) => assignment).join(', ')}`;
  return { rows: await session.change(`${change} WHERE ${where}`, parameters.values), relations: [leaf.name] };
}

/** The condition under which row `t` goes. */
function doomed({ expiry, table, referring }: Work, parameters: Parameters): string {
  const aged = hasAged(expiry, table, parameters);
  return `${aged} AND ${noneOf([...isSpared(expiry, table, parameters), ...isReferredTo(referring)])}`;
}

/** By pages where much of the table goes, which reads each of them once; else the rows are found and noted by their place first. */
async function portionsOf(work: Work, leaf: Leaf): Promise<Portions> {
  const { session, expiry } = work;
  return transact(session, 'READ COMMITTED', async () => {
    const [size] = await session.query<{ pages: number }>(
      `SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::int)::int AS pages`,
      [leaf.name],
    );
    const pages = size?.pages ?? 0;
    const found = expiry.agedBy.kind === 'unseen' || (pages > FEW_PAGES && (await shareOf(work, leaf, pages)) < LITTLE);
    return found ? notePlaces(work, leaf) : byPages(pages);
  });
}

function byPages(pages: number): Portions {
  return {
    end: pages,
    size: PAGES,
    sql: (parameters, from, until) =>
      [from, until]
        .map((page, at) => `t.ctid ${at === 0 ? '>=' : '<'} ${parameters.add(`(${String(page)},0)`, 'tid')}`)
        .join(' AND '),
  };
}

async function notePlaces(work: Work, leaf: Leaf): Promise<Portions> {
  const { session, expiry, table } = work;
  const parameters = new Parameters();
  const project = `(${projectOf(expiry, table)})::int`;
  await session.query(
    `DROP TABLE IF EXISTS pg_temp.expiring_places;
     CREATE TEMP TABLE expiring_places (n bigint NOT NULL, place tid NOT NULL, project integer NOT NULL)`,
  );
  const count = await session.change(
    `INSERT INTO pg_temp.expiring_places
       SELECT row_number() OVER (ORDER BY ${project}, t.ctid) - 1, t.ctid, ${project}
       FROM ONLY ${leaf.name} AS t WHERE ${doomed(work, parameters)}`,
    parameters.values,
  );
  await session.query('CREATE UNIQUE INDEX ON pg_temp.expiring_places (n); ANALYZE pg_temp.expiring_places');
  // A table without a project column is of all of them.
  const together = expiry.collection.projectColumn === null;
  return {
    end: count,
    size: PLACES,
    sql: (values, from, until) => {
      const range = `n >= ${values.add(from, 'bigint')} AND n < ${values.add(until, 'bigint')}`;
      const noted = (column: string) => `ARRAY(SELECT ${column} FROM pg_temp.expiring_places WHERE ${range})`;
      // A place may have been given to a row of another project since.
      return `t.ctid = ANY (${noted('place')})${together ? '' : ` AND ${project} = ANY (${noted('project')})`}`;
    },
    ...(together ? {} : { projectsIn: (from, until) => notedProjects(work, from, until) }),
  };
}

async function notedProjects({ session }: Work, from: number, until: number): Promise<number[]> {
  const rows = await session.query<{ project: number }>(
    'SELECT DISTINCT project FROM pg_temp.expiring_places WHERE n >= $1::bigint AND n < $2::bigint ORDER BY 1',
    [from, until],
  );
  return rows.map(({ project }) => project);
}

/** The part of the rows that has outlived its time, by a look at some pages. */
async function shareOf({ session, expiry, table }: Work, leaf: Leaf, pages: number): Promise<number> {
  const parameters = new Parameters();
  const part = Math.min(100, (100 * LOOKED_AT) / pages);
  const [seen] = await session.query<{ aged: string; all: string }>(
    `SELECT count(*) FILTER (WHERE ${hasAged(expiry, table, parameters)}) AS aged, count(*) AS all
     FROM ONLY ${leaf.name} AS t TABLESAMPLE SYSTEM (${part.toFixed(6)})`,
    parameters.values,
  );
  return Number(seen?.aged ?? 0) / Math.max(1, Number(seen?.all ?? 0));
}
