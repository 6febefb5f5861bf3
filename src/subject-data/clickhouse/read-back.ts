import { EVERYTHING } from '../../compliance/index.js';
import type { Ahead } from '../store/ahead.js';
import { aheadAt, aheadOf, aheadSpan, arrived } from './arrival.js';
import type { BoundTable, Column } from './catalog.js';
import { clearings, sourceNames, type Clearings } from './clearing.js';
import type { ClickHouseEngine } from './engine.js';
import { isText, k, selection, span, t } from './predicate.js';
import { anyHolds, mayHaveMembers } from './rewriting.js';
import type { SharedKeys } from './shared-keys.js';
import { summed } from '../store/summed.js';
import type { Erasure, ReadBack, SubjectKey, Tally } from '../store/subject-store.port.js';
import { membersOf, tallyOf } from './view.js';

interface AheadRow {
  readonly ahead_from: unknown;
  readonly ahead_until: unknown;
}
type ReadBackRow = Record<string, unknown> & AheadRow & { ordinal: number; rows: string; new_rows: string };
type SpannedRow = Record<string, unknown> & AheadRow & Parameters<typeof tallyOf>[0];

/** What an erasure is read back of. */
interface Read {
  readonly target: BoundTable;
  readonly keys: readonly SubjectKey[];
  readonly erasure: Erasure;
  readonly ahead: Ahead | null;
}

/**
 * Reads all rows that an erasure could have taken and a reader still sees, whenever they arrived, once. Every stored row counts,
 * also one that FINAL would leave out; the predicate on the keys makes the server read with masks and patches applied, which a
 * bare `count()` does not.
 */
export async function readBackOf(shared: SharedKeys, read: Read): Promise<ReadBack[]> {
  const { engine } = shared;
  const { target, keys, erasure } = read;
  const cleared = clearings(target, erasure);
  return shared.with(target, keys, async (name) => {
    const from = selection(target, name, { window: EVERYTHING, final: false, bound: null });
    if (cleared === null) return countRows(engine, read, from);
    if (cleared.members !== null) return countMembers(engine, read, from, { ...cleared, members: cleared.members });
    return cleared.columns.length === 0 ? [] : countRows(engine, read, `${from} AND (${anyHolds(cleared)})`);
  });
}

/** Tallies of `FROM … WHERE …` by ordinal. */
export async function tallied(engine: ClickHouseEngine, target: BoundTable, from: string): Promise<Tally[]> {
  const rows = await engine.query<SpannedRow>(
    `SELECT ${k('ordinal')} AS ordinal, count() AS rows, ${span(target)}, ${aheadSpan(target)}
     ${from} GROUP BY ordinal ORDER BY ordinal`,
  );
  return rows.map((row) => ({ ...tallyOf(row), ...aheadOf(row) }));
}

async function countRows(engine: ClickHouseEngine, read: Read, from: string): Promise<ReadBack[]> {
  const rows = await engine.query<ReadBackRow>(
    `SELECT ${k('ordinal')} AS ordinal, countIf(${meant(read)}) AS rows, countIf(NOT ${meant(read)}) AS new_rows,
       ${aheadSpan(read.target)}
     ${from} GROUP BY ordinal ORDER BY ordinal`,
  );
  return rows.map((row) => ({
    ...{ ordinal: Number(row.ordinal), rows: Number(row.rows), newRows: Number(row.new_rows) },
    ...aheadOf(row),
  }));
}

/** Only what parses the text as JSON can tell a member from a value, so that the rows in question are read. */
async function countMembers(
  engine: ClickHouseEngine,
  read: Read,
  from: string,
  cleared: Clearings & { readonly members: Column },
): Promise<ReadBack[]> {
  const { target } = read;
  const column = cleared.members;
  const names = sourceNames(target.collection);
  const found = new Map<number, ReadBack>();
  const text = isText(column) ? t(column) : `toJSONString(${t(column)})`;
  const sql = `SELECT ${k('ordinal')} AS ordinal, ${text}, ${anyHolds(cleared)}, ${meant(read)}, ${aheadAt(target)}
    ${from} AND (${anyHolds(cleared)} OR ${mayHaveMembers(column, names)}) ORDER BY ordinal`;
  for await (const [ordinal, json, holds, isMeant, ahead] of engine.stream(sql)) {
    if (Number(holds) === 0 && !membersOf(json).some((member) => names.has(member.name))) continue;
    add(found, {
      ...{ ordinal: Number(ordinal), rows: Number(isMeant), newRows: 1 - Number(isMeant) },
      ...aheadOf({ ahead_from: ahead, ahead_until: ahead }),
    });
  }
  return [...found.values()];
}

/** Whether the row is no new data. */
function meant({ target, ahead }: Read): string {
  return arrived(target, k('watermark'), { now: true, ahead }, 't.') ?? '1';
}

function add(found: Map<number, ReadBack>, row: ReadBack): void {
  const other = found.get(row.ordinal);
  found.set(row.ordinal, other === undefined ? row : (summed([other, row])[0] ?? row));
}
