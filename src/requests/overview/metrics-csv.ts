import { DENIAL_GROUNDS } from '../../compliance/index.js';
import type { MetricsAnswer } from '../dto/overview.dto.js';

const COUNTS = [
  'received',
  'complied',
  'compliedInWhole',
  'compliedInPart',
  'nothingHeld',
  'denied',
  'withdrawn',
  'failed',
  'open',
  'medianDays',
  'meanDays',
] as const;

/** The metrics of a year as a table for a spreadsheet: known words and numbers alone, so that nothing in it is a formula. */
export function metricsCsv({ year, results }: MetricsAnswer): string {
  const header = ['year', 'of', 'right', ...COUNTS, ...DENIAL_GROUNDS.map((ground) => `denied: ${ground}`)];
  const rows = results.map((result) => [
    year,
    result.of,
    result.right,
    ...COUNTS.map((name) => result[name] ?? ''),
    ...DENIAL_GROUNDS.map((ground) => result.grounds[ground]),
  ]);
  return [header, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}
