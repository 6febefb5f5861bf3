import { setTimeout as pause } from 'node:timers/promises';
import { HabeasError, Prisma, type Lease, type Leases, type PrismaService } from '../../platform/index.js';
import type { DonePartition, PartitionClaims } from '../../subject-data/index.js';

/** How long a partition whose worker died is waited for. It is renewed three times in that span, however long a VACUUM takes. */
const TURN_MILLISECONDS = 12_000;
const SPAN = Prisma.sql`clock_timestamp() + ${TURN_MILLISECONDS} * interval '1 millisecond'`;
const OTHERS_WORK_MILLISECONDS = 100;
/** The engine works while the process waits; other parts and exports want connections too. */
const AT_ONCE = 2;

/** One piece of work on a collection of a sweep that is divided by partitions. */
export interface SharedStep {
  readonly sweepId: string;
  readonly collection: string;
  readonly step: 'hide' | 'purge';
  /** What exactly is done: only who would do the same takes part. */
  readonly task: string;
}

/**
 * Turns by the table `sweep_partitions`. A partition is taken for some seconds at a time, by the database's clock, and only
 * while the lease of the part under which it was laid out is held: when that is lost, nobody takes or keeps anything.
 */
abstract class LeasedClaims implements PartitionClaims {
  readonly atOnce = AT_ONCE;
  private renewal: NodeJS.Timeout | null = null;

  constructor(
    protected readonly prisma: PrismaService,
    protected readonly step: SharedStep,
    private readonly holder: string,
  ) {}

  abstract offer(relations: readonly string[]): Promise<void>;

  abstract claim(done?: DonePartition): Promise<string | null>;

  async heartbeat(relation: string): Promise<void> {
    const held = await this.prisma.$executeRaw`
      UPDATE sweep_partitions SET taken_until = ${SPAN}
      WHERE ${this.ofStep} AND relation = ${relation} AND ${this.isMine} AND ${IS_LED}`;
    if (held === 1) return;
    const message = 'Another worker has taken over a partition that this one was at.';
    throw new HabeasError('unavailable', 'turn-lost', message);
  }

  async release(relation: string): Promise<void> {
    await this.prisma.$executeRaw`
      UPDATE sweep_partitions SET holder = NULL, taken_until = NULL
      WHERE ${this.ofStep} AND relation = ${relation} AND holder = ${this.holder}::uuid AND finished_at IS NULL`;
  }

  async unproven(): Promise<string[]> {
    const { sweepId, collection, task } = this.step;
    const rows = await this.prisma.sweepPartition.findMany({
      where: { sweepId, collection, task, proven: false, NOT: { finishedAt: null } },
      orderBy: { place: 'asc' },
    });
    return rows.map(({ relation }) => relation);
  }

  /** Nothing is taken any more; what is still held falls to others. */
  end(): void {
    if (this.renewal) clearInterval(this.renewal);
  }

  /** In one statement: the one that is done, the next one, and how many others have or nobody could take at this moment. */
  protected async take(done?: DonePartition): Promise<{ relation: string | null; elsewhere: number }> {
    this.renewal ??= setInterval(() => void this.renew().catch(() => undefined), TURN_MILLISECONDS / 3).unref();
    const finished = done?.relation ?? null;
    const [row] = await this.prisma.$queryRaw<{ relation: string | null; elsewhere: number }[]>`
      WITH done AS (
        UPDATE sweep_partitions
        SET finished_at = clock_timestamp(), taken_until = NULL, proven = ${done?.proven ?? false}
        WHERE ${this.ofStep} AND relation = ${finished}::text AND holder = ${this.holder}::uuid
      ), free AS (
        SELECT relation FROM sweep_partitions
        WHERE ${this.ofStep} AND relation IS DISTINCT FROM ${finished}::text AND ${IS_FREE} AND ${IS_LED}
        ORDER BY place LIMIT 1 FOR UPDATE SKIP LOCKED
      ), taken AS (
        UPDATE sweep_partitions SET holder = ${this.holder}::uuid, taken_until = ${SPAN}
        WHERE ${this.ofStep} AND relation = (SELECT relation FROM free)
        RETURNING relation
      )
      SELECT (SELECT relation FROM taken) AS relation, count(*)::int AS elsewhere FROM sweep_partitions
      WHERE ${this.ofStep} AND relation IS DISTINCT FROM ${finished}::text AND finished_at IS NULL
        AND NOT coalesce(${this.isMine}, false)`;
    return row ?? { relation: null, elsewhere: 0 };
  }

