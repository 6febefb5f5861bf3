import { Injectable, Logger } from '@nestjs/common';
import { HabeasError } from '../core/errors.js';
import { reasonOf } from '../core/reason.js';
import { databaseTrouble } from './database-trouble.js';
import { Prisma, PrismaService, type Transaction } from './prisma.service.js';

/** How long a holder that died is waited for. It is renewed three times in that span. */
const LEASE_MILLISECONDS = 12_000;
const SPAN = Prisma.sql`${LEASE_MILLISECONDS} * interval '1 millisecond'`;

/** A right to lead one kind of work, until it is lost; `lost` aborts when it is. */
export interface Lease {
  readonly name: string;
  readonly fence: number;
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/**
 * Leases with a fencing token. Their time is the database's, so that clocks of processes need not agree; a fence
 * is never given twice, and `assert` inside a transaction keeps an older holder from writing anything.
 *
 * `assert` locks the row's key, of which the fence is a part. A takeover changes the fence and waits for such transactions
 * to end; a renewal does not, so that a long transaction never costs its holder the lease.
 */
@Injectable()
export class Leases {
  private readonly logger = new Logger('lease');

  constructor(private readonly prisma: PrismaService) {}

  /** The lease, or null while somebody else holds it. */
  async acquire(name: string, holder: string): Promise<Lease | null> {
    const rows = await this.prisma.$queryRaw<{ fence: number }[]>`
      INSERT INTO leases (name, holder, fence, until)
      SELECT ${name}::text, ${holder}::text, nextval('lease_fence')::int, clock_timestamp() + ${SPAN}
      WHERE NOT EXISTS (SELECT FROM leases WHERE name = ${name}::text AND until >= clock_timestamp())
      ON CONFLICT (name) DO UPDATE
        SET holder = excluded.holder, fence = nextval('lease_fence')::int, until = clock_timestamp() + ${SPAN}
        WHERE leases.until < clock_timestamp()
      RETURNING fence`;
    const fence = rows[0]?.fence;
    return fence === undefined ? null : this.keep(name, fence);
  }

  /** @throws HabeasError `lease-lost` (retryable) unless the lease is still the caller's at commit time. */
  async assert(transaction: Transaction, lease: Lease): Promise<void> {
    const rows = await transaction.$queryRaw<{ fence: number }[]>`
      SELECT fence FROM leases WHERE name = ${lease.name} AND fence = ${lease.fence} FOR KEY SHARE`;
    if (rows.length === 0) throw leaseLost(lease.name);
  }

  /**
   * A transaction that writes only while the lease is the caller's.
   * @throws HabeasError `lease-lost` (retryable)
   */
  async guarded<T>(lease: Lease, write: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.prisma.$transaction(async (transaction) => {
      await this.assert(transaction, lease);
      return write(transaction);
    });
  }

  /** How many leases whose name starts so are held now. */
  async countTaken(prefix: string): Promise<number> {
    const rows = await this.prisma.$queryRaw<{ taken: bigint }[]>`
      SELECT count(*) AS taken FROM leases WHERE starts_with(name, ${prefix}) AND until > clock_timestamp()`;
    return Number(rows[0]?.taken ?? 0);
  }

  /** Puts the end of a lease off; false where it is somebody else's. Whoever acquired it need not: it is done for them. */
  async renew({ name, fence }: Pick<Lease, 'name' | 'fence'>): Promise<boolean> {
    const renewed = await this.prisma.$executeRaw`
      UPDATE leases SET until = clock_timestamp() + ${SPAN} WHERE name = ${name} AND fence = ${fence}`;
    return renewed === 1;
  }

  private keep(name: string, fence: number): Lease {
    const lost = new AbortController();
    // One renewal at a time: where the database is slow they would take up the holder's connections.
    let renewing = false;
    const { closed } = this.prisma;
    const timer = setInterval(() => {
      if (closed.aborted) clearInterval(timer);
      if (closed.aborted || renewing) return;
      renewing = true;
      this.renew({ name, fence })
        .then(
          (held) => {
            if (held) return;
            clearInterval(timer);
            lost.abort(leaseLost(name));
          },
          (error: Error) => {
            if (!closed.aborted)
              this.logger.warn(
                `The lease "${name}" could not be renewed: ${databaseTrouble(error)?.message ?? reasonOf(error)}`,
              );
          },
        )
        .finally(() => {
          renewing = false;
        });
    }, LEASE_MILLISECONDS / 3);
    timer.unref();
    return {
      name,
      fence,
      lost: lost.signal,
      release: async () => {
        clearInterval(timer);
        await this.prisma.$executeRaw`DELETE FROM leases WHERE name = ${name} AND fence = ${fence}`;
      },
    };
  }
}

function leaseLost(name: string): HabeasError {
  return new HabeasError('unavailable', 'lease-lost', `Another process has taken over "${name}".`);
}
