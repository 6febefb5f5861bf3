import type { Moment } from '../../platform/index.js';

/** How long something was, as clocks show it: `0:07`, `12:30`, `1:02:03`; null where that is not known. */
export function lengthOf(startedAt: Moment | null, endedAt: Moment | null): string | null {
  if (startedAt === null || endedAt === null) return null;
  const seconds = Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const digits = (number: number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${digits(minutes)}:${digits(seconds % 60)}` : `${minutes}:${digits(seconds % 60)}`;
}
