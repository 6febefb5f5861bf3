import { EVERYTHING } from '../../compliance/index.js';
import type { Ahead } from '../store/ahead.js';
import { columnOf, isWritable, type BoundTable, type Column, type Table } from './catalog.js';
import { sourceNames, type Clearings } from './clearing.js';
import type { Collection } from '../data-map/collection.js';
import { literal, quoted, type Cells, type ClickHouseEngine } from './engine.js';
import { assertEverywhere, columnsFor, withKeys, workTable } from './key-tables.js';
import { createIds, FINGERPRINT, fingerprint, idsOf, inOneOrdinal, type Pass } from './passes.js';
import { eachAmong, isText, keyColumnsOf, keyNamesOf, selection, t } from './predicate.js';
import type { SubjectKey } from '../store/subject-store.port.js';
import { membersOf } from './view.js';

const [NUMBER, HOLDS, TEXT] = ['#number', '#holds', '#text'].map(quoted) as [string, string, string];

/**
 * First half of an erasure that leaves the rows: what the rows will be is written aside, and the fingerprints of what they are
 * now into the pass's table of ids. Nothing is changed yet. A column of the sorting key cannot be updated, and the server's
 * JSON functions round numbers, so that rows are written anew instead. Null where nothing is to be cleared.
 */
export async function stage(
  engine: ClickHouseEngine,
  target: BoundTable,
  keys: readonly SubjectKey[],
  cleared: Clearings,
  { uid, ahead }: { readonly uid: string; readonly ahead: Ahead | null },
): Promise<Pass | null> {
  const { endedBefore } = target.collection;
  // Rows that are the same but for their day would go with those that are meant.
  const told = endedBefore === undefined ? [] : [endedBefore.column];
  return withKeys(engine, target, inOneOrdinal(keys), (name) => {
    const from = selection(target, name, { window: EVERYTHING, final: false, bound: { now: false, ahead } });
    return stageSelected(engine, target, cleared, { uid, from, told });
  });
}

/** The same of the rows `from … WHERE …`. `told`: further columns by which those that are meant are told from others. */
export async function stageSelected(
  engine: ClickHouseEngine,
  target: BoundTable,
  cleared: Clearings,
  { uid, from, told }: { readonly uid: string; readonly from: string; readonly told: readonly string[] },
): Promise<Pass | null> {
  const { collection, table } = target;
  const columns = fingerprinted(target, cleared, told);
  const rows = workTable(`rows_${uid}`);
  await engine.command(`CREATE TABLE ${rows} ENGINE = MergeTree ORDER BY ${NUMBER} AS
    SELECT generateUUIDv4() AS ${NUMBER}, ${fingerprint(columns, 't.')} AS ${quoted(FINGERPRINT)},
      ${anyHolds(cleared)} AS ${HOLDS}, ${newValues(table, cleared)}
    ${from} AND (${mayHold(collection, cleared)})`);
  const which = cleared.members === null ? '' : await writeTexts(engine, collection, uid, cleared.members);
  const [{ n } = { n: '0' }] = await engine.query<{ n: string }>(`SELECT count() AS n FROM ${rows} AS t ${which}`);
  if (n === '0') return null;
  await writeFingerprints(engine, target, uid, which);
  const names = columns.map((column) => column.name);
  return { uid, kind: 'rewrite', bound: '', columns: names, step: 1 };
}

/** Second half: the new rows go in. Where a process died in the middle, `again` leaves out those that did go in. */
export async function writeAnew(
  engine: ClickHouseEngine,
  target: BoundTable,
  pass: Pass,
  again: boolean,
): Promise<void> {
  const { collection, table } = target;
  const columns = [...table.columns.values()].filter(isWritable);
  const names = columns.map((column) => quoted(column.name)).join(', ');
  const texts = await engine.query(`EXISTS TABLE ${workTable(`texts_${pass.uid}`)}`);
  const hasTexts = Number(Object.values(texts[0] ?? {})[0]) === 1;
  const source = workTable(`rows_${pass.uid}`);
  const values = columns.map((column) =>
    hasTexts && column.name === collection.propertiesColumn
      ? `CAST(x.${TEXT}, ${literal(column.type)}) AS ${quoted(column.name)}`
      : `r.${quoted(column.name)} AS ${quoted(column.name)}`,
  );
  const joined = hasTexts ? `INNER JOIN ${workTable(`texts_${pass.uid}`)} AS x ON r.${NUMBER} = x.${NUMBER}` : '';
  const key = keyColumnsOf(target).map((column) => quoted(column.name));
  const print = fingerprint(columns);
  const present = `SELECT ${key.join(', ')}, ${print} FROM ${table.name}
    WHERE ${eachAmong(key, keyNamesOf(collection), idsOf(pass))}`;
  const unless = again ? `WHERE (${key.join(', ')}, ${print}) NOT IN (${present})` : '';
  await engine.command(
    `INSERT INTO ${table.name} (${names}) SELECT ${names} FROM (SELECT ${values.join(', ')} FROM ${source} AS r ${joined}) ${unless}`,
    { insert_deduplicate: 0, max_partitions_per_insert_block: 0, distributed_foreground_insert: 1 },
  );
}

