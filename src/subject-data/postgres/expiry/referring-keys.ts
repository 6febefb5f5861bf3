import { FAMILY, quoted, type Table } from '../catalog.js';
import { clearedOf } from './aged.js';
import { Parameters, type Session } from '../engine.js';
import { columns, enforced, keysTo, noneBut, type KnownKeys } from '../foreign-keys/foreign-keys.js';
import type { Expiry } from '../../store/expiry/expiry.port.js';

interface ReferringKey extends Record<string, unknown> {
  /** SQL name of the table that refers. */
  readonly child: string;
  /** Side by side. */
  readonly childColumns: readonly string[];
  readonly parentColumns: readonly string[];
  /** Whether rows of the table refer to others of the same. */
  readonly isOwn: boolean;
}

/** The foreign keys by which rows refer to those of a table: whoever is referred to stays. */
export interface Referring {
  readonly keys: readonly ReferringKey[];
  /** Every key that led to the table when the catalog was asked. */
  readonly known: KnownKeys;
}

/** Keys to a table that this one is a partition of lead to its rows as well. */
const REFERRING = `${FAMILY}, led (oid) AS (
    SELECT oid FROM family UNION SELECT relid FROM pg_partition_ancestors($1::oid)
  )
  SELECT format('%I.%I', n.nspname, c.relname) AS child, ${columns('f.conrelid', 'f.conkey')} AS "childColumns",
    ${columns('f.confrelid', 'f.confkey')} AS "parentColumns", f.conrelid IN (SELECT oid FROM led) AS "isOwn"
  FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE f.contype = 'f' AND f.conparentid = 0 AND f.confrelid IN (SELECT oid FROM led) AND ${enforced('f')}
  ORDER BY 1, f.conname`;

/** Where rows are cleared and stay, those keys alone whose columns are cleared. */
export async function referringTo(session: Session, table: Table, expiry: Expiry): Promise<Referring> {
  const keys = await session.query<ReferringKey>(REFERRING, [table.oid]);
  const known = await keysTo(session, [table.oid]);
  const cleared = clearedOf(expiry, table, new Parameters())?.map(({ column }) => column) ?? null;
  const meant = (key: ReferringKey) => cleared === null || key.parentColumns.some((name) => cleared.includes(name));
  return { keys: keys.filter(meant), known };
}

/** The conditions under which some row refers to row `t`, one for each key. A row that refers to itself alone may go. */
export function isReferredTo({ keys }: Referring): string[] {
  return keys.map(({ child, childColumns, parentColumns, isOwn }) => {
    const same = childColumns.map((name, at) => `r.${quoted(name)} = t.${quoted(parentColumns[at] ?? name)}`);
    const another = isOwn ? ['(r.tableoid, r.ctid) IS DISTINCT FROM (t.tableoid, t.ctid)'] : [];
    return `EXISTS (SELECT FROM ${child} AS r WHERE ${[...same, ...another].join(' AND ')})`;
  });
}

/** No key has come since the catalog was asked. */
export function nothingNew({ known }: Referring, parameters: Parameters): string {
  return noneBut(parameters.add(known.family, 'oid[]'), parameters.add(known.keys, 'oid[]'));
}
