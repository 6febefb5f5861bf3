import { EVERYTHING } from '../compliance/index.js';
import type { Column, Table } from './catalog.clickhouse.js';
import { clearings, sourceNames, type Clearings } from './clearing.clickhouse.js';
import type { Collection } from './collection.js';
import { quoted, type ClickHouseEngine } from './engine.clickhouse.js';
import { isText, k, selection, span, t } from './predicate.clickhouse.js';
import { anyHolds, mayHaveMembers } from './rewriting.clickhouse.js';
import type { SharedKeys } from './shared-keys.clickhouse.js';
import { timeOf } from './stored-row.clickhouse.js';
import type { Erasure, SubjectKey, Tally } from './subject-store.port.js';
import { membersOf, tallyOf } from './view.clickhouse.js';

/**
 * Counts rows that an erasure should have taken and a reader still sees. Every stored row counts, also one that FINAL would
 * leave out; the predicate on the keys makes the server read with masks and patches applied, which a bare `count()` does not.
 */
export async function survivorsOf(
  shared: SharedKeys,
  collection: Collection,
  table: Table,
  keys: readonly SubjectKey[],
  erasure: Erasure,
): Promise<Tally[]> {
  const { engine } = shared;
  const cleared = clearings(collection, table, erasure);
  return shared.with(collection, table, keys, async (name) => {
    const from = selection(collection, table, name, { window: EVERYTHING, final: false });
    if (cleared === null) return countOf(engine, collection, from);
    if (cleared.members !== null) return countMembers(engine, collection, from, cleared, cleared.members);
    return cleared.columns.length === 0 ? [] : countOf(engine, collection, `${from} AND (${anyHolds(cleared)})`);
  });
}

/** Tallies of `FROM … WHERE …` by ordinal. */
export async function countOf(engine: ClickHouseEngine, collection: Collection, from: string): Promise<Tally[]> {
  const rows = await engine.query<Parameters<typeof tallyOf>[0]>(
    `SELECT ${k('ordinal')} AS ordinal, count() AS rows, ${span(collection)} ${from} GROUP BY ordinal ORDER BY ordinal`,
  );
  return rows.map(tallyOf);
}

/** Only what parses the text as JSON can tell a member from a value, so that the rows in question are read. */
async function countMembers(
  engine: ClickHouseEngine,
  collection: Collection,
  from: string,
  cleared: Clearings,
  column: Column,
): Promise<Tally[]> {
  const names = sourceNames(collection);
  const tallies = new Map<number, Tally>();
  const text = isText(column) ? t(column) : `toJSONString(${t(column)})`;
  const time = collection.timeColumn === null ? 'NULL' : `t.${quoted(collection.timeColumn)}`;
  const sql = `SELECT ${k('ordinal')} AS ordinal, ${text}, ${time}, ${anyHolds(cleared)}
    ${from} AND (${anyHolds(cleared)} OR ${mayHaveMembers(column, names)}) ORDER BY ordinal`;
  for await (const [ordinal, json, at, holds] of engine.stream(sql)) {
    if (Number(holds) === 0 && !membersOf(json).some((member) => names.has(member.name))) continue;
    add(tallies, Number(ordinal), timeOf(at));
  }
  return [...tallies.values()];
}

function add(tallies: Map<number, Tally>, ordinal: number, time: Date | null): void {
  const { rows, earliest, latest } = tallies.get(ordinal) ?? { rows: 0, earliest: time, latest: time };
  tallies.set(ordinal, {
    ordinal,
    rows: rows + 1,
    earliest: earliest !== null && time !== null && time > earliest ? earliest : time,
    latest: latest !== null && time !== null && time < latest ? latest : time,
  });
}
