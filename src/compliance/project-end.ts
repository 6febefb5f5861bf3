const DAY = 86_400_000;

/** Days for which a project that was deleted or emptied can be brought back. */
export const RESTORABLE_DAYS = 60;

/** Days after which what it held is gone for good, at the latest. */
export const MOST_DAYS_UNTIL_GONE = 90;

/** The dates of a project that was deleted or emptied. */
export interface EndOfProject {
  readonly restorableUntil: Date;
  /** What it held is gone by then. */
  readonly goneBy: Date;
}

/** @param retention milliseconds, from 60 to 90 days (PROJECT_RETENTION) */
export function endOfProject(orderedAt: Date, retention: number): EndOfProject {
  const restorableUntil = new Date(orderedAt.getTime() + RESTORABLE_DAYS * DAY);
  return { restorableUntil, goneBy: new Date(Math.max(orderedAt.getTime() + retention, restorableUntil.getTime())) };
}

/** Whether it can still be brought back. */
export function isRestorable({ restorableUntil }: EndOfProject, now: Date): boolean {
  return now < restorableUntil;
}

/** When its data begins to go: a day before it is to be gone, and not before nobody may bring it back. */
export function beginsToGo({ restorableUntil, goneBy }: EndOfProject): Date {
  return new Date(Math.max(restorableUntil.getTime(), goneBy.getTime() - DAY));
}
