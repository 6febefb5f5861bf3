import { isBuiltIn } from '../../data-map/built-in-collections.js';
import type { ExpiringMonth, ExpiryWindow } from '../../store/expiry/expiry.port.js';
import { isMerging, type BoundTable } from '../catalog.js';
import type { Clearings } from '../clearing.js';
import type { ClickHouseEngine, Settings } from '../engine.js';
import { READ_ANY_NUMBER } from '../ingest/identity-links.js';
import { ageOf, monthOf, namesSomebody, outlived, projectOf, spared } from './aged-rows.js';
import type { Pass } from '../passes.js';
import { anyHolds } from '../rewriting.js';
import { unseenProfiles } from './last-seen.js';

const NO_MONTH = `CAST(NULL, 'Nullable(UInt32)')`;

/** What is counted, and by which tables. */
export interface Counted {
  readonly engine: ClickHouseEngine;
  readonly target: BoundTable;
  readonly windows: readonly ExpiryWindow[];
  readonly pass: Pass;
  /** What is cleared of rows that stay; null where they go. */
  readonly cleared: Clearings | null;
  readonly isUnseen: boolean;
  /** Rows that name nobody are none of those that go; see `namesSomebody`. */
  readonly ofSomebody: boolean;
}

interface CountRow extends Record<string, unknown> {
  readonly project: number;
  readonly month: number | null;
  readonly rows: string;
  readonly kept: string;
}

/** Rows of old that readers see, by project and month, the oldest first. */
export async function countMonths(counted: Counted): Promise<ExpiringMonth[]> {
  const { engine, windows, target } = counted;
  const rows = await engine.query<CountRow>(
    `SELECT project, month, countIf(NOT is_spared) AS rows, countIf(is_spared) AS kept FROM (${seen(counted)})
     GROUP BY project, month ORDER BY project, month NULLS FIRST`,
    {},
    settingsFor(target),
  );
  return rows.map(({ project, month, rows: going, kept }) => ({
    projectId: projectIn(target, windows, project),
    month: month === null ? null : `${String(month).slice(0, 4)}-${String(month).slice(4)}`,
    ...{ rows: Number(going), spared: Number(kept), referredTo: 0 },
  }));
}

/** Rows by project that should have gone and that readers see. */
export async function countLeft(counted: Counted): Promise<Map<number, number>> {
  const { engine, windows, target } = counted;
  const rows = await engine.query<CountRow>(
    `SELECT project, count() AS rows FROM (${seen(counted)}) WHERE NOT is_spared GROUP BY project ORDER BY project`,
    {},
    settingsFor(target),
  );
  return new Map(rows.map(({ project, rows: n }) => [projectIn(target, windows, project), Number(n)]));
}

/** Where rows do not say their project they are told under that whose window counts. */
export function projectIn({ collection }: BoundTable, windows: readonly ExpiryWindow[], told: unknown): number {
  return collection.projectColumn === null ? (windows[0]?.projectId ?? 0) : Number(told);
}

/** `SELECT project, month, is_spared` of each. */
function seen({ target, pass, cleared, isUnseen, ofSomebody }: Counted): string {
  if (isUnseen) {
    const profiles = unseenProfiles(target, pass, { among: '1', print: 'version' });
    return `SELECT project_id AS project, ${NO_MONTH} AS month, ${spared(target, pass)} AS is_spared FROM (${profiles}) WHERE NOT deleted`;
  }
  const { by } = ageOf(pass);
  const month = by.kind === 'all' ? NO_MONTH : monthOf(target, by, 't.');
  const holding = cleared === null ? '' : ` AND (${anyHolds(cleared)})`;
  const naming = ofSomebody ? ` AND ${namesSomebody(target, 't.')}` : '';
  return `SELECT ${projectOf(target, 't.')} AS project, ${month} AS month, ${spared(target, pass, 't.')} AS is_spared
    FROM ${target.table.name} AS t${isMerging(target.table) ? ' FINAL' : ''} WHERE ${outlived(target, pass, 't.')}${holding}${naming}`;
}

/** Where rows of a key lie in one partition, those of several need not be held against one another. */
function settingsFor({ collection }: BoundTable): Settings {
  const isByKey = isBuiltIn(collection) && collection.table === 'events';
  return { ...READ_ANY_NUMBER, do_not_merge_across_partitions_select_final: isByKey ? 1 : 0 };
}
