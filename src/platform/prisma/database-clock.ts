import { Logger } from '@nestjs/common';
import { Clock, type Asked } from '../core/clock.js';
import type { PrismaService } from './prisma.service.js';

/** Milliseconds between two looks at the database's clock. */
const EVERY = 10_000;
/** How many looks the first one is made of: the quickest answer is the most exact. */
const FIRST_LOOKS = 3;
/** By how many milliseconds a machine's clock may be off before the operator is told. */
const TELLING = 5_000;

/**
 * The database's clock (ADR 0034): what times decide must not depend on which process stamped them. Between two looks it is reckoned
 * by this process's steady clock, exact to the half of the quickest round trip so far, whatever the machine's own clock is set to.
 */
export class DatabaseClock extends Clock {
  private readonly logger = new Logger('clock');
  /** The database's time in milliseconds when the steady clock stood at 0. */
  private zero = super.now().getTime() - performance.now();
  private told = false;
  private hasLooked = false;

  private constructor(private readonly prisma: PrismaService) {
    super();
  }

  /** Follows the clock until the client is closed. */
  static async of(prisma: PrismaService): Promise<DatabaseClock> {
    const clock = new DatabaseClock(prisma);
    await clock.look(FIRST_LOOKS);
    const timer = setInterval(() => void clock.look(1).catch(() => undefined), EVERY).unref();
    prisma.closed.addEventListener('abort', () => clearInterval(timer));
    return clock;
  }

  override now(): Date {
    return new Date(this.zero + performance.now());
  }

  override async exactly(asked: Asked): Promise<Date> {
    const [{ now }] = await asked.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`;
    return now;
  }

  private async look(times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      const asked = performance.now();
      const now = await this.exactly(this.prisma);
      // Somewhere between asking and answering the clock was read; a slow answer corrects only what it contradicts.
      const [earliest, latest] = [now.getTime() - performance.now(), now.getTime() - asked];
      this.zero = this.hasLooked ? Math.min(Math.max(this.zero, earliest), latest) : (earliest + latest) / 2;
      this.hasLooked = true;
    }
    this.tell(super.now().getTime() - this.now().getTime());
  }

  private tell(off: number): void {
    if (Math.abs(off) < TELLING) this.told = false;
    else if (!this.told) {
      this.told = true;
      const words = `${Math.round(Math.abs(off) / 1000)} s ${off > 0 ? 'ahead of' : 'behind'}`;
      this.logger.warn(
        `The clock of this machine is ${words} the database's, which decides: set the one that is wrong.`,
      );
    }
  }
}
