import { FAMILY, type Table } from '../catalog.js';
import type { Collection } from '../../data-map/collection.js';
import type { Session } from '../engine.js';
import { coverOf, type Neighbours } from '../../store/neighbours.js';
import type { CheckResult } from '../../store/subject-store.port.js';

interface Relative extends Record<string, unknown> {
  readonly name: string;
  readonly kind: string;
  /** Columns that its parent does not have. */
  readonly own: readonly string[];
}

const RELATIVES = `${FAMILY}
  SELECT n.nspname || '.' || c.relname AS name, c.relkind::text AS kind,
    ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      AND NOT EXISTS (SELECT FROM pg_attribute p WHERE p.attrelid = $1::oid AND p.attnum > 0 AND p.attname = a.attname)
      ORDER BY a.attnum) AS own
  FROM family JOIN pg_class c ON c.oid = family.oid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.oid <> $1::oid ORDER BY 1`;

/** Rows of what inherits from the table are read and erased as rows of it; what only they have is seen by nobody. */
export async function checkRelatives(
  session: Session,
  collection: Collection,
  table: Table,
  neighbours: Neighbours,
): Promise<CheckResult> {
  const relatives = await session.query<Relative>(RELATIVES, [table.oid]);
  const errors: string[] = [];
  for (const { name, kind, own } of relatives) {
    if (kind === 'f' && collection.policy.kind !== 'keep') {
      errors.push(
        `${name} belongs to it and is a foreign table, from which no removal can be proved; map it where its rows are kept`,
      );
    }
    if (own.length === 0 || coverOf(neighbours, [name]).kind !== 'unmapped') continue;
    const columns = own.map((column) => `"${column}"`).join(', ');
    errors.push(
      `${name} inherits from it and has columns of its own (${columns}), which no export of ${table.name} shows and no policy of ` +
        `it clears: list ${name} under \`collections\`, or under \`exempt\` with a reason`,
    );
  }
  return { errors, warnings: [] };
}
