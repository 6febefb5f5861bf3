import { clearedRow, evaluate, holdsForSome } from './cleared-row.js';
import { isMerging, type BoundTable, type Table } from '../catalog.js';
import { quoted, type ClickHouseEngine } from '../engine.js';
import type { CheckResult, Erasure } from '../../store/subject-store.port.js';

interface Constraint {
  readonly name: string;
  readonly condition: string;
}

const ERASURES: readonly [Erasure, string][] = [
  ['policy', ''],
  ['sources', 'in a deletion of Sources, '],
  ['headers', 'in a deletion of Categories, '],
];

/** Rows that are cleared are written anew: what the table says of rows that come in counts for them as well. */
export async function checkConstraints(engine: ClickHouseEngine, target: BoundTable): Promise<CheckResult> {
  const result = { errors: [] as string[], warnings: [] as string[] };
  if (target.collection.policy.kind === 'keep') return result;
  const constraints = constraintsOf(target.table);
  const told = new Set<string>();
  for (const [erasure, when] of ERASURES) {
    const row = clearedRow(target, erasure);
    if (row === null) continue;
    const texts = [...mergedBy(target, row), ...(await brokenBy(engine, target, row, constraints))];
    const fresh = texts.filter((text) => !told.has(text)).map((text) => `${when}${text}`);
    if (erasure !== 'headers') result.errors.push(...fresh);
    else result.warnings.push(...fresh.map((text) => `${text}; as it is, the rows themselves go`));
    for (const text of texts) told.add(text);
  }
  return result;
}

/** Whether the table forbids what the erasure would leave of any row, or of one of the first that are there. */
export async function refusesCleared(engine: ClickHouseEngine, target: BoundTable, erasure: Erasure): Promise<boolean> {
  const row = clearedRow(target, erasure);
  if (row === null) return false;
  return (
    mergedBy(target, row).length > 0 || (await brokenBy(engine, target, row, constraintsOf(target.table))).length > 0
  );
}

/** Of rows with one sorting key a merging table keeps one, be they of one person or of several. */
function mergedBy({ table }: BoundTable, row: ReadonlyMap<string, string>): string[] {
  if (!isMerging(table)) return [];
  return [...row.keys()]
    .filter((name) => table.columns.get(name)?.inKey === true)
    .map(
      (name) =>
        `column "${name}" is in the sorting key of ${table.parts}, which is a ${table.engine}: rows that differ by it alone would ` +
        'become one, those of several people included; leave it as it is, or erase the rows',
    );
}

async function brokenBy(
  engine: ClickHouseEngine,
  target: BoundTable,
  row: ReadonlyMap<string, string>,
  constraints: readonly Constraint[],
): Promise<string[]> {
  const broken: string[] = [];
  for (const { name, condition } of constraints) {
    const cleared = [...row.keys()].filter((column) => names(condition, column));
    if (cleared.length === 0) continue;
    const columns = cleared.map((column) => `"${column}"`).join(', ');
    const holds = (await evaluate(engine, row, condition)) ?? (await holdsForSome(engine, target, row, condition));
    if (holds !== false) continue;
    broken.push(
      `the constraint "${name}" of ${target.table.parts}, CHECK ${condition}, forbids what clearing ${columns} leaves; change it, or ` +
        'leave such a column as it is',
    );
  }
  return broken;
}

/** A constraint over other columns says of a row that is cleared what it said before. */
function names(condition: string, column: string): boolean {
  const bare = withoutTexts(condition);
  const words = bare.match(/[\w.]+/g) ?? [];
  return bare.includes(quoted(column)) || words.some((word) => word === column || word.startsWith(`${column}.`));
}

/** An expression without its literals of text, in which anything may stand. */
function withoutTexts(expression: string): string {
  let [bare, inText] = ['', false];
  for (let at = 0; at < expression.length; at += 1) {
    const sign = expression[at] ?? '';
    if (inText && sign === '\\') at += 1;
    else if (sign === "'") inText = !inText;
    if (!inText) bare += sign;
  }
  return bare;
}

/** `CONSTRAINT name CHECK expression` of the table's DDL; what is assumed (`ASSUME`) is held against nothing. */
function constraintsOf({ ddl }: Table): Constraint[] {
  return [...ddl.matchAll(/\bCONSTRAINT (`(?:[^`\\]|\\.)+`|\w+) CHECK /g)].map((found) => ({
    name: (found[1] ?? '').replaceAll('`', ''),
    condition: expressionAt(ddl, found.index + found[0].length),
  }));
}

/** Up to the comma or the bracket that ends it. */
function expressionAt(ddl: string, start: number): string {
  let [depth, quote] = [0, ''];
  for (let at = start; at < ddl.length; at += 1) {
    const sign = ddl[at] ?? '';
    if (quote !== '') {
      if (sign === '\\') at += 1;
      else if (sign === quote) quote = '';
    } else if (sign === "'" || sign === '`') quote = sign;
    else if (sign === '(' || sign === '[') depth += 1;
    else if ((sign === ',' || sign === ')') && depth === 0) return ddl.slice(start, at).trim();
    else if (sign === ')' || sign === ']') depth -= 1;
  }
  return ddl.slice(start).trim();
}
