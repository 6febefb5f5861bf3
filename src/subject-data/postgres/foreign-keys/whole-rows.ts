import { refusesCleared } from '../catalog-checks/constraints.js';
import { tableOf, type Table } from '../catalog.js';
import { clearings, unclearable } from '../clearing.js';
import type { Collection } from '../../data-map/collection.js';
import { Parameters, type Session } from '../engine.js';
import { bondsAmong, refuses, type Bond } from './bonds.js';
import type { Neighbours } from '../../store/neighbours.js';

/**
 * Whether an erasure of headers takes the rows of the collection themselves: where the data map says so, where a row cannot
 * be cleared, and where a row would go on referring, by a column that is not cleared, to one that goes or loses what it is known by.
 */
export async function erasesRows(
  session: Session,
  collection: Collection,
  { collections }: Neighbours,
): Promise<boolean> {
  if (collection.policy.kind !== 'erase') return false;
  const table = await tableOf(session, collection);
  if (await isWhole(session, collection, table)) return true;
  const bonds = await bondsAmong(session, collections);
  const up = bonds.filter(({ child, parent }) => child.name === collection.name && parent.name !== collection.name);
  return up.length > 0 && (await clings(session, collection, table, bonds, new Set()));
}

async function isWhole(session: Session, collection: Collection, table: Table): Promise<boolean> {
  const { policy } = collection;
  if (policy.kind !== 'erase' || policy.rows === true) return policy.kind === 'erase';
  if (unclearable(collection, table, 'headers').length > 0) return true;
  return refusesCleared(session, collection, table, 'headers');
}

/** Whether a row refers, and goes on doing so, to what goes or changes. `seen`: what was looked at, so that a circle comes to its end. */
async function clings(
  session: Session,
  collection: Collection,
  table: Table,
  bonds: readonly Bond[],
  seen: Set<string>,
): Promise<boolean> {
  const cleared = clearedIn(collection, table);
  seen.add(collection.name);
  for (const bond of bonds) {
    const { child, parent } = bond;
    if (child.name !== collection.name || seen.has(parent.name)) continue;
    if (bond.childColumns.some((column) => cleared.has(column))) continue;
    const above = await tableOf(session, parent);
    const isChanged = bond.parentColumns.some((column) => clearedIn(parent, above).has(column));
    const goes = await isWhole(session, parent, above);
    if (refuses(bond.onUpdate) && isChanged && !goes) return true;
    if (bond.onDelete === 'n' || bond.onDelete === 'd' || parent.policy.kind !== 'erase') continue;
    if (goes || (await clings(session, parent, above, bonds, seen))) return true;
  }
  return false;
}

function clearedIn(collection: Collection, table: Table): Set<string> {
  return new Set((clearings(collection, table, 'headers', new Parameters()) ?? []).map(({ column }) => column));
}
