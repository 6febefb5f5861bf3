import { attempt, isRefused } from './attempt.js';
import { quoted, tableName, type Table } from '../catalog.js';
import { subjectColumnsOf, type Collection } from '../../data-map/collection.js';
import type { Session } from '../engine.js';
import { collectionsNamedBy } from '../../store/key-names.js';
import { coverOf, type Neighbours } from '../../store/neighbours.js';
import type { CheckResult } from '../../store/subject-store.port.js';

interface KeyOut extends Record<string, unknown> {
  readonly name: string;
  readonly column: string;
  /** `schema.table` that is referred to, and its column. */
  readonly parent: string;
  readonly parentOid: string;
  readonly parentColumn: string;
  readonly isSelf: boolean;
}

/** Side by side, each column that refers with the one it refers to. */
const KEYS_OUT = `
  SELECT f.conname AS name, a.attname AS column, n.nspname || '.' || c.relname AS parent, c.oid::text AS "parentOid", b.attname AS "parentColumn",
    c.oid = $1::oid AS "isSelf"
  FROM pg_constraint f
  CROSS JOIN LATERAL unnest(f.conkey, f.confkey) AS side (child, parent)
  JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = side.child
  JOIN pg_attribute b ON b.attrelid = f.confrelid AND b.attnum = side.parent
  JOIN pg_class c ON c.oid = f.confrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE f.contype = 'f' AND f.conrelid = $1::oid ORDER BY 1, side.child`;

/**
 * A subject column must name a person as the data map knows one. One that refers to a mapped table by another column than the
 * one that says whose its rows are names a row of that table, such as an order, and would match whoever is called like it.
 */
export async function checkSubjectKey(
  session: Session,
  collection: Collection,
  table: Table,
  neighbours: Neighbours,
): Promise<CheckResult> {
  const keys = await session.query<KeyOut>(KEYS_OUT, [table.oid]);
  const out = keys.filter(({ column, isSelf }) => column === collection.subjectColumn && !isSelf);
  const [errors, warnings] = [[] as string[], [] as string[]];
  for (const key of out) {
    const owners = ownersOf(neighbours, key.parent);
    if (owners.length === 0) warnings.push(...(await aboutUnmapped(session, collection, key, neighbours)));
    else if (!owners.some((each) => namesPeople(each, key.parentColumn))) {
      errors.push(foreignKeySays(collection, owners, key));
    }
  }
  if (out.length > 0) return { errors, warnings };
  const named = await aboutName(session, collection, table, neighbours);
  return { errors: named.errors, warnings: [...named.warnings, ...aboutOwnKey(collection, table, keys, neighbours)] };
}

/** Where no foreign key says it, the name does, and the rows: `order_id`, of which each is the key of an order that is there. */
async function aboutName(
  session: Session,
  collection: Collection,
  table: Table,
  neighbours: Neighbours,
): Promise<CheckResult> {
  const { subjectColumn } = collection;
  const others = neighbours.collections.filter(
    (each) => each.schema !== collection.schema || each.table !== collection.table,
  );
  for (const owner of collectionsNamedBy(subjectColumn, others)) {
    const key = await primaryKeyOf(session, owner);
    if (key === null) continue;
    const parent = `${owner.schema}.${owner.table}`;
    const same = await areAllKeys(session, table, subjectColumn, owner, key);
    const says = `where "${owner.subjectColumn}" says whose a row is`;
    if (!same) {
      const warning = `subject column "${subjectColumn}" looks like the key "${key}" of ${parent}, ${says}: make sure that it names a person`;
      return { errors: [], warnings: [warning] };
    }
    const what = `subject column "${subjectColumn}" holds keys ("${key}") of ${parent}, ${says}`;
    return { errors: [`${what}: ${adviceFor(collection, parent)}`], warnings: [] };
  }
  return { errors: [], warnings: [] };
}

