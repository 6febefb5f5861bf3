import { speaksOf, type Exemption } from '../data-map/data-map.js';
import { likenessOfName } from './person-words.js';
import { likenessOfValues } from './person-values.js';
import type { Sample, SurveyedColumn, SurveyedTable } from '../store/store-survey.port.js';

/** A column that looks like subject data and stands in a table that is neither mapped nor exempt. */
export interface CoverageFinding {
  readonly store: string;
  /** `schema.table`. */
  readonly table: string;
  readonly column: string;
  readonly looksLike: string;
  /** What says so: its name, its type, or how many of the values looked at. Never a value. */
  readonly because: string;
  /** What to do. */
  readonly advice: string;
}

export type Suspicion = Pick<CoverageFinding, 'column' | 'looksLike' | 'because'>;

const ADVICE = {
  table: 'list it under `collections`, or under `exempt` with a reason',
  'materialized view': 'nothing can be erased from it: drop it, or say under `exempt` why it follows what it reads',
  'foreign table': 'list the table behind it under `collections`, with its own store, and this one under `exempt`',
} as const;

/** What the exemptions leave to be looked at: columns; null = nothing. */
export function columnsToJudge(table: SurveyedTable, exemptions: readonly Exemption[]): SurveyedColumn[] | null {
  if (exemptions.some(({ columns, whileEmpty }) => columns === null && whileEmpty !== true)) return null;
  const exempt = exemptColumns(exemptions);
  return table.columns.filter(({ name, holds }) => holds !== 'other' && !exempt.has(name));
}

export function exemptColumns(exemptions: readonly Exemption[]): ReadonlySet<string> {
  return new Set(exemptions.flatMap(({ columns }) => columns ?? []));
}

/** What somebody has said of a table: an exemption of single columns leaves it one that nobody speaks of. */
export function isExempt(exemptions: readonly Exemption[]): boolean {
  return exemptions.some(({ columns }) => columns === null);
}

/** What the names and types of columns say. */
export function suspiciousNames(columns: readonly SurveyedColumn[]): Suspicion[] {
  return columns.flatMap(({ name, holds }) => {
    const likeness = likenessOfName(name, holds);
    if (likeness !== null) return [{ column: name, looksLike: likeness, because: 'its name' }];
    return holds === 'address' ? [{ column: name, looksLike: 'an IP address', because: 'its type' }] : [];
  });
}

/** What the values in a sample say. */
export function suspiciousValues(
  columns: readonly SurveyedColumn[],
  sample: Sample,
  known: ReadonlySet<string>,
): Suspicion[] {
  return columns.flatMap(({ name, holds }) => {
    const filling = likenessOfValues(sample.values.get(name) ?? [], holds, known);
    if (filling === null) return [];
    const because = `${filling.keys ? 'keys in ' : ''}${String(filling.hits)} of ${String(filling.of)} values looked at`;
    return [{ column: name, looksLike: filling.likeness, because }];
  });
}

export function findingsIn(
  store: string,
  { schema, table, kind }: SurveyedTable,
  suspicions: readonly Suspicion[],
): CoverageFinding[] {
  return suspicions.map((suspicion) => ({ store, table: `${schema}.${table}`, ...suspicion, advice: ADVICE[kind] }));
}

/** The names a table goes by, the first being its own. */
export function namesOf({ schema, table, aliases }: SurveyedTable): string[] {
  return [`${schema}.${table}`, ...aliases];
}

export function exemptionsOf(table: SurveyedTable, stores: readonly string[], all: readonly Exemption[]): Exemption[] {
  return all.filter((exemption) => speaksOf(exemption, stores, namesOf(table)));
}
