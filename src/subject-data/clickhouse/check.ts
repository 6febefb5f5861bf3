import { HabeasError } from '../../platform/index.js';
import { isCount, isLocal } from './arrival.js';
import { findTable, isMergeTree, isWritable, type BoundTable, type Column, type Table } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { inTheEnd, windowColumnsOf } from '../data-map/kept.js';
import { literal, quoted, type ClickHouseEngine } from './engine.js';
import { checkConstraints } from './catalog-checks/constraints.js';
import { checkGuards } from './catalog-checks/guards.js';
import { collectionsNamedBy } from '../store/key-names.js';
import type { Neighbours } from '../store/neighbours.js';
import { isComparable, isInteger, isJson, isText, isTime } from './predicate.js';
import type { CheckResult } from '../store/subject-store.port.js';
import { agingColumnsOf, timeWarnings, unzonedErrors, zoneErrors, zonesIn } from '../store/zone-check.js';

/** Holds a collection against the catalog: what would go wrong in the middle of a sweep is told at the start. */
export async function checkTable(
  engine: ClickHouseEngine,
  declared: Collection,
  neighbours: Neighbours,
): Promise<CheckResult> {
  const collection = inTheEnd(declared);
  const where = `${collection.schema}.${collection.table}`;
  const table = await findTable(engine, collection).catch(readOnly);
  if (table === 'read-only') {
    return {
      errors: ['this user is read-only (readonly = 1): ids to look for cannot be written either'],
      warnings: [],
    };
  }
  if (table === null) return { errors: [`there is no table ${where}`], warnings: [] };
  if (!isMergeTree(table)) {
    const message = `${where} is of the engine ${table.engine}; name a table of the MergeTree family, or a Distributed one over it`;
    return { errors: [message], warnings: [] };
  }
  const target: BoundTable = { collection, table };
  const written: BoundTable = { collection: declared, table };
  const errors = [...checkColumns(written), ...(await checkZones(engine, written)), ...checkCluster(engine, target)];
  if (errors.length > 0) return { errors, warnings: [] };
  const rights = await checkRights(engine, target);
  const told: CheckResult[] = [
    { errors: rights, warnings: timeWarnings(declared, table, { isLocal, isCount }) },
    await checkGuards(engine, target),
    // What cannot be read cannot be tried either.
    ...(rights.length > 0 ? [] : [await checkConstraints(engine, target)]),
    {
      errors: [],
      warnings: [...aboutSubject(collection, neighbours), ...(await warningsOf(engine, target, neighbours))],
    },
  ];
  return { errors: told.flatMap(({ errors }) => errors), warnings: told.flatMap(({ warnings }) => warnings) };
}

/** Such a user may not even say in which form it wants its answers. */
function readOnly(error: unknown): 'read-only' {
  if (error instanceof HabeasError && error.details.extra?.['serverCode'] === '164') return 'read-only';
  throw error;
}

/** The engine knows no foreign keys, so that only a name says that a column holds keys of another table. */
function aboutSubject(collection: Collection, { collections }: Neighbours): string[] {
  const { subjectColumn, schema, table } = collection;
  const others = collections.filter((each) => each.schema !== schema || each.table !== table);
  return collectionsNamedBy(subjectColumn, others).map(
    (owner) =>
      `subject column "${subjectColumn}" looks like the key of ${owner.schema}.${owner.table}, where "${owner.subjectColumn}" says ` +
      'whose a row is: make sure that it names a person',
  );
}

function checkColumns({ collection, table }: BoundTable): string[] {
  const { projectColumn, subjectColumn, timeColumn, arrivalColumn, propertiesColumn } = collection;
  const anonymized = collection.policy.kind === 'anonymize' ? collection.policy.columns : [];
  const isStored = (fits: (column: Column) => boolean) => (column: Column) =>
    column.defaultKind !== 'EPHEMERAL' && fits(column);
  const isProperties = (column: Column) => isText(column) || isJson(column);
  const named: [string, string | null, (column: Column) => boolean, string][] = [
    ['project column', projectColumn, isStored(isInteger), 'a whole number'],
    ['subject column', subjectColumn, isStored(isComparable), 'text, a whole number or UUID'],
    ['time column', timeColumn, isTime, 'a date, a DateTime or a number of seconds since 1970'],
    ['arrival column', arrivalColumn, isTime, 'a date, a DateTime or a number of seconds since 1970'],
    ['properties column', propertiesColumn, isProperties, 'a String with JSON, or JSON'],
    ...agingColumnsOf(collection).map(([role, name]): [string, string, (column: Column) => boolean, string] => [
      ...([role, name] as const),
      ...([isTime, 'a date, a DateTime or a number of seconds since 1970'] as const),
    ]),
    ...windowColumnsOf(collection).map((name): [string, string, (column: Column) => boolean, string] => [
      ...(['column anonymized by retention', name] as const),
      ...([isWritable, 'a column that can be written'] as const),
    ]),
    ...(collection.hashedColumns ?? []).map((name): [string, string, (column: Column) => boolean, string] => [
      ...(['hashed column', name] as [string, string]),
      (column) => column.bare === 'String' && isWritable(column),
      'a String',
    ]),
    ...anonymized.map((name): [string, string, (column: Column) => boolean, string] => [
      ...(['anonymized column', name] as [string, string]),
      isWritable,
      'a column that can be written',
    ]),
  ];
  return named.flatMap(([role, name, fits, type]) => {
    if (name === null) return [];
    const column = table.columns.get(name);
    if (column === undefined) return [`${role} "${name}" does not exist`];
    return fits(column) ? [] : [`${role} "${name}" is ${column.type}; it must be ${type}`];
  });
}

