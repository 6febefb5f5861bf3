import { findTable, type Column, type Table } from './catalog.js';
import { checkConstraints } from './catalog-checks/constraints.js';
import { checkGuards } from './catalog-checks/guards.js';
import { checkRelatives } from './catalog-checks/inheritance.js';
import { checkRights } from './catalog-checks/rights.js';
import { checkServer } from './catalog-checks/server.js';
import { checkSubjectKey } from './catalog-checks/subject-key.js';
import { unclearable } from './clearing.js';
import { checkWindow } from './catalog-checks/window.js';
import type { Collection } from '../data-map/collection.js';
import { inTheEnd, windowColumnsOf } from '../data-map/kept.js';
import type { Session } from './engine.js';
import { sessionsAreHidden } from './horizon.js';
import { isComparable, isJson, isProject, isTime } from './predicate.js';
import type { Neighbours } from '../store/neighbours.js';
import { isCount, isLocal } from './instants.js';
import { checkReach } from './foreign-keys/check-reach.js';
import type { CheckResult, Erasure } from '../store/subject-store.port.js';
import { agingColumnsOf, timeWarnings, unzonedErrors, zoneErrors, zonesIn } from '../store/zone-check.js';

/** Holds a collection against the catalog: what would go wrong in the middle of a sweep is told at the start. */
export async function checkTable(session: Session, declared: Collection, neighbours: Neighbours): Promise<CheckResult> {
  const collection = inTheEnd(declared);
  const server = await checkServer(session);
  const table = await findTable(session, collection);
  const where = `${collection.schema}.${collection.table}`;
  if (table === null) return { ...server, errors: [`there is no table ${where}`, ...server.errors] };
  const unfit = aboutKind(table, where);
  const columns =
    unfit === null ? [...checkColumns(declared, table), ...(await checkZones(session, declared, table))] : [unfit];
  if (columns.length > 0) return { ...server, errors: [...columns, ...server.errors] };
  const rights = await checkRights(session, collection, table);
  const told: CheckResult[] = [
    {
      errors: [...checkClearing(collection, table), ...rights],
      warnings: timeWarnings(declared, table, { isLocal, isCount }),
    },
    await checkWindow(session, declared, table),
    await checkSubjectKey(session, collection, table, neighbours),
    await checkGuards(session, collection, table),
    await checkRelatives(session, collection, table, neighbours),
    // What cannot be read cannot be tried either.
    ...(rights.length > 0 ? [] : [await checkConstraints(session, collection, table)]),
    { errors: [], warnings: await warningsOf(session, collection, table) },
    await checkReach(session, collection, table, neighbours),
    server,
  ];
  return {
    errors: [...new Set(told.flatMap(({ errors }) => errors))],
    warnings: told.flatMap(({ warnings }) => warnings),
  };
}

const KINDS: Readonly<Record<string, string>> = {
  v: 'a view, which keeps no rows; name the table that holds them',
  m: 'a materialized view, from which nothing can be erased; name the table that holds the rows',
  f: 'a foreign table; name the table that holds the rows, in a store of its own',
};

/** Why nothing could be erased from it, null where it could. */
function aboutKind({ kind, persistence }: Table, where: string): string | null {
  if (persistence === 't') return `${where} is a temporary table, which other sessions do not see`;
  if (kind === 'r' || kind === 'p') return null;
  return `${where} is ${KINDS[kind] ?? 'no table; name the table that holds the rows'}`;
}

