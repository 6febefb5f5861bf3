import { FAMILY, type Table } from '../catalog.js';
import type { Collection } from '../../data-map/collection.js';
import type { Session } from '../engine.js';
import { coverOf, type Neighbours } from '../../store/neighbours.js';
import { columns, enforced, namesAbove } from './foreign-keys.js';
import { isKept } from './reach.js';
import { clears } from './reach-rules.js';
import { whoseOf } from './who-refers.js';

interface ReferringRow extends Record<string, unknown> {
  readonly key: string;
  readonly columns: string[];
  /** `schema.table` of the table that refers, and of those it is a part of; itself first. */
  readonly names: [string, ...string[]];
}

const REFERRING = `${FAMILY}
  SELECT f.conname::text AS key, ${columns('f.conrelid', 'f.conkey')} AS columns, ${namesAbove('f.conrelid')} AS names
  FROM pg_constraint f
  WHERE f.contype = 'f' AND f.conparentid = 0 AND f.confdeltype IN ('a', 'r') AND ${enforced('f')}
    AND f.confrelid IN (SELECT oid FROM family)
  ORDER BY 1, f.conrelid`;

/**
 * Tables that refer to the collection's rows and keep them from being erased, since their own rows stay and go on referring. Those whose
 * rows go, or let go, are erased before, whatever the order in the data map.
 */
export async function stayingBehind(
  session: Session,
  collection: Collection,
  table: Table,
  neighbours: Neighbours,
): Promise<string[]> {
  if (collection.policy.kind !== 'erase') return [];
  const rows = await session.query<ReferringRow>(REFERRING, [table.oid]);
  return rows.flatMap(({ key, columns: named, names }) => {
    const cover = coverOf(neighbours, names);
    const letsGo = ({ policy }: Collection) => policy.kind === 'erase' || named.some((name) => clears(policy, [name]));
    if (cover.kind === 'mapped' && cover.collections.some(letsGo) && !cover.collections.some(isKept)) return [];
    const rowsOf = `rows of ${names[0]} that refer to ${table.name} by the foreign key "${key}"`;
    return [`${rowsOf} keep it from being erased; ${whoseOf(names[0], cover)}`];
  });
}
