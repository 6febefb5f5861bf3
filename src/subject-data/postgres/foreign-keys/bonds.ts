import type { Collection } from '../../data-map/collection.js';
import { everErases } from '../../data-map/kept.js';
import type { Session } from '../engine.js';
import { columns, enforced } from './foreign-keys.js';
import type { Action } from './reach.js';

/** A foreign key by which rows of one collection refer to rows of another, or of the same. */
export interface Bond {
  readonly child: Collection;
  readonly parent: Collection;
  readonly key: string;
  /** Side by side. */
  readonly childColumns: readonly string[];
  readonly parentColumns: readonly string[];
  /** Whether it names the parent's rows by their primary key, which no erasure of headers changes. */
  readonly byPrimary: boolean;
  readonly onDelete: Action;
  readonly onUpdate: Action;
}

interface BondRow extends Record<string, unknown>, Omit<Bond, 'child' | 'parent'> {
  readonly child: number;
  readonly parent: number;
}

/** The keys of partitions, and of what inherits from a table, count as the table's own. */
const BONDS = `
  WITH RECURSIVE family (place, oid) AS (
    SELECT place::int, c.oid FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS mapped (schema, name, place)
      JOIN pg_namespace n ON n.nspname = mapped.schema JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = mapped.name
    UNION SELECT place, i.inhrelid FROM family JOIN pg_inherits i ON i.inhparent = family.oid
  )
  SELECT DISTINCT child.place AS child, parent.place AS parent, f.conname::text AS key,
    f.confdeltype::text AS "onDelete", f.confupdtype::text AS "onUpdate",
    ${columns('f.conrelid', 'f.conkey')} AS "childColumns",
    ${columns('f.confrelid', 'f.confkey')} AS "parentColumns",
    EXISTS (SELECT FROM pg_index i WHERE i.indexrelid = f.conindid AND i.indisprimary) AS "byPrimary"
  FROM pg_constraint f JOIN family child ON child.oid = f.conrelid JOIN family parent ON parent.oid = f.confrelid
  WHERE f.contype = 'f' AND ${enforced('f')}
  ORDER BY child, parent, key`;

/**
 * The foreign keys among the tables of the collections, as the catalog has them now. What is kept binds nobody: it stays.
 * @param ending whether what is kept for a time is among them, since its rows go once their time is over
 */
export async function bondsAmong(
  session: Session,
  collections: readonly Collection[],
  ending = false,
): Promise<Bond[]> {
  const changing = collections.filter((each) => each.policy.kind !== 'keep' || (ending && everErases(each)));
  const rows = await session.query<BondRow>(BONDS, [
    changing.map(({ schema }) => schema),
    changing.map(({ table }) => table),
  ]);
  return rows.flatMap((row) => {
    const [child, parent] = [changing[row.child - 1], changing[row.parent - 1]];
    return child === undefined || parent === undefined ? [] : [{ ...row, child, parent }];
  });
}

/** Whether an erasure of the parent waits for the child's: the database refuses it as long as a row refers to what goes. */
export function holdsBack(bond: Bond): boolean {
  if (!lets(bond)) return false;
  const { parent, onDelete, onUpdate } = bond;
  if (everErases(parent)) return refuses(onDelete) || (refuses(onUpdate) && !bond.byPrimary);
  return refuses(onUpdate) && changes(parent, bond.parentColumns);
}

/** Whether an erasure of the child lets go of the parent: its rows go, or no longer name it. */
export function lets({ child, childColumns }: Bond): boolean {
  return everErases(child) || changes(child, childColumns);
}

export function refuses(action: Action): boolean {
  return action === 'a' || action === 'r';
}

function changes({ policy }: Collection, names: readonly string[]): boolean {
  return policy.kind === 'anonymize' && names.some((name) => policy.columns.includes(name));
}
