import { findTable, leavesOf, type Table } from './catalog.js';
import { unclearable } from './clearing.js';
import type { Collection } from '../data-map/collection.js';
import type { Session } from './engine.js';
import { sessionsAreHidden } from './horizon.js';
import { isComparable, isJson, isProject, isTime } from './predicate.js';
import type { Neighbours } from '../store/neighbours.js';
import { isLocal } from './instants.js';
import { parentsOf, unvacuumable } from './purge.js';
import { checkReach } from './foreign-keys/check-reach.js';
import type { CheckResult, Erasure } from '../store/subject-store.port.js';
import { zoneErrors, zonesIn, zoneWarnings } from '../store/zone-check.js';

/** Holds a collection against the catalog: what would go wrong in the middle of a sweep is told at the start. */
export async function checkTable(
  session: Session,
  collection: Collection,
  neighbours: Neighbours,
): Promise<CheckResult> {
  const table = await findTable(session, collection);
  const where = `${collection.schema}.${collection.table}`;
  if (table === null) return { errors: [`there is no table ${where}`], warnings: [] };
  if (table.kind !== 'r' && table.kind !== 'p') {
    return { errors: [`${where} is a view or a foreign table; name the table that holds the rows`], warnings: [] };
  }
  const columns = [...checkColumns(collection, table), ...(await checkZones(session, collection, table))];
  if (columns.length > 0) return { errors: columns, warnings: [] };
  const along = await checkReach(session, collection, table, neighbours);
  return {
    errors: [...checkClearing(collection, table), ...(await checkRights(session, collection, table)), ...along.errors],
    warnings: [
      ...zoneWarnings(collection, table, isLocal),
      ...(await warningsOf(session, collection, table)),
      ...along.warnings,
    ],
  };
}

function checkColumns(collection: Collection, table: Table): string[] {
  const anonymized = collection.policy.kind === 'anonymize' ? collection.policy.columns : [];
  const { projectColumn, subjectColumn, timeColumn, arrivalColumn, propertiesColumn } = collection;
  const named: [string, string | null, ((column: never) => boolean)?, string?][] = [
    ['project column', projectColumn, isProject, 'a whole number'],
    ['subject column', subjectColumn, isComparable, 'text, a whole number or uuid'],
    ['time column', timeColumn, isTime, 'a timestamp or a date'],
    ['arrival column', arrivalColumn, isTime, 'a timestamp or a date'],
    ['properties column', propertiesColumn, isJson, 'json or jsonb'],
    ...(collection.hashedColumns ?? []).map((name): [string, string] => ['hashed column', name]),
    ...anonymized.map((name): [string, string] => ['anonymized column', name]),
  ];
  return named.flatMap(([role, name, fits, type]) => {
    if (name === null) return [];
    const column = table.columns.get(name);
    if (column === undefined) return [`${role} "${name}" does not exist`];
    return fits === undefined || fits(column as never)
      ? []
      : [`${role} "${name}" is ${column.type}; it must be ${type ?? ''}`];
  });
}

async function checkZones(session: Session, collection: Collection, table: Table): Promise<string[]> {
  const zones = zonesIn(collection);
  if (zones.length === 0) return [];
  const known = await session.query<{ name: string }>('SELECT name FROM pg_timezone_names WHERE name = ANY ($1)', [
    zones,
  ]);
  return zoneErrors(collection, table, isLocal, new Set(known.map(({ name }) => name)));
}

function checkClearing(collection: Collection, table: Table): string[] {
  const errors: string[] = [];
  const add = (erasure: Erasure, advice: string) => {
    for (const { name } of unclearable(collection, table, erasure)) {
      errors.push(`column "${name}" can be neither null nor a constant default; ${advice}`);
    }
  };
  if (collection.policy.kind === 'anonymize') add('policy', 'make it so, or leave it out of `anonymize`');
  if (collection.policy.kind === 'erase') add('headers', 'make it so, or list it under `headers` with `keep: true`');
  return errors;
}

async function checkRights(session: Session, collection: Collection, table: Table): Promise<string[]> {
  const needed = { erase: ['SELECT', 'DELETE', 'UPDATE'], anonymize: ['SELECT', 'UPDATE'], keep: ['SELECT'] };
  const missing = await session.query<{ right: string }>(
    `SELECT right_name AS right FROM unnest($2::text[]) AS right_name WHERE NOT has_table_privilege($1::oid, right_name)`,
    [table.oid, needed[collection.policy.kind]],
  );
  const errors = missing.map(({ right }) => `the right to ${right} on ${table.name} is missing`);
  const [temporary] = await session.query<{ may: boolean }>(
    `SELECT has_database_privilege(current_database(), 'TEMP') AS may`,
  );
  if (temporary?.may !== true) errors.push('the right to make temporary tables in the database is missing');
  if (collection.policy.kind === 'keep') return errors;
  const leaves = await leavesOf(session, table);
  const names = await unvacuumable(session, [...leaves, ...(await parentsOf(session, leaves))]);
  return [...errors, ...names.map((name) => `the right to vacuum ${name} is missing: grant MAINTAIN, or own it`)];
}

async function warningsOf(session: Session, collection: Collection, table: Table): Promise<string[]> {
  const warnings: string[] = [];
  if (!(await hasIndex(session, collection, table))) {
    const names = [...(collection.projectColumn === null ? [] : [collection.projectColumn]), collection.subjectColumn];
    warnings.push(`no index on ${table.name} begins with (${names.join(', ')}): every request reads the whole table`);
  }
  if (collection.policy.kind === 'keep') return warnings;
  if (await sessionsAreHidden(session)) {
    warnings.push(
      'the role cannot see other sessions; grant it pg_read_all_stats, or proofs of removal may wait for long',
    );
  }
  return [...warnings, ...(await referencesTo(session, collection, table))];
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

async function referencesTo(session: Session, collection: Collection, table: Table): Promise<string[]> {
  if (collection.policy.kind !== 'erase') return [];
  const references = await session.query<{ name: string }>(
    `SELECT conrelid::regclass::text AS name FROM pg_constraint
     WHERE contype = 'f' AND confrelid = $1::oid AND conrelid <> confrelid AND conparentid = 0 AND confdeltype IN ('a', 'r')`,
    [table.oid],
  );
  return references.map(({ name }) => `rows of ${name} that refer to ${table.name} keep it from being erased`);
}
