import {
  type EffectiveProfiles,
  effectiveWindow,
  eventRetention,
  type EventRule,
  longerProfiles,
  longerSpan,
  profilesGoAt,
  type ProfileWindow,
} from '../../compliance/index.js';
import type { Prisma } from '../../platform/index.js';

/** The columns of a project that say how long what it holds is kept. */
export const RETENTION_COLUMNS = {
  id: true,
  timezone: true,
  createdAt: true,
  plan: true,
  planChangedAt: true,
  madeAt: true,
  madeOn: true,
  subscriptionEndsAt: true,
  eventRetentionMonths: true,
  eventRetentionBasis: true,
  profileUnseenDays: true,
  profileDaysAfterEnd: true,
  replayRetentionDays: true,
} as const;
export type RetentionColumns = Prisma.ProjectGetPayload<{ select: typeof RETENTION_COLUMNS }>;

/** What a change of the window of events was from or to: enough to put it back. `months` null = they were kept without end. */
export interface EventsState {
  readonly months: number | null;
  readonly plan: string;
  readonly planChangedAt: string | null;
  readonly eventMonths: number | null;
  readonly eventBasis: string | null;
  readonly replayRetentionDays: number;
}

/** The same of profiles. */
export interface ProfilesState {
  readonly unseenDays: number | null;
  readonly daysAfterEnd: number | null;
  readonly subscriptionEndsAt: string | null;
}

/** A row of `retention_changes`, as windows are told by it. */
export interface ChangedWindow {
  readonly collection: string;
  readonly before: unknown;
  readonly effectiveAt: Date;
  readonly takenBackAt: Date | null;
}

/** Months for which events are kept by what is set, and why. */
export function setEvents(row: RetentionColumns): { months: number; rule: EventRule; ruleMonths: number } {
  const { createdAt, madeAt, madeOn, planChangedAt, timezone: timeZone } = row;
  return eventRetention(
    { madeAt: madeAt ?? createdAt, madeOn, planChangedAt, timeZone },
    { months: row.eventRetentionMonths, basis: row.eventRetentionBasis },
  );
}

/** Months for which events are kept at the moment, what pends considered; null = without end. */
export function effectiveEvents(row: RetentionColumns, changes: readonly ChangedWindow[], now: Date): number | null {
  const ofEvents = changes
    .filter(({ collection }) => collection === 'events')
    .map((change) => ({ ...change, before: (change.before as EventsState).months }));
  return effectiveWindow<number | null>(setEvents(row).months, ofEvents, now, longerSpan);
}

export function setProfiles(row: RetentionColumns): ProfileWindow {
  const { profileUnseenDays: unseenDays, profileDaysAfterEnd: daysAfterEnd, subscriptionEndsAt } = row;
  return { unseenDays, daysAfterEnd, subscriptionEndsAt };
}

/** How long profiles are kept at the moment, what pends considered. */
export function effectiveProfiles(
  row: RetentionColumns,
  changes: readonly ChangedWindow[],
  now: Date,
): EffectiveProfiles {
  const { timezone } = row;
  const ofProfiles = changes
    .filter(({ collection }) => collection === 'profiles')
    .map((change) => ({ ...change, before: goingProfiles(windowOf(change.before as ProfilesState), timezone) }));
  return effectiveWindow(goingProfiles(setProfiles(row), timezone), ofProfiles, now, longerProfiles);
}

/**
 * When all profiles go, what pends considered: the first moment from now on at which their day has come and no longer window counts any
 * more. Null where no end is known.
 */
export function allProfilesGoAt(row: RetentionColumns, changes: readonly ChangedWindow[], now: Date): Date | null {
  const ofProfiles = changes.filter(({ collection }) => collection === 'profiles');
  const days = [
    profilesGoAt(setProfiles(row), row.timezone),
    ...ofProfiles.map(({ before }) => profilesGoAt(windowOf(before as ProfilesState), row.timezone)),
  ];
  const moments = [now, ...days, ...ofProfiles.map(({ effectiveAt }) => effectiveAt)]
    .filter((moment): moment is Date => moment !== null && moment >= now)
    .sort((one, other) => one.getTime() - other.getTime());
  const hasCome = (moment: Date): boolean => {
    const { goAllAt } = effectiveProfiles(row, changes, moment);
    return goAllAt !== null && goAllAt <= moment;
  };
  return moments.find(hasCome) ?? null;
}

export function eventsState(row: RetentionColumns): EventsState {
  return {
    months: setEvents(row).months,
    plan: row.plan,
    planChangedAt: row.planChangedAt && row.planChangedAt.toISOString(),
    eventMonths: row.eventRetentionMonths,
    eventBasis: row.eventRetentionBasis,
    replayRetentionDays: row.replayRetentionDays,
  };
}

export function profilesState(row: RetentionColumns): ProfilesState {
  const { unseenDays, daysAfterEnd, subscriptionEndsAt } = setProfiles(row);
  return {
    unseenDays,
    daysAfterEnd,
    subscriptionEndsAt: subscriptionEndsAt && subscriptionEndsAt.toISOString(),
  };
}

/** Whether the window is longer for a change that pends: it is not where it was lengthened again since. */
export function lengthens(row: RetentionColumns, change: ChangedWindow, now: Date): boolean {
  if (change.collection === 'events') return effectiveEvents(row, [change], now) !== effectiveEvents(row, [], now);
  const [withIt, without] = [effectiveProfiles(row, [change], now), effectiveProfiles(row, [], now)];
  return !isSame(withIt, without);
}

function isSame(one: EffectiveProfiles, other: EffectiveProfiles): boolean {
  return one.unseenDays === other.unseenDays && one.goAllAt?.getTime() === other.goAllAt?.getTime();
}

/** Whether the second keeps events for less long than the first. */
export function shortensEvents(before: RetentionColumns, after: RetentionColumns): boolean {
  return setEvents(after).months < setEvents(before).months;
}

/** Whether the second keeps any profile for less long than the first. */
export function shortensProfiles(before: RetentionColumns, after: RetentionColumns): boolean {
  const [was, is] = [before, after].map((row) => goingProfiles(setProfiles(row), row.timezone)) as [
    EffectiveProfiles,
    EffectiveProfiles,
  ];
  return !isSame(longerProfiles(was, is), is);
}

function goingProfiles(window: ProfileWindow, timeZone: string): EffectiveProfiles {
  return { unseenDays: window.unseenDays, goAllAt: profilesGoAt(window, timeZone) };
}

function windowOf({ unseenDays, daysAfterEnd, subscriptionEndsAt }: ProfilesState): ProfileWindow {
  return {
    unseenDays,
    daysAfterEnd,
    subscriptionEndsAt: subscriptionEndsAt === null ? null : new Date(subscriptionEndsAt),
  };
}
