import { evaluate, type ClearedRow, type Evaluated } from './cleared-row.js';
import { FAMILY, quoted, type Table } from '../catalog.js';
import type { Collection } from '../../data-map/collection.js';
import type { Session } from '../engine.js';
import type { CheckResult } from '../../store/subject-store.port.js';

interface UniqueIndex extends Record<string, unknown> {
  readonly name: string;
  readonly relation: string;
  /** SQL of what is unique together: names of columns, and expressions. */
  readonly elements: readonly string[];
  /** SQL of which rows it is about; null = all. */
  readonly predicate: string | null;
  readonly nullsDistinct: boolean;
  readonly isExclusion: boolean;
  /** All its columns are there in every row. */
  readonly isKey: boolean;
}

interface Bench {
  readonly collection: Collection;
  readonly table: Table;
  readonly row: ClearedRow;
}

/** Indexes that partitions have from their table are left out. */
const INDEXES = `${FAMILY}
  SELECT x.relname AS name, i.indrelid::regclass::text AS relation,
    ARRAY(SELECT pg_get_indexdef(i.indexrelid, n, false) FROM generate_series(1, i.indnkeyatts) AS n) AS elements,
    pg_get_expr(i.indpred, i.indrelid) AS predicate, NOT i.indnullsnotdistinct AS "nullsDistinct", i.indisexclusion AS "isExclusion",
    i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL AND NOT EXISTS (SELECT FROM pg_attribute a
      WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) AND NOT a.attnotnull) AS "isKey"
  FROM pg_index i JOIN family ON family.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
  WHERE (i.indisunique OR i.indisexclusion) AND NOT EXISTS (SELECT FROM pg_inherits p WHERE p.inhrelid = i.indexrelid)
  ORDER BY 2, 1`;

/** What may be there once only, and would be there twice when the rows of a second person are cleared as well. */
export async function uniquesBrokenBy(session: Session, bench: Bench): Promise<CheckResult> {
  const result = { errors: [] as string[], warnings: [] as string[] };
  const indexes = await session.query<UniqueIndex>(INDEXES, [bench.table.oid]);
  for (const index of indexes) {
    const verdict = await judge(session, bench, index, indexes);
    if (verdict === null) continue;
    const what = `${index.isExclusion ? 'the exclusion constraint' : 'the unique index'} "${index.name}" of ${index.relation}`;
    if (verdict === 'error') {
      result.errors.push(
        `${what} admits only one row as it is after clearing, so that the next one is refused; change the index`,
      );
    } else {
      result.warnings.push(`${what} may refuse a row that is cleared, where another one like it was cleared before`);
    }
  }
  return result;
}

async function judge(
  session: Session,
  { collection, row }: Bench,
  index: UniqueIndex,
  all: readonly UniqueIndex[],
): Promise<'error' | 'warning' | null> {
  const elements: { readonly sql: string; readonly answer: Evaluated }[] = [];
  for (const sql of index.elements) elements.push({ sql, answer: await evaluate(session, row, sql) });
  const same = elements.filter(({ answer }) => answer.kind === 'same');
  if (same.length === 0 || (index.nullsDistinct && same.some(({ answer }) => isNull(answer)))) return null;
  const predicate = index.predicate === null ? null : await evaluate(session, row, index.predicate);
  if (predicate?.kind === 'same' && predicate.value !== 'true') return null;
  const varying = elements.filter(({ answer }) => answer.kind !== 'same').map(({ sql }) => sql);
  if (all.some((other) => other !== index && other.isKey && isWithin(other, varying, row))) return null;
  const known = new Set([collection.projectColumn].flatMap((name) => (name === null ? [] : [name, quoted(name)])));
  const isForAll = predicate === null || predicate.kind === 'same';
  const isSure = isForAll && !(index.isExclusion && varying.length > 0);
  return isSure && varying.every((sql) => known.has(sql)) ? 'error' : 'warning';
}

/** Whether two rows that are cleared differ in a key anyway. */
function isWithin(key: UniqueIndex, varying: readonly string[], row: ClearedRow): boolean {
  return key.elements.every((sql) => varying.includes(sql)) && !mentions(key, row);
}

/** Whether an expression or column of the index is among what is changed, though what it becomes depends on the row. */
function mentions({ elements }: UniqueIndex, { changed }: ClearedRow): boolean {
  return elements.some((sql) => [...changed].some((name) => sql === name || sql === quoted(name)));
}

function isNull(answer: Evaluated): boolean {
  return answer.kind === 'same' && answer.value === null;
}
