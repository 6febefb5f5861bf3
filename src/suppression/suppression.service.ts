import { Injectable, Logger } from '@nestjs/common';
import {
  Clock,
  Config,
  countedByDay,
  type CountsByDay,
  databaseTrouble,
  HabeasError,
  lockArrivals,
  PrismaService,
  type Transaction,
} from '../platform/index.js';
import { deviceKey, isDeviceId, SubjectHmac, type WriteLimit } from '../subject-data/index.js';
import { suppressesAnybody } from './admitting-project.js';
import { timedOut } from './timed-out.js';
import {
  looksForOptIns,
  optedOutAmong,
  refusalOf,
  strongest,
  WHATEVER_COMES,
  type AdmissionRules,
  type Refused,
  type Standing,
  type SuppressionReason,
} from './admission.js';

/** In place of the id of a deletion or of an opt-out where neither suppresses: what is refused for good is refused once. */
const NOBODYS = '00000000-0000-0000-0000-000000000000';

/** How many ids of a project are refused, and how many records of them were; no id. */
export interface SuppressionCounts {
  readonly ids: { readonly reason: SuppressionReason; readonly count: number }[];
  readonly refused: (CountsByDay & { readonly reason: string })[];
}

export interface Admission<T> {
  readonly result: T;
  /** How many of the offered items were refused. */
  readonly refused: number;
}

/** What is to be done with a batch. */
export interface Passage<Item, T> {
  /** Whether the items name ids as hashes, as the project had it when they were read. */
  readonly hashIds: boolean;
  /** Every id that an item names. */
  readonly idsOf: (item: Item) => readonly string[];
  /** Told of what is refused, before anything is written; true where more may be refused by what that says. */
  readonly heed: (refused: readonly Refused<Item>[], limit: WriteLimit, transaction: Transaction) => Promise<boolean>;
  /** Once it is known whose data is taken in. */
  readonly write: (admitted: readonly Item[], limit: WriteLimit, transaction: Transaction) => Promise<T>;
}

/** What is refused no more. */
interface Lifted {
  /** Whatever these privacy choices refuse. */
  readonly choices: readonly string[];
  /** What refuses these ids for one of the reasons. */
  readonly ids: readonly LiftedId[];
  readonly reasons: readonly SuppressionReason[];
}

/** `hmac`: from SubjectHmac, in hex; `until`: what stands since later stays, null: nothing does. */
export interface LiftedId {
  readonly hmac: string;
  readonly until: Date | null;
}

