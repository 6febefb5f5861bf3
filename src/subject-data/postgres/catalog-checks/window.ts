import type { Collection } from '../../data-map/collection.js';
import { released, windowColumnsOf } from '../../data-map/kept.js';
import type { CheckResult } from '../../store/subject-store.port.js';
import { FAMILY, type Table } from '../catalog.js';
import { unclearable } from '../clearing.js';
import type { Session } from '../engine.js';
import { enforced, namesAbove } from '../foreign-keys/foreign-keys.js';
import { checkRights } from './rights.js';

const REFERRING = `${FAMILY}
  SELECT f.conname::text AS key, ${namesAbove('f.conrelid')} AS names FROM pg_constraint f
  WHERE f.contype = 'f' AND f.conparentid = 0 AND ${enforced('f')} AND f.confrelid IN (SELECT oid FROM family)
  ORDER BY 1, f.conrelid`;

interface ReferringRow extends Record<string, unknown> {
  readonly key: string;
  /** `schema.table` of the table that refers, and of those it is a part of; itself first. */
  readonly names: [string, ...string[]];
}

/** Whether what time is to do to rows of the table can be done: the rights, what is cleared, and what stays since others refer to it. */
export async function checkWindow(session: Session, collection: Collection, table: Table): Promise<CheckResult> {
  const does = collection.window?.does ?? null;
  if (does === null) return { errors: [], warnings: [] };
  if (does.kind === 'anonymize') {
    const cleared: Collection = { ...collection, policy: { kind: 'anonymize', columns: windowColumnsOf(collection) } };
    const errors = unclearable(cleared, table, 'policy').map(
      ({ name }) =>
        `column "${name}" can be neither null nor a constant default; make it so, or leave it out of \`retention.do.anonymize\``,
    );
    return { errors: [...errors, ...(await checkRights(session, cleared, table))], warnings: [] };
  }
  const errors = collection.policy.kind === 'anonymize' ? await checkRights(session, released(collection), table) : [];
  const referring = await session.query<ReferringRow>(REFERRING, [table.oid]);
  const warnings = referring.map(
    ({ key, names }) =>
      `rows that rows of ${names[0]} refer to by the foreign key "${key}" stay beyond their retention, until nothing refers to them`,
  );
  return { errors, warnings };
}
