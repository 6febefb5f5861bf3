import { Cron } from 'croner';

/** When the next sweep starts, strictly after `now`; UTC. `pattern` was validated with the settings. */
export function nextSweep(pattern: string, now: Date): Date {
  const next = new Cron(pattern, { paused: true, timezone: 'UTC' }).nextRun(now);
  return next ?? now;
}
