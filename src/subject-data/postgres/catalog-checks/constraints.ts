import { clearedRow, evaluate, failsForSome, isGenerated, type ClearedRow } from './cleared-row.js';
import { attempt, isRefused, isRefusedForValue } from './attempt.js';
import { aboutForeignKeys } from './foreign-keys-of.js';
import { FAMILY, type Table } from '../catalog.js';
import { unclearable } from '../clearing.js';
import type { Collection } from '../../data-map/collection.js';
import type { Session } from '../engine.js';
import { enforced } from '../foreign-keys/foreign-keys.js';
import { uniquesBrokenBy } from './unique-indexes.js';
import type { CheckResult, Erasure } from '../../store/subject-store.port.js';

interface Check extends Record<string, unknown> {
  readonly name: string;
  readonly relation: string;
  readonly condition: string;
  readonly columns: readonly string[];
}

/** Those of partitions and children that they do not have from the table; what is not enforced (18 and later) forbids nothing. */
const CHECKS = `${FAMILY}
  SELECT c.conname AS name, c.conrelid::regclass::text AS relation, pg_get_expr(c.conbin, c.conrelid) AS condition,
    ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)) AS columns
  FROM pg_constraint c JOIN family ON family.oid = c.conrelid
  WHERE c.contype = 'c' AND (c.conislocal OR c.conrelid = $1::oid) AND ${enforced('c')}
  ORDER BY 2, 1`;

/** Erasures that leave rows, and what is said of each before what is wrong with it. */
const ERASURES: readonly [Erasure, string][] = [
  ['policy', ''],
  ['sources', 'in a deletion of Sources, '],
  ['headers', 'in a deletion of Categories, '],
];

/**
 * What the table's constraints and unique indexes say of the rows that an erasure leaves. What forbids the erasure of any
 * person's rows, or of a second one's, is an error. A deletion of Categories takes the rows themselves there, which is told.
 */
export async function checkConstraints(session: Session, collection: Collection, table: Table): Promise<CheckResult> {
  if (collection.policy.kind === 'keep') return { errors: [], warnings: [] };
  const checks = await session.query<Check>(CHECKS, [table.oid]);
  const [errors, warnings, told] = [[] as string[], [] as string[], new Set<string>()];
  for (const [erasure, when] of ERASURES) {
    // What can be neither null nor default is told as such.
    if (unclearable(collection, table, erasure).length > 0) continue;
    const row = await clearedRow(session, collection, table, erasure);
    if (row === null) continue;
    const found = await aboutRow(session, { collection, table, row }, checks);
    const tell = (texts: readonly string[], where: string[], after = '') => {
      for (const text of texts.filter((each) => !told.has(each))) where.push(`${when}${text}${after}`);
      for (const text of texts) told.add(text);
    };
    if (erasure === 'headers') tell(found.errors, warnings, '; as it is, the rows themselves go');
    else tell(found.errors, errors);
    tell(found.warnings, warnings);
  }
  return { errors, warnings };
}

/** Whether the table forbids what the erasure would leave of any row, or of one of the first that are there. */
export async function refusesCleared(
  session: Session,
  collection: Collection,
  table: Table,
  erasure: Erasure,
): Promise<boolean> {
  const row = await clearedRow(session, collection, table, erasure);
  if (row === null) return false;
  const checks = await session.query<Check>(CHECKS, [table.oid]);
  return (await aboutRow(session, { collection, table, row }, checks)).errors.length > 0;
}

interface Bench {
  readonly collection: Collection;
  readonly table: Table;
  readonly row: ClearedRow;
}

async function aboutRow(session: Session, bench: Bench, checks: readonly Check[]): Promise<CheckResult> {
  const refused = await aboutTypes(session, bench);
  // What its type refuses can be held against nothing else.
  if (refused.length > 0) return { errors: refused, warnings: [] };
  const homeless = await aboutPartitions(session, bench);
  const ofChecks = await aboutChecks(session, bench, checks);
  const ofIndexes = await uniquesBrokenBy(session, bench);
  const ofKeys = await aboutForeignKeys(session, bench.table, bench.row);
  return {
    errors: [...homeless, ...ofChecks.errors, ...ofIndexes.errors, ...ofKeys.errors],
    warnings: [...ofChecks.warnings, ...ofIndexes.warnings, ...ofKeys.warnings],
  };
}

/** A domain may refuse what its column would take, and so may what is generated from it. */
async function aboutTypes(session: Session, { table, row }: Bench): Promise<string[]> {
  const errors: string[] = [];
  for (const [name, value] of row.values) {
    const column = table.columns.get(name);
    const answer = await attempt<{ none: boolean }>(session, `SELECT (${value}) IS NULL AS none`);
    const empty = column?.notNull === true && !isRefused(answer) && answer.rows[0]?.none === true;
    if (column !== undefined && isGenerated(column) && empty) {
      errors.push(`column "${name}" is generated from what would be cleared, would be null and may not be`);
    } else if (isRefused(answer) && isRefusedForValue(answer)) {
      errors.push(
        `the type ${column?.type ?? ''} of column "${name}" refuses what it would be cleared to (${answer.refused})`,
      );
    }
  }
  return errors;
}

/** A row whose partition key is cleared moves, and must find a partition that takes it. */
async function aboutPartitions(session: Session, { table, row }: Bench): Promise<string[]> {
  if (table.kind !== 'p') return [];
  const partitions = await session.query<{ condition: string | null }>(
    'SELECT pg_get_partition_constraintdef(inhrelid) AS condition FROM pg_inherits WHERE inhparent = $1::oid',
    [table.oid],
  );
  for (const { condition } of partitions) {
    const answer = condition === null ? null : await evaluate(session, row, condition);
    if (answer?.kind !== 'same' || answer.value !== 'false') return [];
  }
  if (partitions.length === 0) return [];
  return [
    `no partition of ${table.name} takes a row that is cleared; make a default one, or leave its partition key as it is`,
  ];
}

async function aboutChecks(
  session: Session,
  { collection, table, row }: Bench,
  checks: readonly Check[],
): Promise<CheckResult> {
  const result = { errors: [] as string[], warnings: [] as string[] };
  const whole = { columns: [...table.columns.keys()], subject: collection.subjectColumn, row };
  for (const check of checks.filter(({ columns }) => columns.some((name) => row.changed.has(name)))) {
    const cleared = check.columns.filter((name) => row.changed.has(name)).map((name) => `"${name}"`);
    const what = `the constraint "${check.name}" of ${check.relation}, CHECK (${bare(check.condition)}),`;
    const advice = `change the constraint, or leave ${cleared.join(', ')} as ${cleared.length === 1 ? 'it is' : 'they are'}`;
    const answer = await evaluate(session, row, check.condition);
    if (answer.kind === 'same') {
      if (answer.value === 'false')
        result.errors.push(`${what} forbids what clearing ${cleared.join(', ')} leaves; ${advice}`);
      continue;
    }
    const fails = await failsForSome(session, whole, check.relation, check.condition);
    if (fails === true) {
      result.errors.push(
        `${what} forbids what clearing ${cleared.join(', ')} leaves of rows that are there; ${advice}`,
      );
    } else {
      result.warnings.push(
        `${what} may forbid what clearing ${cleared.join(', ')} leaves: such a row stops the erasure`,
      );
    }
  }
  return result;
}

function bare(condition: string): string {
  return condition.replace(/^\((.*)\)$/s, '$1');
}
