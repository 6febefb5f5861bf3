import type { Tell } from '../texts/texts';

const UNITS = [
  [86_400, 'app.period.days'],
  [3600, 'processing.hours'],
  [60, 'processing.minutes'],
] as const;

/** A span in its largest unit that is not broken: “30 days”, “36 hours”, “90 minutes”. */
export function spanWords(t: Tell, seconds: number): string {
  const [size, unit] = UNITS.find(([each]) => seconds > 0 && seconds % each === 0) ?? [60, 'processing.minutes'];
  return t(unit, { count: Math.ceil(seconds / size) });
}
