import { leavesOf, type Table } from '../catalog.js';
import type { Collection } from '../../data-map/collection.js';
import type { Session } from '../engine.js';
import { parentsOf, unvacuumable } from '../purge.js';

const NEEDED = { erase: ['SELECT', 'DELETE', 'UPDATE'], anonymize: ['SELECT', 'UPDATE'], keep: ['SELECT'] } as const;
/** Rows are taken from each partition by itself, which asks for rights on it beside those on the table. */
const OF_LEAVES = { erase: ['SELECT', 'DELETE'], anonymize: [], keep: [] } as const;

/** The rights that the role of the store lacks. */
export async function checkRights(session: Session, collection: Collection, table: Table): Promise<string[]> {
  const { kind } = collection.policy;
  const leaves = await leavesOf(session, table);
  const wanted = [
    ...NEEDED[kind].map((right) => ({ oid: table.oid, name: table.name, right })),
    ...leaves.flatMap(({ oid, name }) =>
      oid === table.oid ? [] : OF_LEAVES[kind].map((right) => ({ oid, name, right })),
    ),
  ];
  const missing = await session.query<{ name: string; right: string }>(
    `SELECT name, right_name AS right FROM unnest($1::oid[], $2::text[], $3::text[]) AS wanted (oid, name, right_name)
     WHERE NOT has_table_privilege(oid, right_name)`,
    [wanted.map(({ oid }) => oid), wanted.map(({ name }) => name), wanted.map(({ right }) => right)],
  );
  const errors = missing.map(({ name, right }) => `the right to ${right} on ${name} is missing`);
  const [general] = await session.query<{ temporary: boolean; schema: boolean }>(
    `SELECT has_database_privilege(current_database(), 'TEMP') AS temporary, has_schema_privilege($1, 'USAGE') AS schema`,
    [collection.schema],
  );
  if (general?.temporary !== true) errors.push('the right to make temporary tables in the database is missing');
  if (general?.schema !== true) errors.push(`the right to use the schema ${collection.schema} is missing: grant USAGE`);
  if (kind === 'keep') return errors;
  const names = await unvacuumable(session, [...leaves, ...(await parentsOf(session, leaves))]);
  return [...errors, ...names.map((name) => `the right to vacuum ${name} is missing: grant MAINTAIN, or own it`)];
}
