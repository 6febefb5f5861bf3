import type { Tell } from './texts';

const UNITS = { Y: 'app.period.years', M: 'app.period.months', D: 'app.period.days' } as const;

/** Until when something is kept, as the API writes it: `invoiced_at + P10Y` in words; a day and a sentence stay as they are. */
export function untilWords(t: Tell, until: string): string {
  const at = until.lastIndexOf(' + P');
  const period = until.slice(at + 3);
  if (at <= 0 || !/^P[\dYMD]+$/.test(period)) return until;
  return t('app.period.after', { period: periodWords(t, period), column: until.slice(0, at) });
}

/** `P1Y6M` in words. */
export function periodWords(t: Tell, period: string): string {
  const parts = [...period.matchAll(/(\d{1,5})([YMD])/g)];
  return parts.map(([, count, unit]) => t(UNITS[unit as keyof typeof UNITS], { count: Number(count) })).join(', ');
}
