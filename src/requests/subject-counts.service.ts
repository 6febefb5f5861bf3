import { Injectable } from '@nestjs/common';
import type { Window } from '../compliance/index.js';
import type { Transaction } from '../platform/index.js';
import { SubjectData, type Collection, type SubjectKey, type Tally } from '../subject-data/index.js';

/** What is held about an ordinal in a collection. */
export interface CollectionTally extends Tally {
  readonly collection: string;
}

/** Counts over the data map, by the predicate that export, deletion and read-back share. */
@Injectable()
export class SubjectCounts {
  constructor(private readonly subjectData: SubjectData) {}

  /** Tallies of every collection of the project. */
  async of(projectId: number, keys: readonly SubjectKey[], window: Window): Promise<CollectionTally[]> {
    const tallies: CollectionTally[] = [];
    for (const collection of this.subjectData.collectionsOf(projectId)) {
      tallies.push(...(await this.ofCollection(collection, keys, window)));
    }
    return tallies;
  }

  async ofCollection(collection: Collection, keys: readonly SubjectKey[], window: Window): Promise<CollectionTally[]> {
    const tallies = await this.subjectData.storeOf(collection).tally(keys, collection, window);
    return tallies.map((tally) => ({ ...tally, collection: collection.name }));
  }

  /** Records the tallies of one collection for many requests, in place of those they had. */
  async recordAll(
    transaction: Transaction,
    collection: string,
    requestIds: readonly string[],
    shares: ReadonlyMap<string, readonly CollectionTally[]>,
  ): Promise<void> {
    await transaction.requestTally.deleteMany({ where: { requestId: { in: [...requestIds] }, collection } });
    await insert(transaction, shares);
  }

  /** Records all tallies of a request, in place of those it had. */
  async record(transaction: Transaction, requestId: string, tallies: readonly CollectionTally[]): Promise<void> {
    await transaction.requestTally.deleteMany({ where: { requestId } });
    await insert(transaction, new Map([[requestId, tallies]]));
  }
}

async function insert(
  transaction: Transaction,
  talliesOf: ReadonlyMap<string, readonly CollectionTally[]>,
): Promise<void> {
  const rows = [...talliesOf].flatMap(([requestId, tallies]) => tallies.map((tally) => ({ requestId, tally })));
  await transaction.$executeRaw`
    INSERT INTO request_tallies (request_id, ordinal, collection, rows, earliest, latest)
    SELECT * FROM unnest(
      ${rows.map(({ requestId }) => requestId)}::uuid[],
      ${rows.map(({ tally }) => tally.ordinal)}::int[],
      ${rows.map(({ tally }) => tally.collection)}::text[],
      ${rows.map(({ tally }) => tally.rows)}::bigint[],
      ${rows.map(({ tally }) => tally.earliest?.toISOString() ?? null)}::timestamptz[],
      ${rows.map(({ tally }) => tally.latest?.toISOString() ?? null)}::timestamptz[]
    )`;
}