function checkColumns(collection: Collection, table: Table): string[] {
  const anonymized = collection.policy.kind === 'anonymize' ? collection.policy.columns : [];
  const { projectColumn, subjectColumn, timeColumn, arrivalColumn, propertiesColumn } = collection;
  const named: [string, string | null, ((column: never) => boolean)?, string?][] = [
    ['project column', projectColumn, isProject, 'a whole number'],
    ['subject column', subjectColumn, isComparable, 'text, a whole number or uuid'],
    ['time column', timeColumn, isTime, 'a timestamp, a date or a number of seconds since 1970'],
    ['arrival column', arrivalColumn, isTime, 'a timestamp, a date or a number of seconds since 1970'],
    ['properties column', propertiesColumn, isJson, 'json or jsonb'],
    ...agingColumnsOf(collection).map(([role, name]): [string, string, (column: never) => boolean, string] => [
      ...([role, name] as const),
      ...([isTime, 'a timestamp, a date or a number of seconds since 1970'] as const),
    ]),
    ...windowColumnsOf(collection).map((name): [string, string] => ['column anonymized by retention', name]),
    ...(collection.hashedColumns ?? []).map((name): [string, string] => ['hashed column', name]),
    ...anonymized.map((name): [string, string] => ['anonymized column', name]),
  ];
  return named.flatMap(([role, name, fits, type]) => {
    if (name === null) return [];
    const column = table.columns.get(name);
    if (column === undefined) return [`${role} "${name}" does not exist`];
    return fits === undefined || fits(column as never)
      ? []
      : [`${role} "${name}" is ${column.type}; it must be ${type ?? ''}${hintOf(column)}`];
  });
}

function hintOf({ base }: Column): string {
  return base.endsWith('citext')
    ? ': this type takes different spellings for one, and people may differ by them alone'
    : '';
}

async function checkZones(session: Session, collection: Collection, table: Table): Promise<string[]> {
  const unzoned = unzonedErrors(collection, table, isLocal);
  const zones = zonesIn(collection);
  if (zones.length === 0) return unzoned;
  const known = await session.query<{ name: string }>('SELECT name FROM pg_timezone_names WHERE name = ANY ($1)', [
    zones,
  ]);
  return [...unzoned, ...zoneErrors(collection, table, isLocal, new Set(known.map(({ name }) => name)))];
}

function checkClearing(collection: Collection, table: Table): string[] {
  const errors: string[] = [];
  const add = (erasure: Erasure, advice: string) => {
    for (const { name } of unclearable(collection, table, erasure)) {
      errors.push(`column "${name}" can be neither null nor a constant default; ${advice}`);
    }
  };
  if (collection.policy.kind === 'anonymize') add('policy', 'make it so, or leave it out of `anonymize`');
  if (collection.policy.kind === 'erase') {
    const advice = 'a deletion of Sources clears it: make it so, or list it under `headers` with `keep: true`';
    add('sources', `${advice}, or without \`source: true\``);
  }
  return errors;
}

async function warningsOf(session: Session, collection: Collection, table: Table): Promise<string[]> {
  const warnings: string[] = [];
  if (!(await hasIndex(session, collection, table))) {
    const names = [...(collection.projectColumn === null ? [] : [collection.projectColumn]), collection.subjectColumn];
    warnings.push(`no index on ${table.name} begins with (${names.join(', ')}): every request reads the whole table`);
  }
  warnings.push(...aboutSpelling(collection, table));
  if (collection.policy.kind === 'keep') return warnings;
  if (table.persistence === 'u') {
    warnings.push(
      `${table.name} is unlogged: a crash of the server empties it, and a restored backup has no row of it`,
    );
  }
  if (await sessionsAreHidden(session)) {
    warnings.push(
      'the role cannot see other sessions; grant it pg_read_all_stats, or proofs of removal may wait for long, and no replica that is behind is waited for',
    );
  }
  return warnings;
}

function aboutSpelling({ subjectColumn }: Collection, table: Table): string[] {
  if (table.columns.get(subjectColumn)?.deterministic !== false) return [];
  return [
    `subject column "${subjectColumn}" takes different spellings for one by its collation; rows are a person's only where they ` +
      'spell the id as the person is known',
  ];
}

async function hasIndex(session: Session, collection: Collection, table: Table): Promise<boolean> {
  const indexes = await session.query<{ names: string[] }>(
    `SELECT array(SELECT coalesce(a.attname, '') FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place)
       LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number AND k.number <> 0
       ORDER BY k.place)::text[] AS names
     FROM pg_index i WHERE i.indrelid = $1::oid AND i.indisvalid AND i.indpred IS NULL`,
    [table.oid],
  );
  const pair = [collection.projectColumn, collection.subjectColumn];
  return indexes.some(({ names: [first, second] }) => {
    if (first === collection.subjectColumn) return true;
    return (
      first !== undefined && second !== undefined && first !== second && pair.includes(first) && pair.includes(second)
    );
  });
}
