import { HabeasError } from '../../../platform/index.js';
import { quoted, tableOf, type Table } from '../catalog.js';
import { clearings } from '../clearing.js';
import type { Collection } from '../../data-map/collection.js';
import { Parameters, type Session } from '../engine.js';
import { keyGraph, keysTo, noneBut, type KnownKeys } from './foreign-keys.js';
import type { Neighbours } from '../../store/neighbours.js';
import { isKept, reachOf, type Effect, type KeyedTable, type Reach, type Reached, type Step } from './reach.js';
import { adviceOn, deedOf, faultOf, keepersOf, keptToo, stepsLookedAt } from './reach-rules.js';
import { judgmentOf, unfit } from './taken-rows.js';
import type { Erasure } from '../../store/subject-store.port.js';

const NOTHING: Reach = { reached: [], steps: [] };

/** What an erasure reaches by foreign keys, as the catalog had it at one moment. */
export interface LiveReach extends Reach {
  /** The foreign keys to everything that is reached, so that one that came since is noticed. */
  readonly known: KnownKeys;
  /** The tables of the collections that are reached, by collection. */
  readonly tables: ReadonlyMap<Collection, Table>;
}

/**
 * Asks the catalog, in the caller's transaction; of a table to which no foreign key leads nothing more is asked.
 * @param whole whether the table itself is wanted among what is reached where nothing else is
 */
export async function liveReach(
  session: Session,
  collection: Collection,
  table: Table,
  erasure: Erasure,
  neighbours: Neighbours,
  whole = false,
): Promise<LiveReach> {
  const known = await keysTo(session, [table.oid]);
  const none = { ...NOTHING, known, tables: new Map<Collection, Table>() };
  const shared = whole || keepersOf(collection, neighbours.collections).length > 0;
  if (known.keys.length === 0 && !shared) return none;
  const reach = reachOf(await keyGraph(session), table.oid, effectOf(collection, table, erasure), neighbours);
  if (reach.steps.length === 0 && !shared) return none;
  const tables = new Map<Collection, Table>();
  for (const { cover } of reach.reached) {
    for (const each of cover.kind === 'mapped' ? cover.collections : []) {
      if (!tables.has(each)) tables.set(each, await tableOf(session, each));
    }
  }
  const all = await keysTo(session, [...new Set(reach.reached.map((each) => each.table.oid))]);
  return { ...reach, known: all, tables };
}

function effectOf(collection: Collection, table: Table, erasure: Erasure): Effect {
  const cleared = clearings(collection, table, erasure, new Parameters());
  return cleared === null
    ? { kind: 'delete' }
    : { kind: 'change', columns: cleared.map(({ column }) => column).sort() };
}

/**
 * Refuses what the catalog forbids by itself: a table nobody speaks of. Whether something kept is reached depends on its rows.
 * @throws HabeasError `would-take-others`
 */
export function assertMapped(reach: LiveReach, collection: Collection): void {
  for (const each of reach.reached.slice(1)) {
    if (faultOf(each) === 'unmapped') throw wouldTake(reach, each, collection, 'rows');
  }
}

/** Where the rows that are reached are noted, in the session of an erasure. */
export async function openNotes(session: Session): Promise<void> {
  await session.query(
    `CREATE TEMP TABLE taken_along (reached integer NOT NULL, relation oid NOT NULL, place tid NOT NULL, depth integer NOT NULL,
       PRIMARY KEY (reached, relation, place)) ON COMMIT DELETE ROWS`,
  );
}

/**
 * Locks the rows of the target that stand in the notes, and everything they would take along, from table to table; then
 * judges it. Nobody can add to what was looked at before the transaction ends: a row that refers to a locked one waits, and a
 * foreign key to a locked table too.
 * @param note the statement that notes the rows of the target, locked, as `reached` 0 and `depth` 0
 * @param going name of the table of keys whose rows go in this very sweep
 * @returns SQL names of the tables whose rows will be changed, those of the target included
 * @throws HabeasError `would-take-others`, `would-untie`, `store-busy`
 */
export async function lookAlong(
  session: Session,
  reach: LiveReach,
  collection: Collection,
  note: () => Promise<number>,
  going: string,
): Promise<string[]> {
  await lockTables(session, reach);
  if ((await note()) === 0) return [];
  const steps = stepsLookedAt(reach);
  for (let depth = 0, found = 1; found > 0; depth += 1) {
    found = 0;
    for (const step of steps) found += await follow(session, reach, step, depth);
  }
  for (const each of reach.reached) await judge(session, reach, each, collection, going);
  return changedTables(session, reach);
}

