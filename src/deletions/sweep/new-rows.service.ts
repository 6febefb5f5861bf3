import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/index.js';
import type { ReadBack } from '../../subject-data/index.js';

/** Rows that a read-back found to have arrived after the watermark: new data, left as it is and named with its count. */
@Injectable()
export class NewRows {
  /** Records them by subject and by collection, in place of those of an earlier read-back. */
  async record(
    transaction: Transaction,
    collection: string,
    deletions: readonly { readonly id: string }[],
    found: ReadonlyMap<string, readonly ReadBack[]>,
  ): Promise<void> {
    const ids = deletions.map(({ id }) => id);
    const rows = ids.flatMap((id) =>
      (found.get(id) ?? []).flatMap(({ ordinal, newRows }) => (newRows === 0 ? [] : [{ id, ordinal, newRows }])),
    );
    await transaction.requestTally.updateMany({
      where: { requestId: { in: ids }, collection, newRows: { gt: 0 } },
      data: { newRows: 0 },
    });
    if (rows.length > 0) {
      await transaction.$executeRaw`
        INSERT INTO request_tallies (request_id, ordinal, collection, rows, new_rows)
        SELECT id, ordinal, ${collection}, 0, new_rows
        FROM unnest(
          ${rows.map(({ id }) => id)}::uuid[],
          ${rows.map(({ ordinal }) => ordinal)}::int[],
          ${rows.map(({ newRows }) => newRows)}::bigint[]
        ) AS found (id, ordinal, new_rows)
        ON CONFLICT (request_id, ordinal, collection) DO UPDATE SET new_rows = excluded.new_rows`;
    }
    await transaction.$executeRaw`
      UPDATE request_collections collection SET new_rows = (
        SELECT coalesce(sum(tally.new_rows), 0) FROM request_tallies tally
        WHERE tally.request_id = collection.request_id AND tally.collection = collection.collection)
      WHERE collection.request_id = ANY (${ids}::uuid[]) AND collection.collection = ${collection}`;
  }

  /** How many there are by collection, of the deletions that have any. */
  async of(transaction: Transaction, ids: readonly string[]): Promise<Map<string, Record<string, number>>> {
    const rows = await transaction.$queryRaw<{ id: string; collection: string; rows: number }[]>`
      SELECT request_id AS id, collection, new_rows::int AS rows FROM request_collections
      WHERE request_id = ANY (${ids}::uuid[]) AND new_rows > 0 ORDER BY request_id, collection`;
    const counts = new Map<string, Record<string, number>>();
    for (const { id, collection, rows: number } of rows) {
      counts.set(id, { ...counts.get(id), [collection]: number });
    }
    return counts;
  }
}
