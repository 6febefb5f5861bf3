import { Injectable, Logger } from '@nestjs/common';
import {
  Clock,
  Config,
  databaseTrouble,
  HabeasError,
  lockArrivals,
  PrismaService,
  type Transaction,
} from '../platform/index.js';
import { SubjectHmac, type WriteLimit } from '../subject-data/index.js';

/** In place of a request's id where no deletion suppresses: what is refused for good is refused once. */
const NOBODYS = '00000000-0000-0000-0000-000000000000';

const THIRTY_DAYS = 30 * 86_400_000;

/** Why a subject's events are refused; `deletion` ends with its request, the others until the subject opts in. */
export type SuppressionReason = 'deletion' | 'deleted' | 'opt-out';

/** How many ids of a project are refused, and how many records of them were; no id. */
export interface SuppressionCounts {
  readonly ids: { readonly reason: SuppressionReason; readonly count: number }[];
  readonly refused: { readonly reason: string; readonly lastThirtyDays: number; readonly total: number }[];
}

export interface Admission<T> {
  readonly result: T;
  /** How many of the offered items were refused. */
  readonly refused: number;
}

/** Which subjects' data is not taken in from now on (design, invariant 6). Ids stand in it as HMACs only. */
@Injectable()
export class Suppression {
  private readonly logger = new Logger('suppression');

  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly hmac: SubjectHmac,
    private readonly config: Config,
  ) {}

  /**
   * Lets `write` store the items none of whose ids is suppressed, while no deletion of this project can start: what is
   * written here arrived before any watermark set later. Refused items are counted, never kept. `write` must have landed or
   * be over by the limit, which ends long before the transaction that keeps deletions away. Where that fails at its end, what
   * was written stands all the same: sent again it would be done twice, and no more than a count is at stake.
   * @throws HabeasError `ingest-timed-out` (503) after INGEST_TIMEOUT; what is sent again is not stored twice
   */
  async admit<Item, T>(
    projectId: number,
    items: readonly Item[],
    idsOf: (item: Item) => readonly string[],
    write: (admitted: readonly Item[], limit: WriteLimit, transaction: Transaction) => Promise<T>,
  ): Promise<Admission<T>> {
    const { INGEST_TIMEOUT: milliseconds } = this.config.values;
    const signal = AbortSignal.timeout(milliseconds);
    const began = performance.now();
    // Not the signal alone: a process that was stopped hears of it a little later than it goes on.
    const left = (): number => (signal.aborted ? 0 : milliseconds - (performance.now() - began));
    let admitted: Admission<T> | undefined;
    const admission = this.prisma.$transaction(async (transaction) => {
      const locked = await lockArrivals(transaction, projectId, 'shared', left());
      const until = new Date(locked.getTime() + left());
      const reasons = await this.reasonsOf(transaction, projectId, items, idsOf);
      const refusedBy = new Map<string, number>();
      const allowed = items.filter((item) => {
        const refused = reasons.size === 0 ? undefined : idsOf(item).find((id) => reasons.has(id));
        const reason = refused === undefined ? undefined : reasons.get(refused);
        if (reason !== undefined) refusedBy.set(reason, (refusedBy.get(reason) ?? 0) + 1);
        return reason === undefined;
      });
      if (left() <= 0) throw timedOut(signal.reason);
      const result = await write(allowed, { signal, milliseconds, until }, transaction);
      // In one order, so that two batches never wait for each other.
      for (const [reason, count] of [...refusedBy].sort())
        await this.countRefused(transaction, projectId, reason, count);
      admitted = { result, refused: items.length - allowed.length };
      return admitted;
    });
    return admission.catch((error: unknown) => {
      if (admitted !== undefined) {
        this.logger.warn('Data was stored, and what was refused beside it may not have been counted.');
        return admitted;
      }
      const lasts = error instanceof HabeasError && !error.retryable;
      // 55P03: the lock was not to be had in that time.
      const late = left() <= 0 || databaseTrouble(error)?.code === 'database-busy';
      throw late && !lasts ? timedOut(error) : error;
    });
  }

  /** Refuses the ids' data from now on. `hmacs`: from SubjectHmac, in hex; `requestId`: of the deletion they are refused for, if any. */
  async suppress(
    transaction: Transaction,
    projectId: number,
    reason: SuppressionReason,
    refused: readonly { readonly requestId: string | null; readonly hmacs: readonly string[] }[],
  ): Promise<void> {
    // In the order of the index, which finds its places faster so, and so that two never wait for each other.
    await transaction.$executeRaw`
      INSERT INTO suppressions (project_id, id_hmac, reason, request_id, since)
      SELECT ${projectId}::int, decode(hmac, 'hex') AS id_hmac, ${reason}, request_id, ${this.clock.now()}
      FROM unnest(${refused.map(({ requestId }) => requestId ?? NOBODYS)}::uuid[], ${refused.map(({ hmacs }) => hmacs.join(' '))}::text[])
        AS refused (request_id, hmacs), unnest(string_to_array(hmacs, ' ')) AS hmac
      ORDER BY id_hmac, request_id
      ON CONFLICT DO NOTHING`;
  }

  /** Ends what finished deletions suppressed; `keep` turns it into a lasting suppression of deleted people. */
  async release(transaction: Transaction, requestIds: readonly string[], keep: boolean): Promise<void> {
    if (requestIds.length === 0) return;
    if (keep) {
      await transaction.$executeRaw`
        INSERT INTO suppressions (project_id, id_hmac, reason, request_id, since)
        SELECT DISTINCT project_id, id_hmac, 'deleted', ${NOBODYS}::uuid, ${this.clock.now()}::timestamptz FROM suppressions
        WHERE request_id = ANY (${requestIds}::uuid[]) AND reason = 'deletion'
        ORDER BY project_id, id_hmac
        ON CONFLICT DO NOTHING`;
    }
    await transaction.$executeRaw`
      DELETE FROM suppressions WHERE request_id = ANY (${requestIds}::uuid[]) AND reason = 'deletion'`;
  }

  /** Takes the ids' data in again from now on, unless a deletion that has not ended refuses it. */
  async lift(projectId: number, ids: readonly string[]): Promise<void> {
    const hmacs = ids.map((id) => this.hmac.of(projectId, id).toString('hex'));
    await this.prisma.$executeRaw`
      DELETE FROM suppressions
      WHERE project_id = ${projectId}::int AND reason IN ('deleted', 'opt-out')
        AND id_hmac = ANY (SELECT decode(hmac, 'hex') FROM unnest(${hmacs}::text[]) AS hmac)`;
  }

  /** Those of the ids whose rows a deletion takes at this moment, or took for good. */
  async beingErased(projectId: number, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const hmacs = ids.map((id) => Uint8Array.from(this.hmac.of(projectId, id)));
    const rows = await this.prisma.suppression.findMany({
      where: { projectId, reason: { not: 'opt-out' }, idHmac: { in: hmacs } },
      select: { idHmac: true },
    });
    const refused = new Set(rows.map(({ idHmac }) => Buffer.from(idHmac).toString('hex')));
    return new Set(ids.filter((_, at) => refused.has(Buffer.from(hmacs[at] ?? []).toString('hex'))));
  }

  async counts(projectId: number): Promise<SuppressionCounts> {
    const ids = await this.prisma.$queryRaw<{ reason: SuppressionReason; count: number }[]>`
      SELECT reason, count(DISTINCT id_hmac)::int AS count FROM suppressions
      WHERE project_id = ${projectId}::int GROUP BY reason ORDER BY reason`;
    const since = new Date(this.clock.now().getTime() - THIRTY_DAYS);
    const refused = await this.prisma.$queryRaw<{ reason: string; last_thirty_days: number; total: number }[]>`
      SELECT reason, sum(count)::float8 AS total,
        coalesce(sum(count) FILTER (WHERE day > ${since}::timestamptz::date), 0)::float8 AS last_thirty_days
      FROM suppressed_counts WHERE project_id = ${projectId}::int GROUP BY reason ORDER BY reason`;
    return {
      ids,
      refused: refused.map(({ reason, last_thirty_days: lastThirtyDays, total }) => ({
        reason,
        lastThirtyDays,
        total,
      })),
    };
  }

  private async reasonsOf<Item>(
    transaction: Transaction,
    projectId: number,
    items: readonly Item[],
    idsOf: (item: Item) => readonly string[],
  ): Promise<Map<string, string>> {
    const [any] = await transaction.$queryRaw<{ suppressed: boolean }[]>`
      SELECT EXISTS (SELECT FROM suppressions WHERE project_id = ${projectId}::int) AS suppressed`;
    if (any?.suppressed === false) return new Map();
    const ids = new Set(items.flatMap(idsOf));
    const idByHmac = new Map([...ids].map((id) => [this.hmac.of(projectId, id).toString('hex'), id]));
    const rows = await transaction.$queryRaw<{ hmac: string; reason: string }[]>`
      SELECT encode(id_hmac, 'hex') AS hmac, reason FROM suppressions
      WHERE project_id = ${projectId}::int
        AND id_hmac = ANY (SELECT decode(hmac, 'hex') FROM unnest(${[...idByHmac.keys()]}::text[]) AS hmac)`;
    return new Map(rows.map((row) => [idByHmac.get(row.hmac) ?? '', row.reason]));
  }

  /** Adds to what was refused today for this reason, and returns the sum. */
  async countRefused(transaction: Transaction, projectId: number, reason: string, count: number): Promise<number> {
    const [today] = await transaction.$queryRaw<[{ count: bigint }]>`
      INSERT INTO suppressed_counts (project_id, day, reason, count)
      VALUES (${projectId}::int, ${this.clock.now()}::timestamptz::date, ${reason}, ${count}::bigint)
      ON CONFLICT (project_id, day, reason) DO UPDATE SET count = suppressed_counts.count + excluded.count
      RETURNING count`;
    return Number(today.count);
  }
}

function timedOut(cause: unknown): HabeasError {
  const message = 'The data could not be stored in the time that may take: send it again as it is, a little later.';
  return new HabeasError('unavailable', 'ingest-timed-out', message, { retryAfter: 10, cause });
}