/** Drops what a rewriting wrote aside: the persons' rows, so not a moment later than they can be missed. */
export async function dropRewritten(engine: ClickHouseEngine, { uid }: Pick<Pass, 'uid'>): Promise<void> {
  for (const kind of ['texts', 'rows']) {
    await engine.command(`DROP TABLE IF EXISTS ${workTable(`${kind}_${uid}`)} SYNC`);
  }
}

/** The condition under which the text may have one of the members: a name written plainly, or any escape. */
export function mayHaveMembers(column: Column, names: ReadonlySet<string>): string {
  const text = isText(column) ? t(column) : `toString(${t(column)})`;
  if (names.size === 0) return '0';
  if (names.size > 255) return '1';
  const needles = [...names].map((name) => literal(JSON.stringify(name))).join(', ');
  return isText(column) ? `(multiSearchAny(${text}, [${needles}]) OR position(${text}, '\\\\') > 0)` : '1';
}

function fingerprinted({ collection, table }: BoundTable, cleared: Clearings, told: readonly string[]): Column[] {
  const names = [
    ...cleared.columns.map((each) => each.column),
    cleared.members?.name,
    collection.arrivalColumn,
    ...told,
  ];
  return [...new Set(names)].flatMap((name) => (typeof name === 'string' ? [columnOf(table, name)] : []));
}

function newValues(table: Table, cleared: Clearings): string {
  const values = new Map(cleared.columns.map((each) => [each.column, each.value]));
  return [...table.columns.values()]
    .filter(isWritable)
    .map((column) => {
      const value = values.get(column.name);
      const given = value === undefined ? t(column) : `CAST(${value}, ${literal(column.type)})`;
      return `${given} AS ${quoted(column.name)}`;
    })
    .join(', ');
}

export function anyHolds(cleared: Clearings): string {
  return cleared.columns.length === 0 ? '0' : cleared.columns.map((each) => `(${each.holds})`).join(' OR ');
}

function mayHold(collection: Collection, cleared: Clearings): string {
  if (cleared.members === null) return anyHolds(cleared);
  return `${anyHolds(cleared)} OR ${mayHaveMembers(cleared.members, sourceNames(collection))}`;
}

/** Writes the texts without the members, and returns the condition that leaves out rows which need no rewriting. */
async function writeTexts(
  engine: ClickHouseEngine,
  collection: Collection,
  uid: string,
  column: Column,
): Promise<string> {
  const names = sourceNames(collection);
  const texts = workTable(`texts_${uid}`);
  await engine.command(`CREATE TABLE ${texts} (${NUMBER} UUID, ${TEXT} String) ENGINE = MergeTree ORDER BY ${NUMBER}`);
  const text = isText(column) ? quoted(column.name) : `toJSONString(${quoted(column.name)})`;
  const rows = engine.stream(`SELECT ${NUMBER}, ${text}, ${HOLDS} FROM ${workTable(`rows_${uid}`)}`);
  await engine.insert(texts, ['#number', '#text'], withoutMembers(rows, names));
  return `WHERE t.${NUMBER} IN (SELECT ${NUMBER} FROM ${texts})`;
}

async function* withoutMembers(rows: AsyncIterable<Cells>, names: ReadonlySet<string>): AsyncGenerator<Cells> {
  for await (const [number, text, holds] of rows) {
    const members = membersOf(text);
    const rest = members.filter((member) => !names.has(member.name));
    if (rest.length === members.length && Number(holds) === 0) continue;
    const changed = `{${rest.map(({ name, value }) => `${JSON.stringify(name)}: ${value}`).join(', ')}}`;
    yield [number, rest.length === members.length ? text : changed];
  }
}

async function writeFingerprints(
  engine: ClickHouseEngine,
  target: BoundTable,
  uid: string,
  which: string,
): Promise<void> {
  const { collection } = target;
  const names = keyNamesOf(collection);
  const key = keyColumnsOf(target).map((column) => `assumeNotNull(t.${quoted(column.name)})`);
  const print = quoted(FINGERPRINT);
  await createIds(engine, collection, uid, `${columnsFor(target)}, ${print} String`);
  const distinct = `SELECT DISTINCT ${key.join(', ')}, t.${print} FROM ${workTable(`rows_${uid}`)} AS t ${which}`;
  await engine.command(`INSERT INTO ${idsOf({ uid })} (${names.join(', ')}, ${print}) ${distinct}`);
  const [{ n } = { n: '0' }] = await engine.query<{ n: string }>(`SELECT count() AS n FROM ${idsOf({ uid })}`);
  await assertEverywhere(engine, idsOf({ uid }), Number(n));
}
