import { HabeasError } from '../../../platform/index.js';
import { FAMILY, findTable } from '../catalog.js';
import type { Collection } from '../../data-map/collection.js';
import { brokenKeyOf, sqlStateOf, type BrokenKey, type Engine, type Session } from '../engine.js';
import { coverOf, type Cover, type Neighbours } from '../../store/neighbours.js';
import { namesAbove } from './foreign-keys.js';
import { isKept } from './reach.js';

interface ReferringRow extends Record<string, unknown> {
  /** `schema.table` of the table that refers, and of those it is a part of; itself first. */
  readonly names: [string, ...string[]];
  /**
   * Whether the key leads to the table that is erased. What a row of it was cleared to may be no row of another table, and what is
   * done along with an erasure may break a key between two others.
   */
  readonly leads: boolean;
}

/** A key to the table that a partition is of leads to the partition as well. */
const REFERRING = `${FAMILY}, broken AS (
    SELECT f.conrelid, f.confrelid FROM pg_constraint f
      JOIN pg_class c ON c.oid = f.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE f.contype = 'f' AND f.conname = $2 AND n.nspname = $3 AND c.relname = $4
  )
  SELECT ${namesAbove('conrelid')} AS names,
    confrelid IN (SELECT oid FROM family)
      OR (confrelid IN (SELECT relid FROM pg_partition_ancestors($1::oid)) AND conrelid NOT IN (SELECT oid FROM family)) AS leads
  FROM broken`;

/**
 * Erases; where the database refuses since rows that stay refer to what would go, says which, by which key, and what to do. Rows of the
 * same people have been erased before: these are of others, new, or of a table that is not erased.
 * @throws HabeasError `store-refused`
 */
export async function sayingWhoRefers(
  engine: Engine,
  collection: Collection,
  neighbours: Neighbours,
  erase: () => Promise<void>,
): Promise<void> {
  try {
    await erase();
  } catch (error) {
    const key = brokenKeyOf(error);
    if (key === null) throw error;
    const referring = await engine
      .transaction('READ COMMITTED', (session) => referringBy(session, collection, key))
      .catch(() => null);
    if (referring === null || !referring.leads) throw error;
    const message = refusalOf(collection, referring.names, key.key, coverOf(neighbours, referring.names));
    throw new HabeasError('unprocessable', 'store-refused', message, { extra: { sqlState: sqlStateOf(error) } });
  }
}

async function referringBy(session: Session, collection: Collection, broken: BrokenKey): Promise<ReferringRow | null> {
  const table = await findTable(session, collection);
  const { key, schema, table: child } = broken;
  const [row] = await session.query<ReferringRow>(REFERRING, [table?.oid ?? null, key, schema, child]);
  return row ?? null;
}

/** The first of the names is the table's own. */
function refusalOf({ title }: Collection, [name]: ReferringRow['names'], key: string, cover: Cover): string {
  return `"${title}" was not erased: rows of ${name} refer to it by the foreign key "${key}"; ${whoseOf(name, cover)}.`;
}

/** Whose rows of a table go on referring to what is erased, and what to do about it. */
export function whoseOf(name: string, cover: Cover): string {
  const change = 'change the foreign key to ON DELETE SET NULL';
  if (cover.kind === 'unmapped') return `list ${name} under \`collections\`, or ${change}`;
  if (cover.kind === 'exempt')
    return `${name} is exempt (${cover.reason}): list it under \`collections\`, or ${change}`;
  const names = (some: readonly Collection[]) => some.map((each) => `"${each.name}"`).join(', ');
  const kept = cover.collections.filter(isKept);
  if (kept.length > 0) return `${names(kept)} is kept on a legal basis: anonymize instead of erasing, or ${change}`;
  if (cover.collections.every(({ policy }) => policy.kind === 'anonymize')) {
    return `${names(cover.collections)} is anonymized and its rows stay: list the column of the key under \`anonymize\`, or ${change}`;
  }
  return `they are another person's, of somebody who is held, or new: erase those too, wait for the hold to end, or ${change}`;
}
