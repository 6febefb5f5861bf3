import type { Ahead } from '../store/ahead.js';
import { arrivalOf, arrived, instant } from './arrival.js';
import { columnOf, type BoundTable, type Column } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { bearsBefore, type EndedBefore } from './keeping/dated.js';
import { literal, quoted, type ClickHouseEngine } from './engine.js';
import { assertEverywhere, columnsFor, copied, KEY_COLUMNS, rowsFor, WORK, workTable } from './key-tables.js';
import { agedRows } from './expiry/aged-rows.js';
import { eachAmong, KEY, keyColumnsOf, keyNamesOf } from './predicate.js';
import type { SharedKeys } from './shared-keys.js';
import type { SubjectKey } from '../store/subject-store.port.js';

/** 1 its tables stand, 2 its rows are hidden, 3 they are removed and its tables dropped. */
export type Step = 1 | 2 | 3;

/**
 * One call of `hide` on one table: which rows are meant stands in tables named after its uid until they are removed, so that
 * any process can go on with it. `rows`: all rows of the ids. `rewrite`: of these only rows with a recorded fingerprint.
 * `aged`: rows that have outlived their time, but for those of the ids. `versions`: rows with a recorded fingerprint, for the same
 * reason.
 */
export interface Pass {
  readonly uid: string;
  readonly kind: 'rows' | 'rewrite' | 'aged' | 'versions';
  /**
   * No bound on arrival (''), one for all ids (an instant in ms), or one for each (`each:` and the earliest in ms); behind it, with
   * blanks in between, from and until when (in ms) arrivals are meant that were ahead of the clock. Of `aged`: an `Age`, as JSON.
   */
  readonly bound: string;
  /** Columns the fingerprint is taken of. */
  readonly columns: readonly string[];
  /** All ids of `rows` are of one project. A pass of an earlier version does not tell. */
  readonly ofOneProject?: boolean;
  /** Of all rows of the ids only those that bear a day before this one; left out, all. */
  readonly endedBefore?: EndedBefore;
  readonly step: Step;
}

export const FINGERPRINT = '#fingerprint';

export const idsOf = (pass: Pick<Pass, 'uid'>) => workTable(`ids_${pass.uid}`);
export const marksOf = (pass: Pick<Pass, 'uid'>) => workTable(`marks_${pass.uid}`);

/** The condition under which a row of the table belongs to the pass; the ids are in a table and not in the text. */
export function conditionOf(target: BoundTable, pass: Pass): string {
  if (pass.kind === 'aged') return agedRows(target, pass);
  const { collection, table } = target;
  const columns = keyColumnsOf(target);
  const key = columns.map((column) => quoted(column.name));
  const names = keyNamesOf(collection);
  const each = eachAmong(key, names, idsOf(pass));
  if (pass.kind !== 'rows') {
    const print = fingerprint(pass.columns.map((name) => columnOf(table, name)));
    const printed = [...names, quoted(FINGERPRINT)].join(', ');
    return `(${each} AND (${[...key, print].join(', ')}) IN (SELECT ${printed} FROM ${idsOf(pass)}))`;
  }
  const among =
    pass.ofOneProject === true ? each : `(${key.join(', ')}) IN (SELECT ${names.join(', ')} FROM ${idsOf(pass)})`;
  const conditions = [among, ...(pass.endedBefore === undefined ? [] : [bearsBefore(table, pass.endedBefore, '')])];
  if (pass.bound === '') return `(${conditions.join(' AND ')})`;
  const exact = columns
    .map((column) => `assumeNotNull(CAST(${quoted(column.name)}, ${literal(column.bare)}))`)
    .join(', ');
  const watermark = `joinGet(${literal(`${WORK}.marks_${pass.uid}`)}, ${literal(KEY.watermark)}, ${exact})`;
  const [bound = '', from, until] = pass.bound.split(' ');
  const ahead = from === undefined ? null : { from: new Date(Number(from)), until: new Date(Number(until)) };
  const inTime = watermarksOf(bound, watermark).flatMap((mark) => arrived(target, mark, { now: false, ahead }) ?? []);
  return `(${[...conditions, ...(inTime.length === 0 ? [] : [`(${inTime.join(' OR ')})`])].join(' AND ')})`;
}

/**
 * Up to one of which a row must have arrived. The earliest goes ahead of each id's own: hardly a row arrived later, so that hardly an
 * id is looked up. A pass of an earlier version does not have it.
 */
function watermarksOf(bound: string, each: string): string[] {
  const [word, earliest] = bound.split(':');
  const told = (milliseconds: string | undefined) => instant(new Date(Number(milliseconds)));
  if (word !== 'each') return [told(word)];
  return earliest === undefined ? [each] : [told(earliest), each];
}

/**
 * What the mutation that removes the pass deletes, beside what is hidden. Of rows that grew old nothing else goes: what has arrived
 * since they were hidden may be somebody's who is held since. The ids are named all the same, by which the mutation is known.
 */
