import { HabeasError } from '../../../platform/index.js';
import { BUILT_IN_COLLECTIONS } from '../../data-map/built-in-collections.js';
import { outlastInserts } from '../backpressure.js';
import { literal, type ClickHouseEngine, type Settings } from '../engine.js';
import { WORK } from '../key-tables.js';
import {
  filledColumns,
  frontStatements,
  layoutOf,
  partsStatement,
  placeOf,
  SUBJECT_DATABASE,
  type Place,
} from '../layout.js';
import { ClickHouseSubjectStore } from '../subject-store.js';
import { EARLIER_LAYOUTS, type EarlierLayout, type StandingTable } from './earlier-layouts.js';
import { earlierRows, missing, presentRows, summary, type Move } from './statements.js';

/** What whoever moves tables is told and asked on the way. */
export interface MoveCourse {
  /** Called before each statement that changes something; throws where another process has taken over. */
  readonly assertStillMine: () => Promise<void>;
  /** A line for the log. */
  readonly say: (line: string) => void;
}

interface Under extends Move {
  readonly engine: ClickHouseEngine;
  readonly course: MoveCourse;
  /** Where the collection stands, before and after. */
  readonly own: Place;
  /** Where rows are copied to; after the exchange, where those of the earlier layout are. */
  readonly aside: Place;
}

/** Rows and digests of a partition, as text. */
type Summaries = ReadonlyMap<number, string>;

/** A copy may take hours: the server says that it goes on, in headers. */
const LONG: Settings = {
  send_progress_in_http_headers: 1,
  http_headers_progress_interval_ms: '110000',
  max_execution_time: 0,
  max_partitions_per_insert_block: 0,
  distributed_foreground_insert: 1,
  insert_deduplicate: 0,
  // A partition holds all rows with one key.
  do_not_merge_across_partitions_select_final: 1,
};
/** Milliseconds that inserts which began before the exchange are waited for. */
const PATIENCE = 60_000;
/** After so many copies of what somebody goes on changing it is said. */
const ROUNDS = 3;

/** Whether a collection stands as an earlier version laid it out, or one was left in the middle of being moved. */
export async function isAnythingToMove(engine: ClickHouseEngine): Promise<boolean> {
  for (const earlier of EARLIER_LAYOUTS) {
    const { own, aside } = placesOf(engine, earlier);
    const standing = await standingAt(engine, own.parts);
    if (standing !== null && earlier.isStanding(standing)) return true;
    if ((await standingAt(engine, aside.parts)) !== null) return true;
  }
  return false;
}

/**
 * Gives the built-in collections the layout of this version: rows are copied into a table aside, piece by piece, until as many with the
 * same keys stand in it, which then takes the place of the earlier table in one step; only that is seen by readers and writers. To be
 * called while nothing is erased. Where it died it goes on: a piece that is whole is not copied again, and one that is not begins anew.
 */
export async function moveTables(engine: ClickHouseEngine, course: MoveCourse): Promise<void> {
  for (const earlier of EARLIER_LAYOUTS) {
    const { own, aside } = placesOf(engine, earlier);
    const under: Under = { engine, course, earlier, layout: layoutOf(earlier.table), own, aside };
    const standing = await standingAt(engine, own.parts);
    if (standing === null) continue;
    if (earlier.isStanding(standing)) {
      assertKnown(under, standing);
      await endErasures(under);
      await fill(under);
      await exchange(under);
      await finish(under);
    } else if ((await standingAt(engine, aside.parts)) !== null) await finish(under);
  }
}

/** What an erasure wrote aside has the columns of the table as it is now. */
async function endErasures({ engine, earlier }: Under): Promise<void> {
  const collection = BUILT_IN_COLLECTIONS.find(({ table }) => table === earlier.table);
  if (collection !== undefined) await new ClickHouseSubjectStore(engine).removeHidden(collection);
}

/** Copies into the table aside until it holds what the earlier one holds. */
async function fill(under: Under): Promise<void> {
  const { engine, earlier, layout, own, aside, course } = under;
  await change(under, `CREATE DATABASE IF NOT EXISTS ${WORK}${engine.onCluster}`);
  // A copy that outlived its process would go on beside the next.
  const copies = `query_kind = 'Insert' AND position(query, ${literal(aside.front)}) > 0`;
  await change(under, `KILL QUERY${engine.onCluster} WHERE ${copies} SYNC`);
  await change(under, partsStatement(layout, engine.cluster, aside));
  for (const front of frontStatements(engine.cluster, aside, 'CREATE OR REPLACE TABLE')) await change(under, front);
  await keepBeside(under, own.front);
  for (let round = 0; round < ROUNDS; round++) {
    const { there, here, differing } = await compare(under);
    if (differing.length === 0) return;
    const pieces = [...new Set(differing.map(earlier.pieceOf))].sort((one, other) => one - other);
    for (const piece of pieces) {
      course.say(`${earlier.table}: copying ${String(piece)}, ${String(pieces.length)} pieces in all`);
      for (const partition of [...here.keys()].filter((each) => earlier.pieceOf(each) === piece)) {
        await change(
          under,
          `ALTER TABLE ${aside.parts}${engine.onCluster} DROP PARTITION ${String(partition)}`,
          UNBOUND,
        );
      }
      if ([...there.keys()].some((each) => earlier.pieceOf(each) === piece)) {
        await insert(under, aside.front, earlierRows(under, own.front, earlier.within(piece)));
      }
    }
  }
  if ((await compare(under)).differing.length === 0) return;
  const message = `Table ${under.own.parts} changes while it is moved: stop the processes of the earlier version, then start this one again.`;
  throw new HabeasError('unavailable', 'store-busy', message);
}

