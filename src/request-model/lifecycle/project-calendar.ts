import type { ProjectRecord } from '../../access/index.js';
import type { Calendar } from '../../compliance/index.js';

/** The calendar by which the deadlines of a project's requests are counted. */
export function calendarOf({ timezone, holidays }: ProjectRecord): Calendar {
  return { timeZone: timezone, holidays: new Set(holidays) };
}