export function removalOf(target: BoundTable, pass: Pass): string {
  if (!goesByMask(pass)) return conditionOf(target, pass);
  const key = keyColumnsOf(target).map((column) => quoted(column.name));
  return `((${key.join(', ')}) IN (SELECT ${keyNamesOf(target.collection).join(', ')} FROM ${idsOf(pass)} WHERE 0))`;
}

export function goesByMask({ kind }: Pick<Pass, 'kind'>): boolean {
  return kind === 'aged' || kind === 'versions';
}

/** What a row holds in the columns, as a digest that no setting of a session changes; a row that was rewritten has another. */
export function fingerprint(columns: readonly Column[], prefix = ''): string {
  const values = columns.flatMap((column) => {
    const name = `${prefix}${quoted(column.name)}`;
    const text = /^(JSON|Object|Map|Variant|Dynamic)\b/.test(column.bare) ? `toString(${name})` : name;
    return column.nullable
      ? [`isNull(${name})`, `ifNull(${text}, defaultValueOfTypeName(${literal(column.bare)}))`]
      : [text];
  });
  return `hex(sipHash128(${values.join(', ')}))`;
}

/**
 * Has the ids of a pass stand in a table on every server, and proves that all of them do: in a view of the keys its sweep shares, or
 * in a table of its own. Null where the column can hold none of them.
 */
export async function writeIds(
  shared: SharedKeys,
  target: BoundTable,
  keys: readonly SubjectKey[],
  { uid, ahead }: { readonly uid: string; readonly ahead: Ahead | null },
): Promise<Pass | null> {
  const { collection } = target;
  const { engine } = shared;
  const source = await shared.sourceFor(target, keys);
  if (source === null) {
    const rows = rowsFor(target, inOneOrdinal(keys));
    if (rows.length === 0) return null;
    await createIds(engine, collection, uid, columnsFor(target));
    await engine.insert(idsOf({ uid }), KEY_COLUMNS, rows);
    await assertEverywhere(engine, idsOf({ uid }), rows.length);
  } else {
    await engine.command(`CREATE VIEW ${idsOf({ uid })}${engine.onCluster} AS SELECT * FROM ${source}`);
  }
  const bound = arrivalOf(target) === null ? '' : boundOf(keys, ahead);
  const { endedBefore } = collection;
  const ofOneProject = new Set(keys.map(({ projectId }) => projectId)).size === 1;
  const pass: Pass = {
    uid,
    kind: 'rows',
    bound,
    columns: [],
    step: 1,
    ofOneProject,
    ...(endedBefore && { endedBefore }),
  };
  if (hasMarks(pass)) await writeMarks(engine, target, pass);
  return pass;
}

export async function createIds(
  engine: ClickHouseEngine,
  collection: Collection,
  uid: string,
  columns: string,
): Promise<void> {
  const order = keyNamesOf(collection).join(', ');
  await engine.command(
    `CREATE TABLE ${idsOf({ uid })}${engine.onCluster} (${columns}) ENGINE = ${copied(engine, `ids_${uid}`)} ORDER BY (${order})`,
  );
}

/** Drops what stood for the pass, once no mutation can ask for it any more. */
export async function dropTables(engine: ClickHouseEngine, pass: Pass): Promise<void> {
  for (const name of hasMarks(pass) ? [marksOf(pass), idsOf(pass)] : [idsOf(pass)]) {
    await engine.command(`DROP TABLE IF EXISTS ${name}${engine.onCluster} SYNC`);
  }
}

async function writeMarks(engine: ClickHouseEngine, target: BoundTable, pass: Pass): Promise<void> {
  const { collection } = target;
  const columns = keyColumnsOf(target);
  const names = keyNamesOf(collection);
  const typed = names.map((name, at) => `${name} ${columns[at]?.bare ?? 'String'}`).join(', ');
  const key = names.join(', ');
  await engine.command(
    `CREATE TABLE ${marksOf(pass)}${engine.onCluster} (${typed}, ${quoted(KEY.watermark)} DateTime64(3, 'UTC'))
     ENGINE = Join(ANY, LEFT, ${key}) AS SELECT ${key}, max(${quoted(KEY.watermark)}) FROM ${idsOf(pass)} GROUP BY ${key}`,
  );
}

/** An id once, with its latest watermark, however many ordinals ask for it. */
export function inOneOrdinal(keys: readonly SubjectKey[]): SubjectKey[] {
  return keys.map((key) => ({ ...key, ordinal: 0 }));
}

function boundOf(keys: readonly SubjectKey[], ahead: Ahead | null): string {
  const watermarks = new Set(keys.map(({ watermark }) => watermark?.getTime() ?? null));
  const [earliest] = [...watermarks].flatMap((each) => each ?? []).sort((one, other) => one - other);
  if (earliest === undefined) return '';
  const span = ahead === null ? [] : [String(ahead.from.getTime()), String(ahead.until.getTime())];
  return [watermarks.size > 1 ? `each:${String(earliest)}` : String(earliest), ...span].join(' ');
}

function hasMarks({ kind, bound }: Pass): boolean {
  return kind === 'aged' || bound.startsWith('each');
}
