import type { ExpiryOptions, ExpiryWindow } from '../../store/expiry/expiry.port.js';
import type { SubjectKey } from '../../store/subject-store.port.js';
import type { Limits } from '../backpressure.js';
import type { BoundTable } from '../catalog.js';
import type { ClickHouseEngine } from '../engine.js';
import type { Journal } from '../ingest/journal.js';
import type { Aging } from './aged-rows.js';
import type { Span } from './partitions.js';

/** One call of `hide` on one table. */
export interface ExpiryWork {
  readonly engine: ClickHouseEngine;
  readonly journal: Journal;
  readonly target: BoundTable;
  readonly limits: Limits;
  /** Rows that one statement hides at the most, about. */
  readonly portion: number;
  readonly windows: readonly ExpiryWindow[];
  readonly spared: readonly SubjectKey[];
  readonly aging: Aging;
  readonly options: ExpiryOptions;
}

/** The table with the parts, and the partition of a month, as it is told of. */
export function relationOf({ table }: BoundTable, span?: Pick<Span, 'partition'>): string {
  const name = `${table.database}.${table.local}`;
  return typeof span?.partition === 'string' ? `${name} ${span.partition}` : name;
}

/** Projects that must be settled where rows of these go: all of a table whose rows do not say theirs. */
export function settledProjects(
  { target: { collection } }: Pick<ExpiryWork, 'target'>,
  counts: readonly { readonly project: number }[],
): number[] {
  const projects = collection.projectColumn === null ? collection.projects : counts.map(({ project }) => project);
  return [...(projects ?? [])].sort((one, other) => one - other);
}
