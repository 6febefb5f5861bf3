import { leavesOf, type Table } from '../catalog.js';
import type { Collection } from '../../data-map/collection.js';
import type { Session } from '../engine.js';
import type { Neighbours } from '../../store/neighbours.js';
import { parentsOf, unvacuumable } from '../purge.js';
import { isKept, nameOf } from './reach.js';
import { findingsOf, stepsLookedAt } from './reach-rules.js';
import type { CheckResult } from '../../store/subject-store.port.js';
import { stayingBehind } from './check-order.js';
import { liveReach, type LiveReach } from './taken-along.js';
import { erasesRows } from './whole-rows.js';

/** What the live foreign keys say would go along with rows of the collection, or be changed by their erasure. */
export async function checkReach(
  session: Session,
  collection: Collection,
  table: Table,
  neighbours: Neighbours,
): Promise<CheckResult> {
  if (isKept(collection)) return { errors: [], warnings: [] };
  const whole = await liveReach(session, collection, table, 'policy', neighbours);
  const { errors, warnings: along } = findingsOf(whole, collection);
  const warnings = [...along, ...(await stayingBehind(session, collection, table, neighbours))];
  const rights = await missingRights(session, whole);
  if (collection.policy.kind !== 'erase') return { errors: [...errors, ...rights], warnings };
  // Few deletions are partial, so that what stands in their way alone does not stop the start.
  const partial: string[] = [];
  const rowsGo = await erasesRows(session, collection, neighbours);
  for (const erasure of rowsGo ? (['sources'] as const) : (['headers', 'sources'] as const)) {
    const reach = await liveReach(session, collection, table, erasure, neighbours);
    partial.push(...findingsOf(reach, collection).errors.map((error) => `in a deletion of less than Data, ${error}`));
  }
  return { errors: [...errors, ...rights], warnings: [...new Set([...warnings, ...partial])] };
}

/** What would go is looked at and locked before it does, through tables that are exempt as well. */
async function missingRights(session: Session, reach: LiveReach): Promise<string[]> {
  const looked = new Set(stepsLookedAt(reach).map(({ to }) => to));
  const needed = reach.reached
    .filter(({ id, cover }) => looked.has(id) && cover.kind !== 'unmapped')
    .flatMap(({ table, cover }) => {
      const kept = cover.kind === 'mapped' && cover.collections.some(isKept);
      return (kept ? ['SELECT'] : ['SELECT', 'UPDATE']).map((right) => ({
        oid: table.oid,
        name: nameOf(table),
        right,
      }));
    });
  const missing = await session.query<{ name: string; right: string }>(
    `SELECT DISTINCT name, right_name AS right FROM unnest($1::oid[], $2::text[], $3::text[]) AS needed (oid, name, right_name)
     WHERE NOT has_table_privilege(oid, right_name) ORDER BY 1, 2`,
    [needed.map(({ oid }) => oid), needed.map(({ name }) => name), needed.map(({ right }) => right)],
  );
  const unseen = missing.map(
    ({ name, right }) => `the right to ${right} on ${name} is missing: its rows go along and are looked at`,
  );
  return [...unseen, ...(await missingVacuum(session, reach))];
}

/** Rows that went along are removed from the disk with the others. */
async function missingVacuum(session: Session, { reached }: LiveReach): Promise<string[]> {
  const leaves: { oid: string }[] = [];
  for (const { table, cover } of reached.slice(1)) {
    if (cover.kind === 'mapped' && !cover.collections.some(isKept)) leaves.push(...(await leavesOf(session, table)));
  }
  const names = await unvacuumable(session, [...leaves, ...(await parentsOf(session, leaves))]);
  return [...new Set(names)].map(
    (name) => `the right to vacuum ${name}, whose rows go along, is missing: grant MAINTAIN, or own it`,
  );
}