  protected get ofStep(): Prisma.Sql {
    const { sweepId, collection, task } = this.step;
    return Prisma.sql`sweep_id = ${sweepId}::uuid AND collection = ${collection} AND task = ${task}`;
  }

  private get isMine(): Prisma.Sql {
    return Prisma.sql`(holder = ${this.holder}::uuid AND finished_at IS NULL AND taken_until > clock_timestamp())`;
  }

  private async renew(): Promise<void> {
    if (this.prisma.closed.aborted) return this.end();
    await this.prisma.$executeRaw`
      UPDATE sweep_partitions SET taken_until = ${SPAN} WHERE ${this.ofStep} AND ${this.isMine} AND ${IS_LED}`;
  }
}

export const IS_FREE = Prisma.sql`(finished_at IS NULL AND (taken_until IS NULL OR taken_until <= clock_timestamp()))`;

export const IS_LED = Prisma.sql`EXISTS (
  SELECT FROM leases
  WHERE name = 'sweep-part:' || sweep_partitions.collection AND leases.fence = sweep_partitions.fence
    AND until > clock_timestamp()
)`;

/** Of the one who has the part: lays the partitions out, and stays until all are finished. */
export class LeadingClaims extends LeasedClaims {
  constructor(
    prisma: PrismaService,
    step: SharedStep,
    holder: string,
    private readonly leases: Leases,
    private readonly lease: Lease,
  ) {
    super(prisma, step, holder);
  }

  /** What a leader before had laid out for the very same, and what was finished of it, is taken over. */
  async offer(relations: readonly string[]): Promise<void> {
    const { sweepId, collection, step, task } = this.step;
    await this.leases.guarded(this.lease, async (transaction) => {
      await transaction.$executeRaw`
        INSERT INTO sweep_partitions (sweep_id, collection, step, task, relation, place, fence)
        SELECT ${sweepId}::uuid, ${collection}, ${step}, ${task}, relation, place, ${this.lease.fence}::int
        FROM unnest(${relations}::text[]) WITH ORDINALITY AS laid (relation, place)
        ON CONFLICT (sweep_id, collection, task, relation) DO UPDATE SET fence = excluded.fence, place = excluded.place`;
    });
  }

  /** Waits for what others have, since one of them may die or give it back. */
  async claim(done?: DonePartition): Promise<string | null> {
    for (let taken = await this.take(done); ; taken = await this.take()) {
      if (taken.relation !== null || taken.elsewhere === 0) return taken.relation;
      this.lease.lost.throwIfAborted();
      await pause(OTHERS_WORK_MILLISECONDS);
    }
  }

  /** The step is over. Where it failed, what others are at is not theirs any more, and is waited for when the part ends. */
  async close(succeeded: boolean): Promise<void> {
    this.end();
    const laid = Prisma.sql`${this.ofStep} AND fence = ${this.lease.fence}::int`;
    if (succeeded) await this.prisma.$executeRaw`DELETE FROM sweep_partitions WHERE ${laid}`;
    else await this.prisma.$executeRaw`UPDATE sweep_partitions SET fence = 0 WHERE ${laid}`;
  }
}

/** Of everybody else: what is free, until nothing is or they are not to go on. */
export class HelpingClaims extends LeasedClaims {
  constructor(
    prisma: PrismaService,
    step: SharedStep,
    holder: string,
    private readonly isWanted: () => boolean,
  ) {
    super(prisma, step, holder);
  }

  async offer(): Promise<void> {}

  async claim(done?: DonePartition): Promise<string | null> {
    const { relation } = await this.take(done);
    if (relation === null || this.isWanted()) return relation;
    await this.release(relation);
    return null;
  }
}
