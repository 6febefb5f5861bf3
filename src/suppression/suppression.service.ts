import { Injectable } from '@nestjs/common';
import { Clock, lockArrivals, PrismaService, type Transaction } from '../platform/index.js';
import { SubjectMac } from '../subject-data/index.js';

/** In place of a request's id where no deletion suppresses: what is refused for good is refused once. */
const NOBODYS = '00000000-0000-0000-0000-000000000000';

/** Why a subject's events are refused; `deletion` ends with its request, the others until the subject opts in. */
export type SuppressionReason = 'deletion' | 'deleted' | 'opt-out';

export interface Admission<T> {
  readonly result: T;
  /** How many of the offered items were refused. */
  readonly refused: number;
}

/** Which subjects' data is not taken in from now on (design, invariant 6). Ids stand in it as HMACs only. */
@Injectable()
export class Suppression {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly mac: SubjectMac,
  ) {}

  /**
   * Lets `write` store the items none of whose ids is suppressed, while no deletion of this project can start: what is
   * written here arrived before any watermark set later. Refused items are counted, never kept.
   */
  async admit<Item, T>(
    projectId: number,
    items: readonly Item[],
    idsOf: (item: Item) => readonly string[],
    write: (admitted: readonly Item[]) => Promise<T>,
  ): Promise<Admission<T>> {
    return this.prisma.$transaction(async (transaction) => {
      await lockArrivals(transaction, projectId, 'shared');
      const reasons = await this.reasonsOf(transaction, projectId, new Set(items.flatMap(idsOf)));
      const refusedBy = new Map<string, number>();
      const admitted = items.filter((item) => {
        const reason = idsOf(item)
          .map((id) => reasons.get(id))
          .find((found) => found !== undefined);
        if (reason !== undefined) refusedBy.set(reason, (refusedBy.get(reason) ?? 0) + 1);
        return reason === undefined;
      });
      const result = await write(admitted);
      // In one order, so that two batches never wait for each other.
      for (const [reason, count] of [...refusedBy].sort())
        await this.countRefused(transaction, projectId, reason, count);
      return { result, refused: items.length - admitted.length };
    });
  }

  /** Refuses the ids' data from now on. `macs`: from SubjectMac; `requestId`: of the deletion they are refused for, if any. */
  async suppress(
    transaction: Transaction,
    projectId: number,
    reason: SuppressionReason,
    refused: readonly { readonly requestId: string | null; readonly macs: readonly Buffer[] }[],
  ): Promise<void> {
    const rows = refused.flatMap(({ requestId, macs }) =>
      macs.map((mac) => ({ requestId: requestId ?? NOBODYS, mac: mac.toString('hex') })),
    );
    await transaction.$executeRaw`
      INSERT INTO suppressions (project_id, id_hmac, reason, request_id, since)
      SELECT ${projectId}::int, decode(mac, 'hex'), ${reason}, request_id, ${this.clock.now()}
      FROM unnest(${rows.map(({ mac }) => mac)}::text[], ${rows.map(({ requestId }) => requestId)}::uuid[])
        AS refused (mac, request_id)
      ON CONFLICT DO NOTHING`;
  }

  /** Those of the HMACs, in hex, whose deletion has started and not ended. */
  async underDeletion(transaction: Transaction, projectId: number, macs: readonly Buffer[]): Promise<Set<string>> {
    const rows = await transaction.$queryRaw<{ mac: string }[]>`
      SELECT encode(id_hmac, 'hex') AS mac FROM suppressions
      WHERE project_id = ${projectId}::int AND reason = 'deletion'
        AND id_hmac = ANY (SELECT decode(mac, 'hex') FROM unnest(${macs.map((mac) => mac.toString('hex'))}::text[]) AS mac)`;
    return new Set(rows.map((row) => row.mac));
  }

  /** Ends what a finished deletion suppressed; `keep` turns it into a lasting suppression of deleted people. */
  async release(transaction: Transaction, requestId: string, keep: boolean): Promise<void> {
    if (keep) {
      await transaction.$executeRaw`
        INSERT INTO suppressions (project_id, id_hmac, reason, request_id, since)
        SELECT project_id, id_hmac, 'deleted', ${NOBODYS}::uuid, ${this.clock.now()} FROM suppressions
        WHERE request_id = ${requestId}::uuid AND reason = 'deletion'
        ON CONFLICT DO NOTHING`;
    }
    await transaction.suppression.deleteMany({ where: { requestId, reason: 'deletion' } });
  }

  /** Takes the ids' data in again from now on, unless a deletion that has not ended refuses it. */
  async lift(projectId: number, ids: readonly string[]): Promise<void> {
    const macs = ids.map((id) => this.mac.of(projectId, id).toString('hex'));
    await this.prisma.$executeRaw`
      DELETE FROM suppressions
      WHERE project_id = ${projectId}::int AND reason IN ('deleted', 'opt-out')
        AND id_hmac = ANY (SELECT decode(mac, 'hex') FROM unnest(${macs}::text[]) AS mac)`;
  }

  private async reasonsOf(transaction: Transaction, projectId: number, ids: Set<string>): Promise<Map<string, string>> {
    const idByMac = new Map([...ids].map((id) => [this.mac.of(projectId, id).toString('hex'), id]));
    const rows = await transaction.$queryRaw<{ mac: string; reason: string }[]>`
      SELECT encode(id_hmac, 'hex') AS mac, reason FROM suppressions
      WHERE project_id = ${projectId}::int
        AND id_hmac = ANY (SELECT decode(mac, 'hex') FROM unnest(${[...idByMac.keys()]}::text[]) AS mac)`;
    return new Map(rows.map((row) => [idByMac.get(row.mac) ?? '', row.reason]));
  }

  private async countRefused(
    transaction: Transaction,
    projectId: number,
    reason: string,
    count: number,
  ): Promise<void> {
    await transaction.$executeRaw`
      INSERT INTO suppressed_counts (project_id, day, reason, count)
      VALUES (${projectId}::int, ${this.clock.now()}::timestamptz::date, ${reason}, ${count}::bigint)
      ON CONFLICT (project_id, day, reason) DO UPDATE SET count = suppressed_counts.count + excluded.count`;
  }
}
