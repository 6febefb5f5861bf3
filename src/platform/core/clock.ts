import { randomUUID } from 'node:crypto';

/** What can be asked for the time of a database: Prisma's client, or one of its transactions. */
export interface Asked {
  $queryRaw<T>(statement: TemplateStringsArray, ...values: unknown[]): PromiseLike<T>;
}

/** The one source of time: this machine's. The application has the database's (DatabaseClock), tests hand in one that stands still. */
export class Clock {
  now(): Date {
    return new Date();
  }

  /** The time as exactly as the database of `asked` knows it: what is compared with times of other processes. */
  async exactly(_asked: Asked): Promise<Date> {
    return this.now();
  }

  /** Milliseconds that went by for this process, whatever its clock was set to meanwhile. */
  lived(): number {
    return performance.now();
  }
}

/** The one source of identifiers (UUID v4). */
export class Ids {
  next(): string {
    return randomUUID();
  }
}

/** A time as the API shows it (ISO 8601, UTC). */
export function iso(date: Date | null): string | null {
  return date && date.toISOString();
}
