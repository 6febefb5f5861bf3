import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Window } from '../../compliance/index.js';
import type { Transaction } from '../../platform/index.js';
import { SubjectData, type Ahead, type Collection, type SubjectKey, type Tally } from '../../subject-data/index.js';

/** Tallies that are recorded in one go: some ten milliseconds' work. */
const MOST_AT_ONCE = 10_000;

/** What is held about an ordinal in a collection. */
export interface CollectionTally extends Tally {
  readonly collection: string;
  /** Of an export: values that were too large to be copied. */
  readonly notCopied?: NotCopied;
  /** Of a deletion that was swept: what the collection's policy keeps on of these rows; left out where it keeps nothing by itself. */
  readonly kept?: KeptOn;
}

export interface KeptOn {
  readonly rows: number;
  /** When the first of them are to be erased; null where nobody can tell. */
  readonly dueAt: Date | null;
}

export interface NotCopied {
  readonly values: number;
  readonly bytes: number;
}

/** Counts over the data map, by the predicate that export, deletion and read-back share. */
@Injectable()
export class SubjectCounts {
  constructor(private readonly subjectData: SubjectData) {}

  /** Tallies of every collection of the project. `passOver`: whether one that failed with this error is left out. */
  async of(
    projectId: number,
    keys: readonly SubjectKey[],
    window: Window,
    passOver: (error: unknown) => boolean = () => false,
  ): Promise<CollectionTally[]> {
    const tallies: CollectionTally[] = [];
    for (const collection of this.subjectData.collectionsOf(projectId)) {
      try {
        tallies.push(...(await this.ofCollection(collection, keys, window)));
      } catch (error) {
        if (!passOver(error)) throw error;
      }
    }
    return tallies;
  }

  async ofCollection(
    collection: Collection,
    keys: readonly SubjectKey[],
    window: Window,
    ahead: Ahead | null = null,
  ): Promise<CollectionTally[]> {
    const tallies = await this.subjectData.storeOf(collection).tally(keys, collection, window, ahead);
    return tallies.map((tally) => ({ ...tally, collection: collection.name }));
  }

  /** Records the tallies of one collection for many requests, in place of those they had. */
  async recordAll(
    transaction: Transaction,
    collection: string,
    requestIds: readonly string[],
    shares: ReadonlyMap<string, readonly CollectionTally[]>,
  ): Promise<void> {
    for (const some of bySize(requestIds, shares)) {
      const before = await fingerprints(transaction, collection, some);
      // Few, where the deletions were counted when they were staged.
      const changed = some.filter((id) => fingerprintOf(shares.get(id) ?? []) !== before.get(id));
      if (changed.length === 0) continue;
      await transaction.requestTally.deleteMany({ where: { requestId: { in: changed }, collection } });
      await insert(transaction, changed, shares);
    }
  }

  /** Records all tallies of a request, in place of those it had. */
  async record(transaction: Transaction, requestId: string, tallies: readonly CollectionTally[]): Promise<void> {
    await transaction.requestTally.deleteMany({ where: { requestId } });
    await insert(transaction, [requestId], new Map([[requestId, tallies]]));
  }
}

/** Requests whose tallies are recorded in one go. */
function bySize(
  requestIds: readonly string[],
  shares: ReadonlyMap<string, readonly CollectionTally[]>,
): readonly string[][] {
  const groups: string[][] = [];
  let size = Infinity;
  for (const id of requestIds) {
    const more = shares.get(id)?.length ?? 0;
    if (size + more > MOST_AT_ONCE) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(id);
    size += more;
  }
  return groups;
}

/** Of the tallies recorded of a collection, by request; none where there are none. */
async function fingerprints(
  transaction: Transaction,
  collection: string,
  requestIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await transaction.$queryRaw<{ requestId: string; print: string }[]>`
    SELECT request_id AS "requestId", encode(sha256(convert_to(string_agg(concat(
      ordinal, '/', rows, '/', earliest, '/', latest, '/', kept_rows, '/',
      (extract(epoch FROM kept_due_at) * 1000)::bigint), ' ' ORDER BY ordinal), 'UTF8')), 'hex') AS print
    FROM request_tallies WHERE request_id = ANY (${requestIds}::uuid[]) AND collection = ${collection} GROUP BY request_id`;
  return new Map(rows.map(({ requestId, print }) => [requestId, print]));
}

/** As the database makes it; undefined where there are none. */
function fingerprintOf(tallies: readonly CollectionTally[]): string | undefined {
  if (tallies.length === 0) return undefined;
  const lines = [...tallies]
    .sort((one, other) => one.ordinal - other.ordinal)
    .map(({ ordinal, rows, earliest, latest, kept }) =>
      [ordinal, rows, earliest ?? '', latest ?? '', kept?.rows ?? '', kept?.dueAt?.getTime() ?? ''].join('/'),
    );
  return createHash('sha256').update(lines.join(' ')).digest('hex');
}

/** One text a column, since the client spends far more on a list of ten thousand values than the server on taking it apart. */
async function insert(
  transaction: Transaction,
  requestIds: readonly string[],
  talliesOf: ReadonlyMap<string, readonly CollectionTally[]>,
): Promise<void> {
  const tallies = requestIds.flatMap((id) => talliesOf.get(id) ?? []);
  const places = requestIds.flatMap((id, at) => (talliesOf.get(id) ?? []).map(() => at + 1));
  const collections = [...new Set(tallies.map(({ collection }) => collection))];
  const column = (of: (tally: CollectionTally) => number | string) => tallies.map(of).join(' ');
  await transaction.$executeRaw`
    INSERT INTO request_tallies
      (request_id, ordinal, collection, rows, earliest, latest, not_copied, not_copied_bytes, kept_rows, kept_due_at)
    SELECT (${requestIds}::uuid[])[place], ordinal, (${collections}::text[])[named], rows,
      nullif(earliest, ''), nullif(latest, ''), not_copied, not_copied_bytes, nullif(kept_rows, '')::bigint,
      nullif(kept_due_at, '')::timestamptz
    FROM unnest(
      string_to_array(${places.join(' ')}, ' ')::int[],
      string_to_array(${column(({ ordinal }) => ordinal)}, ' ')::int[],
      string_to_array(${column(({ collection }) => collections.indexOf(collection) + 1)}, ' ')::int[],
      string_to_array(${column(({ rows }) => rows)}, ' ')::bigint[],
      string_to_array(${column(({ earliest }) => earliest ?? '')}, ' '),
      string_to_array(${column(({ latest }) => latest ?? '')}, ' '),
      string_to_array(${column(({ notCopied }) => notCopied?.values ?? 0)}, ' ')::bigint[],
      string_to_array(${column(({ notCopied }) => notCopied?.bytes ?? 0)}, ' ')::bigint[],
      string_to_array(${column(({ kept }) => kept?.rows ?? '')}, ' '),
      string_to_array(${column(({ kept }) => kept?.dueAt?.toISOString() ?? '')}, ' ')
    ) AS tally (place, ordinal, named, rows, earliest, latest, not_copied, not_copied_bytes, kept_rows, kept_due_at)`;
}
