import { randomUUID } from 'node:crypto';

/** The one source of time. Tests hand in a clock that stands still. */
export class Clock {
  now(): Date {
    return new Date();
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
