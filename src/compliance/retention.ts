import { type CalendarDay, dayAt, outlivedBefore, type Period, startOfDay } from './period.js';
import { instantOf, wallClockOf } from './zone.js';

/** For how long events of a project are kept, counted from each event's own date. */
export const STANDARD_EVENT_MONTHS = 24;
/** The same for a project that was made before 2025-09-01 and whose plan never changed. */
export const EARLIER_EVENT_MONTHS = 60;

const FIRST_OF_SEPTEMBER_2025 = '2025-09-01';

export const EVENT_RULES = ['standard', 'made-before-2025-09', 'chosen'] as const;
/** Why events are kept for so long: by one of the two rules, or since the project chose so. */
export type EventRule = (typeof EVENT_RULES)[number];

/** What of a project decides how long its events are kept. */
export interface ProjectHistory {
  /** When it was made, where it came from if it came from elsewhere. */
  readonly madeAt: Date;
  /** The day by the zone it had then, which another zone does not change; null while it has that zone. */
  readonly madeOn: CalendarDay | null;
  /** Null while its plan is the one that it began with; any change counts, to a larger plan too. */
  readonly planChangedAt: Date | null;
  readonly timeZone: string;
}

/** What a project chose; `basis`: why it keeps events for longer than the rule says. */
export interface EventChoice {
  readonly months: number | null;
  readonly basis: string | null;
}

/** For how long the rule keeps a project's events, whatever the project chose. */
export function eventRuleOf({ madeAt, madeOn, planChangedAt, timeZone }: ProjectHistory): {
  readonly months: number;
  readonly rule: Exclude<EventRule, 'chosen'>;
} {
  const earlier = (madeOn ?? dayAt(madeAt, timeZone)) < FIRST_OF_SEPTEMBER_2025 && planChangedAt === null;
  return earlier
    ? { months: EARLIER_EVENT_MONTHS, rule: 'made-before-2025-09' }
    : { months: STANDARD_EVENT_MONTHS, rule: 'standard' };
}

/** Whether a project may choose so: fewer months than the rule says as it likes, more with a basis. */
export function mayChooseEvents(ruleMonths: number, { months, basis }: EventChoice): boolean {
  return months === null || months <= ruleMonths || basis !== null;
}

/** Months for which a project's events are kept. A choice that the rule no longer allows gives way to the rule. */
export function eventRetention(
  history: ProjectHistory,
  choice: EventChoice,
): { readonly months: number; readonly rule: EventRule; readonly ruleMonths: number } {
  const { months: ruleMonths, rule } = eventRuleOf(history);
  return choice.months !== null && mayChooseEvents(ruleMonths, choice)
    ? { months: choice.months, rule: 'chosen', ruleMonths }
    : { months: ruleMonths, rule, ruleMonths };
}

/** Data that is kept for a period counted from its own date has outlived it if dated before this; see `outlivedBefore`. */
export function agedBefore(period: Period, now: Date, timeZone: string): Date {
  return startOfDay(outlivedBefore(now, period, timeZone), timeZone);
}

/** How long profiles are kept; null = nobody has said, and none goes. */
export interface ProfileWindow {
  /** A profile goes that was not seen for so many days. */
  readonly unseenDays: number | null;
  /** All go so many days after the end of the subscription. */
  readonly daysAfterEnd: number | null;
  readonly subscriptionEndsAt: Date | null;
}

/** From when on all profiles go: the end of the subscription and so many days, at the same hour by the clock of the zone. */
export function profilesGoAt({ daysAfterEnd, subscriptionEndsAt }: ProfileWindow, timeZone: string): Date | null {
  if (daysAfterEnd === null || subscriptionEndsAt === null) return null;
  const end = wallClockOf(subscriptionEndsAt, timeZone);
  const day = new Date(Date.UTC(end.year, end.month - 1, end.day + daysAfterEnd));
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
  return instantOf({ ...end, year, month, day: date }, timeZone);
}

/** What a plan allows, in days, where it allows any number from one day on. */
export interface PlanAllowance {
  readonly name: string;
  readonly mostReplayDays: number;
}

/**
 * The most days for which recordings may be kept. A plan that is not among those of the instance allows what the largest of them does:
 * nobody has said that it allows less.
 */
export function mostReplayDaysOf(plans: readonly PlanAllowance[], plan: string): number {
  const known = plans.find(({ name }) => name === plan);
  return known?.mostReplayDays ?? Math.max(...plans.map(({ mostReplayDays }) => mostReplayDays));
}

/** A window that was changed: until it takes effect, what was there before counts where that is longer. */
export interface WindowChange<Window> {
  readonly before: Window;
  readonly effectiveAt: Date;
  readonly takenBackAt: Date | null;
}

/** Whether a change still waits to take effect. */
export function isPending({ effectiveAt, takenBackAt }: WindowChange<unknown>, now: Date): boolean {
  return takenBackAt === null && effectiveAt > now;
}

/** The window that counts at a moment: the longest of the one that is set and of those that pending changes have shortened. */
export function effectiveWindow<Window>(
  set: Window,
  changes: readonly WindowChange<Window>[],
  now: Date,
  longer: (one: Window, other: Window) => Window,
): Window {
  return changes.filter((change) => isPending(change, now)).reduce((window, { before }) => longer(window, before), set);
}

/** Of two lengths the longer one; null = without end. */
export function longerSpan(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other);
}

/** Of two windows of profiles what is longer of each part; the ends of subscriptions are told by when all profiles go. */
export function longerProfiles(one: EffectiveProfiles, other: EffectiveProfiles): EffectiveProfiles {
  const [unseenDays, goAt] = [
    longerSpan(one.unseenDays, other.unseenDays),
    longerSpan(one.goAllAt?.getTime() ?? null, other.goAllAt?.getTime() ?? null),
  ];
  return { unseenDays, goAllAt: goAt === null ? null : new Date(goAt) };
}

/** A window of profiles as a moment sees it. */
export interface EffectiveProfiles {
  readonly unseenDays: number | null;
  readonly goAllAt: Date | null;
}