/** Against a foreign key that is declared meanwhile. Those that are only looked at may belong to somebody else. */
async function lockTables(session: Session, reach: LiveReach): Promise<void> {
  const locked = reach.reached
    .filter((each) => each.id === 0 || locksRows(reach, each))
    .map(({ table }) => sqlName(table));
  await session.query(`LOCK TABLE ${[...new Set(locked)].join(', ')} IN ROW EXCLUSIVE MODE`);
  const { family, keys } = reach.known;
  const [catalog] = await session.query<{ same: boolean }>(`SELECT ${noneBut('$1::oid[]', '$2::oid[]')} AS same`, [
    family,
    keys,
  ]);
  if (catalog?.same === true) return;
  const message =
    'A foreign key was declared while rows were being erased; they are looked at anew at the next attempt.';
  throw new HabeasError('unavailable', 'store-busy', message);
}

/** Kept rows are in nobody's way unless there are some, and then nothing is done. */
function locksRows({ steps }: Reach, { id, cover }: Reached): boolean {
  if (cover.kind === 'mapped') return !cover.collections.some(isKept);
  return cover.kind === 'exempt' && steps.some(({ from }) => from === id);
}

async function follow(session: Session, reach: LiveReach, step: Step, depth: number): Promise<number> {
  const { from, to, key, parent, child } = step;
  const target = reach.reached[to];
  const locked = target !== undefined && locksRows(reach, target);
  const same = key.childColumns.map((column, place) => {
    const collation = key.collations[place] ?? null;
    const value = `p.${quoted(key.parentColumns[place] ?? '')}`;
    return `t.${quoted(column)} = ${value}${collation === null ? '' : ` COLLATE ${collation}`}`;
  });
  return session.change(
    `INSERT INTO pg_temp.taken_along
     SELECT $2::int, t.tableoid, t.ctid, $3::int + 1
     FROM pg_temp.taken_along AS n
     JOIN ${rowsOf(parent)} AS p ON p.tableoid = n.relation AND p.ctid = n.place
     JOIN ${rowsOf(child)} AS t ON ${same.join(' AND ')}
     WHERE n.reached = $1::int AND n.depth = $3::int
     ${locked ? 'FOR UPDATE OF t' : ''}
     ON CONFLICT DO NOTHING`,
    [from, to, depth],
  );
}

async function judge(
  session: Session,
  reach: LiveReach,
  each: Reached,
  collection: Collection,
  going: string,
): Promise<void> {
  const parameters = new Parameters();
  const judged = judgmentOf(each, { collection, tables: reach.tables, going, parameters });
  if (judged === null) return;
  const rows = each.id === 0 ? sqlName(each.table) : rowsOf(each.table);
  const { others, untied } = await unfit(session, each.id, rows, judged, parameters);
  if (others > 0) throw wouldTake(reach, each, collection, others === 1 ? '1 row' : `${String(others)} rows`);
  if (untied === 0) return;
  const message = `${deedOf(reach, each, 'would')}, and nobody could tell whose they are; once they are erased it is tried again.`;
  throw new HabeasError('unavailable', 'would-untie', message);
}

async function changedTables(session: Session, { reached }: Reach): Promise<string[]> {
  const ids = reached.filter(({ cover }) => cover.kind === 'mapped').map(({ id }) => id);
  const rows = await session.query<{ name: string }>(
    `SELECT DISTINCT format('%I.%I', n.nspname, c.relname) AS name
     FROM pg_temp.taken_along AS taken
     JOIN pg_class c ON c.oid = taken.relation JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE taken.reached = ANY ($1::int[])`,
    [[0, ...ids]],
  );
  return rows.map(({ name }) => name);
}

function wouldTake(reach: Reach, each: Reached, collection: Collection, rows: string): HabeasError {
  const sentence = `"${collection.title}" was not erased: ${sentenceOf(reach, each, collection, rows)}.`;
  return new HabeasError('unprocessable', 'would-take-others', sentence);
}

function sentenceOf(reach: Reach, each: Reached, collection: Collection, rows: string): string {
  if (each.id === 0) return keptToo(each, collection, rows);
  const fault = faultOf(each);
  const advice =
    fault === null
      ? `they are another person's, or of somebody who is held: erase those too, wait for the hold to end, anonymize ` +
        `"${collection.name}" instead of erasing it, or change the foreign key`
      : adviceOn(fault, each, collection);
  return `${deedOf(reach, each, 'would', rows)}; ${advice}`;
}

/** A foreign key of a table says nothing of what inherits from it, unless that is a partition. */
function rowsOf(table: KeyedTable): string {
  return table.isPartitioned ? sqlName(table) : `ONLY ${sqlName(table)}`;
}

function sqlName({ schema, name }: KeyedTable): string {
  return `${quoted(schema)}.${quoted(name)}`;
}
