import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, PrismaService } from '../../platform/index.js';

/** How often something may be tried within a time that begins with the first attempt. */
export interface Allowance {
  readonly most: number;
  /** Milliseconds. */
  readonly within: number;
}

/** Something that is counted, and how often it may be. */
export interface Counted {
  readonly what: readonly string[];
  readonly allowance: Allowance;
}

/** How many rows that are over one attempt removes: more than it adds, so that the table holds what is counted now. */
const SWEPT = 20;

/**
 * Counts attempts in the database: for every process, and past a restart. What is counted is stored as a hash, and nothing is
 * kept beyond its time. An attempt that was refused is not counted, so that a limit ends by itself.
 */
@Injectable()
export class AttemptCounts {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** Counts one attempt. @returns null, or for how many milliseconds there is none left */
  async take(what: readonly string[], { most, within }: Allowance): Promise<number | null> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + within);
    await this.sweep(now);
    const key = keyOf(what);
    const counted = await this.prisma.$executeRaw`
      INSERT INTO attempts AS known (key, count, until) VALUES (${key}, 1, ${until})
      ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN known.until <= ${now} THEN 1 ELSE known.count + 1 END,
        until = CASE WHEN known.until <= ${now} THEN ${until} ELSE known.until END
      WHERE known.until <= ${now} OR known.count < ${most}::int`;
    if (counted > 0) return null;
    const row = await this.prisma.attempt.findUnique({ where: { key } });
    return Math.max(0, (row?.until ?? now).getTime() - now.getTime());
  }

  /** Counts one attempt of each, or of none where one has none left. @returns null, or for how many milliseconds it has none */
  async takeAll(counted: readonly Counted[]): Promise<number | null> {
    for (const [at, { what, allowance }] of counted.entries()) {
      const wait = await this.take(what, allowance);
      if (wait === null) continue;
      await this.giveBack(counted.slice(0, at));
      return wait;
    }
    return null;
  }

  /** Takes one attempt of each back, since it was none. */
  async giveBack(counted: readonly Counted[]): Promise<void> {
    for (const { what } of counted) {
      await this.prisma.$executeRaw`UPDATE attempts SET count = count - 1 WHERE key = ${keyOf(what)} AND count > 0`;
    }
  }

  /** Forgets what was counted. */
  async forget(what: readonly string[]): Promise<void> {
    await this.prisma.attempt.deleteMany({ where: { key: keyOf(what) } });
  }

  /** Remembers something for so many milliseconds. */
  async remember(what: readonly string[], time: number): Promise<void> {
    const until = new Date(this.clock.now().getTime() + time);
    await this.prisma.$executeRaw`
      INSERT INTO attempts (key, count, until) VALUES (${keyOf(what)}, 0, ${until})
      ON CONFLICT (key) DO UPDATE SET until = excluded.until`;
  }

  /** Whether each of these is remembered, in one question: how many they are shows in no time it takes. */
  async remembers(these: readonly (readonly string[])[]): Promise<boolean[]> {
    const keys = these.map(keyOf);
    const where = { key: { in: keys }, until: { gt: this.clock.now() } };
    const known = new Set((await this.prisma.attempt.findMany({ where })).map(({ key }) => hexOf(key)));
    return keys.map((key) => known.has(hexOf(key)));
  }

  private async sweep(now: Date): Promise<void> {
    await this.prisma.$executeRaw`
      DELETE FROM attempts WHERE key IN (
        SELECT key FROM attempts WHERE until <= ${now} ORDER BY until LIMIT ${SWEPT} FOR UPDATE SKIP LOCKED
      )`;
  }
}

function hexOf(key: Uint8Array): string {
  return Buffer.from(key).toString('hex');
}

function keyOf(what: readonly string[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(JSON.stringify(what)).digest());
}
