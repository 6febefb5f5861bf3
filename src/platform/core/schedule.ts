import { Cron } from 'croner';

/** How many runs are looked at to find the longest wait: a year of a daily schedule. */
const RUNS = 366;
const SOME_DAY = new Date('2026-01-01T00:00:00Z');

/** When the next sweep starts, strictly after `now`; UTC. `pattern` was validated with the settings. */
export function nextSweep(pattern: string, now: Date): Date {
  return schedule(pattern).nextRun(now) ?? now;
}

/** When the next scrub starts, strictly after `now`; UTC. */
export function nextScrub(pattern: string, now: Date): Date {
  return schedule(pattern).nextRun(now) ?? now;
}

/** When the next run of retention starts, strictly after `now`; UTC. */
export function nextRetentionRun(pattern: string, now: Date): Date {
  return schedule(pattern).nextRun(now) ?? now;
}

/** The longest time between two sweeps, in milliseconds. */
export function longestSweepWait(pattern: string): number {
  const runs = schedule(pattern).nextRuns(RUNS, SOME_DAY);
  return runs.slice(1).reduce((most, run, index) => Math.max(most, run.getTime() - (runs[index]?.getTime() ?? 0)), 0);
}

function schedule(pattern: string): Cron {
  return new Cron(pattern, { paused: true, timezone: 'UTC' });
}