const NOTHING_STANDS: Standing = { reasons: new Map(), optedOut: new Set(), optedIn: new Set() };
const OPTED_IN = 'opted-in';

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
   * Lets `write` store the items none of whose ids is suppressed, and which the rules let in, while no deletion of this project can
   * start and nobody is opted out: what is written here arrived before any watermark set later. Refused items are counted, never
   * kept; `heed` is told of them for what they say about whose a device is, and what names that device beside them is then
   * refused, too. `write` must have landed or be over by the limit, which ends long before the transaction that keeps deletions away. Where that fails at its end, what
   * was written stands all the same: sent again it would be done twice, and no more than a count is at stake.
   * @throws HabeasError `ingest-timed-out` (503) after INGEST_TIMEOUT; what is sent again is not stored twice; `settings-changed` (503)
   * where the project came to keep its ids in another form since the items were read
   */
  async admit<Item, T>(
    projectId: number,
    items: readonly Item[],
    passage: Passage<Item, T>,
    rules: AdmissionRules = WHATEVER_COMES,
  ): Promise<Admission<T>> {
    const { INGEST_TIMEOUT: milliseconds } = this.config.values;
    const signal = AbortSignal.timeout(milliseconds);
    const began = performance.now();
    // Not the signal alone: a process that was stopped hears of it a little later than it goes on.
    const left = (): number => (signal.aborted ? 0 : milliseconds - (performance.now() - began));
    let admitted: Admission<T> | undefined;
    const admission = this.prisma.$transaction(async (transaction) => {
      const locked = await lockArrivals(transaction, projectId, 'shared', left());
      const limit = { signal, milliseconds, until: new Date(locked.getTime() + left()) };
      // Asked apart from the lock: a statement that waits for a lock sees what was so before.
      const suppresses = await suppressesAnybody(transaction, projectId, passage.hashIds);
      const asks = suppresses || looksForOptIns(rules);
      const refused: Refused<Item>[] = [];
      let allowed = items;
      for (let isSettled = false; !isSettled;) {
        const standing = asks
          ? await this.standingAmong(transaction, projectId, new Set(allowed.flatMap(passage.idsOf)), rules)
          : NOTHING_STANDS;
        const now = parted(allowed, passage.idsOf, standing, rules);
        if (left() <= 0) throw timedOut(signal.reason);
        isSettled = now.refused.length === 0 || !(await passage.heed(now.refused, limit, transaction));
        allowed = now.allowed;
        refused.push(...now.refused);
      }
      const result = await passage.write(allowed, limit, transaction);
      await this.countAll(transaction, projectId, refused);
      admitted = { result, refused: refused.length };
      return admitted;
    });
    return admission.catch((error: unknown) => {
      if (admitted !== undefined) {
        this.logger.warn('Data was stored, and what was refused beside it may not have been counted.');
        return admitted;
      }
      const lasts = error instanceof HabeasError && !error.retryable;
      // The lock was not to be had in that time (55P03), or the store's own clock ended the write a little before ours.
      const late = left() <= 0 || databaseTrouble(error)?.code === 'database-busy' || codeOf(error) === 'store-busy';
      throw late && !lasts ? timedOut(error) : error;
    });
  }

  /**
   * Refuses the ids' data from now on. `hmacs`: from SubjectHmac, in hex; `requestId`: of the deletion, or the privacy choice, they are
   * refused for, if any.
   */
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

  /** Refuses further ids for whatever opt-out refuses the root, and tells whether any was new. HMACs from SubjectHmac, in hex. */
  async extend(
    transaction: Transaction,
    projectId: number,
    covered: readonly { readonly root: string; readonly others: readonly string[] }[],
  ): Promise<boolean> {
    const added = await transaction.$executeRaw`
      INSERT INTO suppressions (project_id, id_hmac, reason, request_id, since)
      SELECT ${projectId}::int, decode(hmac, 'hex') AS hmac, opt_out.reason, opt_out.request_id, ${this.clock.now()}
      FROM unnest(${covered.map(({ root }) => root)}::text[], ${covered.map(({ others }) => others.join(' '))}::text[])
        AS covered (root, others)
      JOIN suppressions opt_out ON opt_out.project_id = ${projectId}::int AND opt_out.reason = 'opt-out'
        AND opt_out.id_hmac = decode(root, 'hex')
      CROSS JOIN LATERAL unnest(string_to_array(others, ' ')) AS hmac
      ORDER BY 2, 4
      ON CONFLICT DO NOTHING`;
    return added > 0;
  }

  /** Whether anything of the project is refused. */
  async any(projectId: number, transaction: Transaction = this.prisma): Promise<boolean> {
    const [found] = await transaction.$queryRaw<{ suppressed: boolean }[]>`
      SELECT EXISTS (SELECT FROM suppressions WHERE project_id = ${projectId}::int) AS suppressed`;
    return found?.suppressed === true;
  }

  /** Takes data in again from now on. */
  async lift(transaction: Transaction, projectId: number, { choices, ids, reasons }: Lifted): Promise<void> {
    await transaction.$executeRaw`
      DELETE FROM suppressions
      WHERE project_id = ${projectId}::int AND reason IN ('opt-out', 'gpc') AND request_id = ANY (${[...choices]}::uuid[])`;
    await transaction.$executeRaw`
      DELETE FROM suppressions USING unnest(${ids.map(({ hmac }) => hmac)}::text[], ${ids.map(({ until }) => until)}::timestamptz[])
        AS lifted (hmac, until)
      WHERE project_id = ${projectId}::int AND id_hmac = decode(hmac, 'hex') AND reason = ANY (${[...reasons]}::text[])
        AND since <= coalesce(until, 'infinity')`;
  }

  /** Those of the ids whose rows a deletion takes at this moment, or took for good. */
  async beingErased(projectId: number, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const hmacs = ids.map((id) => Uint8Array.from(this.hmac.of(projectId, id)));
    const rows = await this.prisma.suppression.findMany({
      where: { projectId, reason: { in: ['deletion', 'deleted'] }, idHmac: { in: hmacs } },
      select: { idHmac: true },
    });
    const refused = new Set(rows.map(({ idHmac }) => Buffer.from(idHmac).toString('hex')));
    return new Set(ids.filter((_, at) => refused.has(Buffer.from(hmacs[at] ?? []).toString('hex'))));
  }

  async counts(projectId: number): Promise<SuppressionCounts> {
    const ids = await this.prisma.$queryRaw<{ reason: SuppressionReason; count: number }[]>`
      SELECT reason, count(DISTINCT id_hmac)::int AS count FROM suppressions
      WHERE project_id = ${projectId}::int GROUP BY reason ORDER BY reason`;
    const refused = await this.prisma.$queryRaw<SuppressionCounts['refused']>`
      SELECT reason, ${countedByDay(this.clock.now())} FROM suppressed_counts WHERE project_id = ${projectId}::int GROUP BY reason ORDER BY reason`;
    return { ids, refused };
  }

  /** What stands of ids; those that opted in are looked up only where that matters. */
  async standingOf(
    transaction: Transaction,
    projectId: number,
    idsOf: () => ReadonlySet<string>,
    rules: AdmissionRules,
  ): Promise<Standing> {
    const asks = looksForOptIns(rules) || (await this.any(projectId, transaction));
    return asks ? this.standingAmong(transaction, projectId, idsOf(), rules) : NOTHING_STANDS;
  }

  private async standingAmong(
    transaction: Transaction,
    projectId: number,
    ids: ReadonlySet<string>,
    rules: AdmissionRules,
  ): Promise<Standing> {
    const idsByHmac = this.idsByHmac(projectId, ids);
    const rows = await transaction.$queryRaw<{ hmac: string; reason: SuppressionReason | typeof OPTED_IN }[]>`
      WITH asked AS MATERIALIZED (
        SELECT decode(hmac, 'hex') AS id_hmac FROM unnest(${[...idsByHmac.keys()]}::text[]) AS hmac)
      SELECT DISTINCT encode(id_hmac, 'hex') AS hmac, reason FROM asked JOIN suppressions USING (id_hmac)
      WHERE project_id = ${projectId}::int
      UNION ALL
      SELECT DISTINCT encode(id_hmac, 'hex'), ${OPTED_IN} FROM asked JOIN opted_in USING (id_hmac)
      WHERE project_id = ${projectId}::int AND ${looksForOptIns(rules)}`;
    const reasons = new Map<string, SuppressionReason>();
    const [optedOut, optedIn] = [new Set<string>(), new Set<string>()];
    for (const { hmac, reason } of rows) {
      for (const id of idsByHmac.get(hmac) ?? []) {
        if (reason === 'opt-out') optedOut.add(id);
        if (reason === OPTED_IN) optedIn.add(id);
        else reasons.set(id, strongest([reason, reasons.get(id) ?? reason]) ?? reason);
      }
    }
    return { reasons, optedOut, optedIn };
  }

  /** A device stands under the form in which its data is filed, however often it has `$device:` in front. */
  private idsByHmac(projectId: number, ids: Iterable<string>): Map<string, string[]> {
    const idsByHmac = new Map<string, string[]>();
    for (const id of ids) {
      for (const form of isDeviceId(id) ? new Set([id, deviceKey(id)]) : [id]) {
        const hmac = this.hmac.hexOf(projectId, form);
        const known = idsByHmac.get(hmac);
        if (known) known.push(id);
        else idsByHmac.set(hmac, [id]);
      }
    }
    return idsByHmac;
  }

  /** In one order, so that two batches never wait for each other. */
  private async countAll(
    transaction: Transaction,
    projectId: number,
    refused: readonly Refused<unknown>[],
  ): Promise<void> {
    const counts = new Map<string, number>();
    for (const { reason } of refused) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    for (const [reason, count] of [...counts].sort()) await this.countRefused(transaction, projectId, reason, count);
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

function parted<Item>(
  items: readonly Item[],
  idsOf: (item: Item) => readonly string[],
  standing: Standing,
  rules: AdmissionRules,
): { readonly allowed: readonly Item[]; readonly refused: readonly Refused<Item>[] } {
  if (standing === NOTHING_STANDS) return { allowed: items, refused: [] };
  const allowed: Item[] = [];
  const refused: Refused<Item>[] = [];
  for (const item of items) {
    const ids = idsOf(item);
    const reason = refusalOf(ids, standing, rules);
    if (reason === null) allowed.push(item);
    else refused.push({ item, reason, optedOut: optedOutAmong(ids, standing) });
  }
  return { allowed, refused };
}

function codeOf(error: unknown): string | null {
  return error instanceof HabeasError ? error.code : null;
}