/** By names and not by `to_regclass`, which asks for the right to use the schema. */
async function primaryKeyOf(session: Session, owner: Collection): Promise<string | null> {
  const keys = await session.query<{ column: string }>(
    `SELECT a.attname AS column FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
     WHERE n.nspname = $1 AND c.relname = $2`,
    [owner.schema, owner.table],
  );
  return keys.length === 1 ? (keys[0]?.column ?? null) : null;
}

/** Whether there are rows, and each of the first thousand names a row of the other table by its key. */
async function areAllKeys(
  session: Session,
  table: Table,
  column: string,
  owner: Collection,
  key: string,
): Promise<boolean> {
  const some = `SELECT ${quoted(column)} AS id FROM ${table.name} WHERE ${quoted(column)} IS NOT NULL LIMIT 1000`;
  const found = `EXISTS (SELECT FROM ${tableName(owner)} AS o WHERE o.${quoted(key)} = looked.id)`;
  const answer = await attempt<{ all: boolean | null }>(
    session,
    `SELECT bool_and(${found}) AS all FROM (${some}) AS looked`,
  );
  return !isRefused(answer) && answer.rows[0]?.all === true;
}

/** A table that is not mapped, and that refers to people itself, is mostly a thing of theirs. */
async function aboutUnmapped(
  session: Session,
  { subjectColumn }: Collection,
  { parent, parentOid, parentColumn }: KeyOut,
  neighbours: Neighbours,
): Promise<string[]> {
  const keys = await session.query<KeyOut>(KEYS_OUT, [parentOid]);
  const people = keys.find(
    (key) =>
      key.column !== parentColumn &&
      ownersOf(neighbours, key.parent).some((each) => namesPeople(each, key.parentColumn)),
  );
  if (people === undefined || keys.some(({ column }) => column === parentColumn)) return [];
  return [
    `subject column "${subjectColumn}" refers to ${parent}, of which "${people.column}" refers to people (${people.parent}): make sure ` +
      `that it names a person, and no row of ${parent}`,
  ];
}

function foreignKeySays(
  { subjectColumn, table }: Collection,
  owners: readonly Collection[],
  { name, parent, parentColumn }: Pick<KeyOut, 'name' | 'parent' | 'parentColumn'>,
): string {
  const subjects = [...new Set(owners.map((each) => `"${each.subjectColumn}"`))].join(' or ');
  return (
    `subject column "${subjectColumn}" refers to "${parentColumn}" of ${parent} by the foreign key "${name}", where ${subjects} says ` +
    `whose a row is: ${adviceFor({ table }, parent)}`
  );
}

function adviceFor({ table }: Pick<Collection, 'table'>, parent: string): string {
  return (
    `it names a row of ${parent} and no person; name a column with the id of the person as \`subject\`, adding one if there is ` +
    `none, or have rows go along with those of ${parent} by ON DELETE CASCADE and list ${table} under \`exempt\``
  );
}

/** A table that refers to people, and whose own key is said to name one: it may, and mostly does not. */
function aboutOwnKey(
  { subjectColumn }: Collection,
  table: Table,
  keys: readonly KeyOut[],
  neighbours: Neighbours,
): string[] {
  const column = table.columns.get(subjectColumn);
  const primary = [...table.columns.values()].filter((each) => each.primary);
  const isNumbered = column?.fixed === true || /\bnextval\(/i.test(column?.default ?? '');
  if (column?.primary !== true || primary.length !== 1 || !isNumbered) return [];
  const people = keys.find(
    ({ parent, parentColumn, isSelf }) =>
      !isSelf && ownersOf(neighbours, parent).some((each) => namesPeople(each, parentColumn)),
  );
  if (people === undefined) return [];
  return [
    `subject column "${subjectColumn}" is the number that the table gives its own rows, while "${people.column}" refers to people ` +
      `(${people.parent}): make sure that it is the id of a person`,
  ];
}

function ownersOf(neighbours: Neighbours, table: string): readonly Collection[] {
  const cover = coverOf(neighbours, [table]);
  return cover.kind === 'mapped' ? cover.collections : [];
}

function namesPeople(collection: Collection, column: string): boolean {
  return subjectColumnsOf(collection).some((side) => side.subjectColumn === column);
}
