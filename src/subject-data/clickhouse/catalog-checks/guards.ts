import { HabeasError } from '../../../platform/index.js';
import { listed, type BoundTable } from '../catalog.js';
import { literal, quoted, type ClickHouseEngine } from '../engine.js';
import type { CheckResult } from '../../store/subject-store.port.js';

/** What hides rows from the store's user, or forbids it to change any. */
export async function checkGuards(engine: ClickHouseEngine, target: BoundTable): Promise<CheckResult> {
  return {
    errors: [...(await aboutPolicies(engine, target)), ...(await aboutReadOnly(engine))],
    warnings: [
      ...(await aboutReplica(engine, target)),
      ...(await aboutBuffers(engine, target)),
      ...aboutRollups(target),
      ...aboutExpiry(target),
    ],
  };
}

/**
 * A policy of rows shows some, and the others would be taken for gone. The plan of a query says so to every user, while the list of
 * policies asks for a right of its own.
 */
async function aboutPolicies(engine: ClickHouseEngine, { table }: BoundTable): Promise<string[]> {
  const plan = await rowsOrNone<{ explain: string }>(engine, `EXPLAIN actions = 1 SELECT * FROM ${table.parts}`);
  if (plan?.some(({ explain }) => /\brow[- ]level\b/i.test(explain)) !== true) return [];
  return [
    `a row policy hides rows of ${table.parts} from this user, which could take them for gone: except the user from it, or ` +
      'give it one that shows every row',
  ];
}

async function aboutReadOnly(engine: ClickHouseEngine): Promise<string[]> {
  const settings = await engine.query<{ name: string; value: string }>(
    `SELECT name, value FROM system.settings WHERE name IN ('readonly', 'allow_ddl')`,
  );
  const value = (name: string) => settings.find((each) => each.name === name)?.value;
  const errors: string[] = [];
  if ((value('readonly') ?? '0') !== '0') {
    errors.push(
      `this user is read-only (readonly = ${value('readonly') ?? ''}): ids to look for cannot be written either`,
    );
  }
  if (value('allow_ddl') === '0')
    errors.push('this user may make no tables (allow_ddl = 0), which each look for ids needs');
  return errors;
}

/** It heals by itself once Keeper answers again. */
async function aboutReplica(engine: ClickHouseEngine, { collection, table }: BoundTable): Promise<string[]> {
  if (collection.policy.kind === 'keep') return [];
  const frozen = await rowsOrNone<{ n: string }>(
    engine,
    `SELECT count() AS n FROM system.replicas WHERE database = ${literal(table.database)} AND table = ${literal(table.local)} AND is_readonly`,
  );
  if (Number(frozen?.[0]?.n ?? 0) === 0) return [];
  return [`${table.parts} is a replica that is read-only at the moment: erasures wait until it takes rows again`];
}

/** Rows that wait in a buffer arrive in the table after the erasure. */
async function aboutBuffers(engine: ClickHouseEngine, { collection, table }: BoundTable): Promise<string[]> {
  if (collection.policy.kind === 'keep') return [];
  const rows = await engine.query<{ name: string; full: string }>(
    `SELECT concat(database, '.', name) AS name, engine_full AS full FROM system.tables WHERE engine = 'Buffer'`,
  );
  const named = rows.filter(({ full }) => {
    const [database, local] = (/^Buffer\(([^)]*)\)/.exec(full)?.[1] ?? '')
      .split(',')
      .map((each) => each.trim().replaceAll("'", ''));
    return database === table.database && local === table.local;
  });
  return named.map(
    ({ name }) =>
      `the buffer ${quoted(name)} holds rows back that arrive after an erasure: flush it (OPTIMIZE TABLE), or erase again`,
  );
}

/** A TTL takes rows whoever is held and whatever request is under way, and nobody says that it did. */
function aboutExpiry({ table }: BoundTable): string[] {
  if (!expiresRows(table.ddl)) return [];
  return [
    `${table.parts} has a TTL, which passes by holds and running requests, and takes rows without a record: give the collection a ` +
      'retention in the data map instead, and remove the TTL (ALTER TABLE … REMOVE TTL)',
  ];
}

/** Whether a table's TTL removes rows; one of a column clears a value, and one may move parts to another disk. */
export function expiresRows(ddl: string): boolean {
  const [, ...behindColumns] = ddl.split(/\)\s*ENGINE\b/);
  const [, ...behindTtl] = behindColumns.join(' ').split(/\bTTL\b/);
  const [ofTable = ''] = behindTtl.join('TTL').split(/\b(?:SETTINGS|COMMENT)\b/);
  const rules = listed(ofTable);
  const grouping = rules.findIndex((rule) => /\bGROUP\s+BY\b/.test(rule));
  return rules
    .slice(0, grouping === -1 ? rules.length : grouping)
    .some((rule) => !/\bTO\s+(DISK|VOLUME)\b|\bRECOMPRESS\b/.test(rule));
}

/** Rows of several people that have become one are nobody's. */
function aboutRollups({ table }: BoundTable): string[] {
  const [, ...ttls] = table.ddl.split(/\bTTL\b/);
  if (!ttls.some((ttl) => /\bGROUP BY\b/.test(ttl))) return [];
  return [`${table.parts} has a TTL with GROUP BY, which makes one row of several: see that it groups by the subject`];
}

/** Null where this user may not ask. */
async function rowsOrNone<T extends Record<string, unknown>>(
  engine: ClickHouseEngine,
  sql: string,
): Promise<T[] | null> {
  try {
    return await engine.query<T>(sql);
  } catch (error) {
    if (error instanceof HabeasError && error.code === 'store-refused') return null;
    throw error;
  }
}