async function checkZones(engine: ClickHouseEngine, { collection, table }: BoundTable): Promise<string[]> {
  const unzoned = unzonedErrors(collection, table, isLocal);
  const zones = zonesIn(collection);
  if (zones.length === 0) return unzoned;
  const known = await engine.query<{ name: string }>(
    `SELECT time_zone AS name FROM system.time_zones WHERE time_zone IN (${zones.map(literal).join(', ')})`,
  );
  return [...unzoned, ...zoneErrors(collection, table, isLocal, new Set(known.map(({ name }) => name)))];
}

function checkCluster(engine: ClickHouseEngine, { collection, table }: BoundTable): string[] {
  const where = `${collection.schema}.${collection.table}`;
  if (table.distributed && engine.cluster === null) {
    return [`${where} is a Distributed table; set CLICKHOUSE_CLUSTER to the name of its cluster`];
  }
  const isCopied = /^(Replicated|Shared)/.test(table.engine);
  if (engine.cluster !== null && !isCopied) {
    return [`${table.parts} is not replicated, so that in the cluster each server would have rows of its own`];
  }
  return [];
}

async function checkRights(engine: ClickHouseEngine, { collection, table }: BoundTable): Promise<string[]> {
  const isTouched = collection.policy.kind !== 'keep' || (collection.window?.does ?? null) !== null;
  const needed = isTouched ? ['SELECT', 'INSERT', 'ALTER DELETE'] : ['SELECT'];
  const missing: string[] = [];
  for (const right of needed) {
    // Servers before 24.10 cannot be asked; there the first sweep would say it.
    const answer = await engine.query(`CHECK GRANT ${right} ON ${table.parts}`).catch(() => []);
    if (answer.length > 0 && Number(Object.values(answer[0] ?? {})[0]) === 0) missing.push(right);
  }
  return missing.map((right) => `the right to ${right} on ${table.parts} is missing`);
}

async function warningsOf(engine: ClickHouseEngine, target: BoundTable, neighbours: Neighbours): Promise<string[]> {
  const { collection, table } = target;
  const warnings = [...(await aboutOrdering(engine, target))];
  if (collection.policy.kind === 'keep') return warnings;
  if (/\bPROJECTION\b/.test(table.ddl)) {
    warnings.push(
      `${table.parts} has a projection: its rows are hidden only when they are removed, not within seconds`,
    );
  }
  return [...warnings, ...(await aboutCopies(engine, target, neighbours)), ...(await aboutDetached(engine, table))];
}

/** An ordering serves a search for subjects if they come first, or right behind the project. */
async function aboutOrdering(engine: ClickHouseEngine, { collection, table }: BoundTable): Promise<string[]> {
  const [first, second] = table.sortingKey.map((name) => name.replaceAll('`', ''));
  const pair = [collection.projectColumn, collection.subjectColumn];
  if (first === collection.subjectColumn) return [];
  if (first !== undefined && second !== undefined && pair.includes(first) && pair.includes(second)) return [];
  const [size] = await engine.query<{ text: string }>(
    `SELECT formatReadableSize(sum(bytes_on_disk)) AS text FROM system.parts
     WHERE active AND database = ${literal(table.database)} AND table = ${literal(table.local)}`,
  );
  const names = pair.filter((name) => name !== null).join(', ');
  const order = table.sortingKey.length === 0 ? 'nothing' : `(${table.sortingKey.join(', ')})`;
  return [
    `${table.parts} is ordered by ${order} and not by (${names}): every export, count and proof of zero reads the subject ` +
      `column of the whole table (${size?.text ?? 'size unknown'} on this server), and a removal rewrites every part`,
  ];
}

async function aboutCopies(
  engine: ClickHouseEngine,
  { collection, table }: BoundTable,
  { collections }: Neighbours,
): Promise<string[]> {
  const views = await engine.query<{ name: string; target: string }>(
    `SELECT concat(database, '.', name) AS name, replaceAll(extract(create_table_query, ' TO ([^ (]+)'), '\`', '') AS target FROM system.tables
     WHERE engine = 'MaterializedView'
       AND position(replaceRegexpAll(concat(' ', as_select, ' '), '[^A-Za-z0-9_]', ' '), ${literal(` ${table.local} `)}) > 0`,
  );
  const mapped = new Set(collections.map((each) => `${each.schema}.${each.table}`));
  const isAnonymized = collection.policy.kind === 'anonymize';
  const copies = views.filter(({ target }) => isAnonymized || !mapped.has(target));
  return copies.map(({ name }) => {
    const rewritten = isAnonymized ? ', and takes each anonymized row once more' : '';
    return `the materialized view ${quoted(name)} copies its rows${rewritten}: list the view's table as a collection of its own`;
  });
}

async function aboutDetached(engine: ClickHouseEngine, table: Table): Promise<string[]> {
  const rows = await engine.query<{ n: string }>(
    `SELECT count() AS n FROM ${engine.everywhere('system.detached_parts')}
     WHERE database = ${literal(table.database)} AND table = ${literal(table.local)}`,
  );
  const number = Number(rows[0]?.n ?? 0);
  return number === 0
    ? []
    : [`${String(number)} detached parts of ${table.parts} are out of reach of any erasure; drop them`];
}
