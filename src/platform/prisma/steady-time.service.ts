import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../core/clock.js';
import { OnceAMinute } from '../core/once-a-minute.js';
import { PrismaService } from './prisma.service.js';

/** Milliseconds by which the database's clock may go on between two looks: a day of standing still and half of another. */
const MOST_AT_ONCE = 36 * 3_600_000;

/**
 * The time by which things are destroyed for their age: the database's, unless it jumped. A clock that is far ahead would destroy at
 * once what has weeks to live, and nothing brings it back; so it is compared with the time that was seen last, which the database
 * keeps, and with the time that has gone by for this process since.
 */
@Injectable()
export class SteadyTime {
  private readonly warnings = new OnceAMinute((sentence) => new Logger('clock').warn(sentence));
  private last: { readonly at: number; readonly lived: number } | null = null;

  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** Null while the clock is not believed: nothing is to be destroyed then. */
  async now(): Promise<Date | null> {
    const now = await this.clock.exactly(this.prisma);
    const seen = await this.prisma.clockSeen.findFirst();
    const expected = Math.max(seen?.seenAt.getTime() ?? now.getTime(), this.reckoned());
    if (now.getTime() - expected > MOST_AT_ONCE) {
      this.warnings.say(jumped(now, new Date(expected)));
      return null;
    }
    this.last = { at: now.getTime(), lived: this.clock.lived() };
    await this.prisma.$executeRaw`
      INSERT INTO clock_seen (seen_at) VALUES (${now}::timestamptz)
      ON CONFLICT (only_row) DO UPDATE SET seen_at = greatest(clock_seen.seen_at, excluded.seen_at)`;
    return now;
  }

  /** What time it is by the last look, and what this process has lived through since. */
  private reckoned(): number {
    return this.last === null ? -Infinity : this.last.at + this.clock.lived() - this.last.lived;
  }
}

function jumped(now: Date, expected: Date): string {
  return (
    `The database's clock says ${now.toISOString()}, and ${expected.toISOString()} was to be expected: nothing is destroyed for its ` +
    'age. Set the clock, or say that it is right, as after a long rest: habeas clock --confirm'
  );
}
