import type { Regime } from './regime.js';
import { EVERYTHING, type Window } from './scope.js';
import { instantOf, wallClockOf, type WallClock } from './zone.js';

export const CCPA_WINDOWS = ['twelve-months', 'since-2022'] as const;
/** How far back a project answers under CCPA: the year before the request, or as 11 CCR §7024(h) asks. */
export type CcpaWindow = (typeof CCPA_WINDOWS)[number];

const FIRST_OF_2022: WallClock = { year: 2022, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };

/**
 * What an export covers. GDPR: everything held (Art. 15). CCPA: the twelve months before the company received the
 * request, by the clock of the project's time zone (§1798.130(a)(2)(B)), or everything since 2022-01-01.
 */
export function exportWindow(
  regime: Regime,
  receivedAt: Date,
  options: { readonly timeZone: string; readonly ccpaWindow: CcpaWindow },
): Window {
  if (regime === 'GDPR') return EVERYTHING;
  const { timeZone } = options;
  const start = options.ccpaWindow === 'since-2022' ? FIRST_OF_2022 : oneYearBefore(wallClockOf(receivedAt, timeZone));
  return { from: instantOf(start, timeZone), until: receivedAt };
}

/** Whether a time lies in the window; both ends are in. */
export function contains(window: Window, time: Date): boolean {
  return (window.from === null || time >= window.from) && (window.until === null || time <= window.until);
}

function oneYearBefore(wall: WallClock): WallClock {
  const leapDay = wall.month === 2 && wall.day === 29;
  return { ...wall, year: wall.year - 1, day: leapDay ? 28 : wall.day };
}
