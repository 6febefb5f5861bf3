import { EVERYTHING } from '../../../compliance/index.js';
import { endedPart, keptUntil } from '../../data-map/kept.js';
import type { Ahead } from '../../store/ahead.js';
import type { KeptRows, SubjectKey } from '../../store/subject-store.port.js';
import type { BoundTable } from '../catalog.js';
import { bearsBefore, dayIn, isDated } from './dated.js';
import { k, selection } from '../predicate.js';
import type { SharedKeys } from '../shared-keys.js';

interface KeptRow extends Record<string, unknown> {
  ordinal: number;
  rows: string;
  earliest: string | null;
}

/** What a policy keeps on of the keys, and the earliest day that it bears. */
export async function keptRowsOf(
  shared: SharedKeys,
  target: BoundTable,
  keys: readonly SubjectKey[],
  { moment, ahead }: { readonly moment: Date; readonly ahead: Ahead | null },
): Promise<KeptRows[]> {
  const { collection, table } = target;
  const ended = endedPart(collection, moment);
  if (ended !== null && ended.endedBefore === undefined) return [];
  const until = keptUntil(collection.policy);
  const over = ended?.endedBefore === undefined ? '0' : bearsBefore(table, ended.endedBefore, 't.');
  const earliest =
    until === null || 'date' in until
      ? 'NULL'
      : `nullIf(toString(minIf(${dayIn(table, until, 't.')}, ${isDated(table, until, 't.')})), '')`;
  const any = until === null || 'date' in until ? '0' : `countIf(${isDated(table, until, 't.')})`;
  return shared.with(target, keys, async (name) => {
    const from = selection(target, name, { window: EVERYTHING, final: true, bound: { now: true, ahead } });
    const rows = await shared.engine.query<KeptRow & { dated: string }>(
      `SELECT ${k('ordinal')} AS ordinal, count() AS rows, ${any} AS dated, ${earliest} AS earliest
       ${from} AND NOT ${over} GROUP BY ordinal ORDER BY ordinal`,
    );
    return rows.map(({ ordinal, rows: kept, dated, earliest: day }) => ({
      ...{ ordinal: Number(ordinal), rows: Number(kept) },
      earliest: Number(dated) === 0 ? null : day,
    }));
  });
}
