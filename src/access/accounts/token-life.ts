/** The same moment one calendar year later (UTC); from 29 February it is 28 February, for a year is never more than a year. */
export function oneYearAfter(moment: Date): Date {
  const later = new Date(moment);
  later.setUTCFullYear(moment.getUTCFullYear() + 1);
  if (later.getUTCMonth() !== moment.getUTCMonth()) later.setUTCDate(0);
  return later;
}

/** Whether something that ends at `expiresAt` has ended; null never ends. The last moment is the one before. */
export function isOver(expiresAt: Date | null, now: Date): boolean {
  return expiresAt !== null && now.getTime() >= expiresAt.getTime();
}

const DAY = 86_400_000;
/** For how long a token goes on beside the one that was made in its place. */
export const OVERLAP_DAYS = { least: 0, most: 7, standard: 1 } as const;

/** When a token ends that is replaced at `now`: after the overlap, and never later than it would have. */
export function endOfOverlap(expiresAt: Date, now: Date, days: number): Date {
  return new Date(Math.min(expiresAt.getTime(), now.getTime() + days * DAY));
}

const LAST_USE_GRAIN = 60_000;

/** Whether a use is worth a write: the last one recorded is a minute old, so that polling is not writing. */
export function isWorthRecording(lastUsedAt: Date | null, now: Date): boolean {
  return lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= LAST_USE_GRAIN;
}
