import { Injectable } from '@nestjs/common';
import { wallClockOf } from '../../compliance/index.js';
import { PrismaService, type Transaction } from '../../platform/index.js';
import { definitionOf, spanOf, SubjectData, type Ahead, type Collection } from '../../subject-data/index.js';
import type { TakenDeletion } from './taken-deletion.js';

/** Clocks of machines that are kept right, and the way to ask for the time, differ by less. */
const AGREE_WITHIN_MILLISECONDS = 250;

/**
 * Arrivals that were ahead of their clock when rows were counted, by deletion and collection. They stay on record, since a row that
 * was there before the watermark is no new data when the clock has come to what it says.
 */
@Injectable()
export class SweepAhead {
  constructor(
    private readonly prisma: PrismaService,
    private readonly subjectData: SubjectData,
  ) {}

  /** The span over all of these deletions; null where nothing was ahead. */
  async of(collection: Collection, deletions: readonly TakenDeletion[]): Promise<Ahead | null> {
    const rows = await this.prisma.requestCollection.findMany({
      where: {
        collection: collection.name,
        definition: definitionOf(collection),
        requestId: { in: deletions.map(({ id }) => id) },
        NOT: { aheadUntil: null },
      },
      select: { aheadFrom: true, aheadUntil: true },
    });
    return spanOf(
      rows.map(({ aheadFrom: from, aheadUntil: until }) => (from === null || until === null ? null : { from, until })),
    );
  }

  /** Adds what was seen of each deletion to what is on record. */
  async note(transaction: Transaction, collection: Collection, seen: ReadonlyMap<string, Ahead | null>): Promise<void> {
    const spans = [...seen].flatMap(([id, span]) => (span === null ? [] : [{ id, ...span }]));
    if (spans.length === 0) return;
    await transaction.$executeRaw`
      INSERT INTO request_collections (request_id, collection, policy, definition, ahead_from, ahead_until)
      SELECT id, ${collection.name}, ${collection.policy.kind}, ${definitionOf(collection)}, ahead_from, ahead_until
      FROM unnest(
        ${spans.map(({ id }) => id)}::uuid[],
        ${spans.map(({ from }) => from)}::timestamptz[],
        ${spans.map(({ until }) => until)}::timestamptz[]
      ) AS seen (id, ahead_from, ahead_until)
      ON CONFLICT (request_id, collection) DO UPDATE
        SET ahead_from = least(request_collections.ahead_from, excluded.ahead_from),
            ahead_until = greatest(request_collections.ahead_until, excluded.ahead_until)`;
  }

  /**
   * What a watermark leaves out where the collection's store is ahead of the database that sets watermarks: rows that arrived before
   * it bear times up to this much later. Nothing where they agree.
   */
  async leadOf(collection: Collection, deletions: readonly TakenDeletion[]): Promise<Map<string, Ahead>> {
    if (collection.arrivalColumn === null) return new Map();
    const [{ now }] = await this.prisma.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`;
    const lead = (await this.subjectData.storeOf(collection).now()).getTime() - now.getTime();
    if (lead <= AGREE_WITHIN_MILLISECONDS) return new Map();
    return new Map(
      deletions.map(({ id, watermark }) => {
        const until = readingOf(collection, new Date(watermark.getTime() + lead));
        return [id, { from: readingOf(collection, watermark), until }];
      }),
    );
  }
}

/** What was ahead of its clock in the tallies of each deletion. */
export function aheadIn(shares: ReadonlyMap<string, readonly { readonly ahead?: Ahead }[]>): Map<string, Ahead | null> {
  return new Map([...shares].map(([id, tallies]) => [id, spanOf(tallies.map(({ ahead }) => ahead))]));
}

/** What the arrival column reads at an instant, as if it were UTC. */
function readingOf({ arrivalZone }: Collection, instant: Date): Date {
  if (arrivalZone === undefined) return instant;
  const { year, month, day, hour, minute, second, millisecond } = wallClockOf(instant, arrivalZone);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
}