/** The server makes it in one step: whoever reads or writes has the one table or the other. */
async function exchange(under: Under): Promise<void> {
  const { engine, own, aside } = under;
  await change(under, `EXCHANGE TABLES ${own.parts} AND ${aside.parts}${engine.onCluster}`);
}

/** Takes over what came to the earlier table after it was compared, and drops it. Nobody has worked with the new one yet. */
async function finish(under: Under): Promise<void> {
  const { engine, earlier, course, own, aside } = under;
  const standing = await standingAt(engine, aside.parts);
  if (standing === null) return;
  if (!earlier.isStanding(standing)) throw leftOver(aside);
  for (const place of [own, aside]) {
    for (const front of frontStatements(engine.cluster, place, 'CREATE OR REPLACE TABLE')) await change(under, front);
  }
  const [database = '', local = ''] = own.parts.split('.');
  const named = {
    collection: { schema: database, table: earlier.table },
    table: { database, local, parts: own.parts },
  };
  await outlastInserts(engine, named, PATIENCE);
  const { differing, there } = await compare({ ...under, own: aside, aside: own });
  const late = differing.filter((partition) => there.has(partition));
  if (late.length > 0) {
    await keepBeside(under, aside.front);
    const tables = { rows: earlierRows(under, aside.front, '1'), present: presentRows(under, own.front) };
    await insert(under, own.front, missing(under, tables, late, engine.cluster === null ? '' : 'GLOBAL '));
  }
  for (const name of new Set([aside.front, aside.parts])) {
    await change(under, `DROP TABLE IF EXISTS ${name}${engine.onCluster} SYNC`, UNBOUND);
  }
  course.say(`${earlier.table}: moved`);
}

/** A table, or a partition, of any size is dropped. */
const UNBOUND: Settings = { max_table_size_to_drop: 0, max_partition_size_to_drop: 0 };

/** Of the table at `own`, as the earlier one, and of that at `aside`. */
async function compare(under: Under): Promise<{ there: Summaries; here: Summaries; differing: number[] }> {
  const { engine, own, aside } = under;
  const there = await summaries(engine, summary(under, earlierRows(under, own.front, '1')));
  const here = await summaries(engine, summary(under, presentRows(under, aside.front)));
  const all = [...new Set([...there.keys(), ...here.keys()])];
  return { there, here, differing: all.filter((partition) => there.get(partition) !== here.get(partition)) };
}

async function summaries(engine: ClickHouseEngine, sql: string): Promise<Summaries> {
  const rows = await engine.query<{ partition: number; rows: string; digests: string }>(sql, {}, LONG);
  return new Map(rows.map(({ partition, rows: n, digests }) => [Number(partition), `${n} ${digests}`]));
}

/** Rows of the layout into a table that has it. */
async function insert(under: Under, table: string, rows: string): Promise<void> {
  await change(under, `INSERT INTO ${table} (${filledColumns(under.layout).join(', ')}) ${rows}`, LONG);
}

async function keepBeside(under: Under, table: string): Promise<void> {
  const statement = under.earlier.beside?.(table);
  if (statement !== undefined) await change(under, statement, LONG);
}

async function change({ engine, course }: Under, statement: string, settings: Settings = {}): Promise<void> {
  await course.assertStillMine();
  await engine.command(statement, settings);
}

/** @throws HabeasError `store-refused` where the table has columns that would be lost */
function assertKnown({ earlier, layout, own }: Under, { columns }: StandingTable): void {
  const known = new Set([...layout.columns.map((column) => column.split(' ')[0] ?? ''), ...earlier.dropped]);
  const unknown = [...columns].filter((column) => !known.has(column));
  if (unknown.length === 0) return;
  const message = `Table ${own.parts} has columns that Habeas did not make (${unknown.join(', ')}), and cannot be moved: drop them first.`;
  throw new HabeasError('unprocessable', 'store-refused', message);
}

function leftOver({ parts }: Place): HabeasError {
  const message = `Table ${parts} was left over, although the collection is laid out already: see what it holds, and drop it.`;
  return new HabeasError('unprocessable', 'store-refused', message);
}

async function standingAt(engine: ClickHouseEngine, name: string): Promise<StandingTable | null> {
  const [database = '', table = ''] = name.split('.');
  const where = `database = ${literal(database)} AND`;
  const [row] = await engine.query<{ partition: string; columns: string[] }>(
    `SELECT partition_key AS partition,
       (SELECT groupArray(name) FROM system.columns WHERE ${where} table = ${literal(table)}) AS columns
     FROM system.tables WHERE ${where} name = ${literal(table)}`,
  );
  return row === undefined ? null : { partitionKey: row.partition, columns: new Set(row.columns) };
}

function placesOf({ cluster }: ClickHouseEngine, { table }: EarlierLayout): Pick<Under, 'own' | 'aside'> {
  return { own: placeOf(cluster, SUBJECT_DATABASE, table), aside: placeOf(cluster, WORK, `moving_${table}`) };
}
