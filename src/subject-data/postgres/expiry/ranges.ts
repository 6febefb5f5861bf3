import { FAMILY, type Table } from '../catalog.js';
import { windowsOf } from './aged.js';
import type { Session } from '../engine.js';
import type { Expiry, ExpiryWindow } from '../../store/expiry/expiry.port.js';

/** A table that holds rows, and the times it is for: `from` included, `until` not. */
export interface Leaf {
  readonly oid: string;
  readonly name: string;
  /** Null = open. */
  readonly from: Date | null;
  readonly until: Date | null;
  /** Whether it is a partition by the date that rows grow old by, so that the times say something. */
  readonly isDated: boolean;
}

interface LeafRow extends Record<string, unknown> {
  readonly oid: string;
  readonly name: string;
  /** As the catalog writes it; null of what is no partition of the table itself. */
  readonly bound: string | null;
  /** The column a table is partitioned by, where it is one, by range. */
  readonly column: string | null;
}

const LEAVES = `${FAMILY}
  SELECT c.oid::text AS oid, format('%I.%I', n.nspname, c.relname) AS name,
    CASE WHEN i.inhparent = $1::oid THEN pg_get_expr(c.relpartbound, c.oid) END AS bound,
    (SELECT a.attname::text FROM pg_partitioned_table p JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
     WHERE p.partrelid = $1::oid AND p.partstrat = 'r' AND p.partnatts = 1) AS "column"
  FROM family JOIN pg_class c ON c.oid = family.oid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
  WHERE c.relkind <> 'p' ORDER BY 2`;

const BOUND = /^FOR VALUES FROM \(([^()]*)\) TO \(([^()]*)\)$/;
const WRITTEN = /^'(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d(?:\.\d+)?)\+00)?'$/;

/** The tables that hold the rows of a collection, the oldest first. Inside a transaction, whose texts are in UTC. */
export async function leavesByTime(session: Session, table: Table, { agedBy }: Expiry): Promise<Leaf[]> {
  const rows = await session.query<LeafRow>(LEAVES, [table.oid]);
  const leaves = rows.map(({ oid, name, bound, column }) => {
    const range = column !== null && (agedBy.kind === 'all' || isOf(agedBy, column)) ? rangeOf(bound) : null;
    return { oid, name, from: range?.from ?? null, until: range?.until ?? null, isDated: range !== null };
  });
  return leaves.sort((one, other) => (one.from?.getTime() ?? -Infinity) - (other.from?.getTime() ?? -Infinity));
}

/** What the windows say of a table's rows. */
export interface Judged {
  /** All rows of these projects have outlived their time. */
  readonly whole: readonly ExpiryWindow[];
  /** Some may have. */
  readonly partly: readonly ExpiryWindow[];
}

export function judge(expiry: Expiry, leaf: Leaf): Judged {
  const windows = windowsOf(expiry);
  const isWhole = ({ before }: ExpiryWindow) =>
    expiry.agedBy.kind === 'all' ||
    before === null ||
    (leaf.isDated && leaf.until !== null && before.getTime() >= leaf.until.getTime());
  const isOut = ({ before }: ExpiryWindow) =>
    before !== null && leaf.isDated && leaf.from !== null && before.getTime() <= leaf.from.getTime();
  const whole = windows.filter(isWhole);
  return { whole, partly: windows.filter((window) => !isWhole(window) && !isOut(window)) };
}

/** Null where it is the partition of whatever has no other, or by something that is no time. */
export function rangeOf(bound: string | null): Pick<Leaf, 'from' | 'until'> | null {
  const [, first = '', last = ''] = BOUND.exec(bound ?? '') ?? [];
  const [from, until] = [edgeOf(first, 'MINVALUE'), edgeOf(last, 'MAXVALUE')];
  return from === undefined || until === undefined ? null : { from, until };
}

function edgeOf(text: string, open: string): Date | null | undefined {
  if (text === open) return null;
  const [, day, time = '00:00:00'] = WRITTEN.exec(text) ?? [];
  return day === undefined ? undefined : new Date(`${day}T${time}Z`);
}

function isOf(agedBy: Expiry['agedBy'], column: string): boolean {
  return agedBy.kind === 'column' && agedBy.column === column;
}
