import { agedBefore, isPending, mostReplayDaysOf, type PlanAllowance, profilesGoAt } from '../../compliance/index.js';
import { iso } from '../../platform/index.js';
import { type PendingChange, type PendingView, pendingView } from './pending-view.js';
import {
  effectiveEvents,
  lengthens,
  profilesState,
  type RetentionColumns,
  setEvents,
  setProfiles,
} from './project-windows.js';

/** How long what a project holds is kept, and why. Times are ISO 8601. */
export interface ProjectRetention {
  readonly projectId: number;
  readonly timezone: string;
  readonly plan: string;
  readonly plans: readonly PlanAllowance[];
  readonly planChangedAt: string | null;
  readonly createdAt: string;
  readonly madeAt: string | null;
  readonly subscriptionEndsAt: string | null;
  readonly events: {
    readonly months: number;
    readonly rule: ReturnType<typeof setEvents>['rule'];
    readonly ruleMonths: number;
    readonly chosenMonths: number | null;
    readonly basis: string | null;
    readonly before: string | null;
  };
  readonly profiles: {
    readonly unseenDays: number | null;
    readonly daysAfterEnd: number | null;
    readonly goAllAt: string | null;
  };
  readonly recordings: { readonly days: number; readonly mostDays: number };
  /** How long what is shortened waits, and when it would count if it were shortened now. */
  readonly grace: { readonly seconds: number; readonly until: string };
  readonly pending: readonly PendingView[];
}

/** What an instance sets for all its projects. */
export interface RetentionTerms {
  readonly plans: readonly PlanAllowance[];
  /** Milliseconds (RETENTION_GRACE). */
  readonly grace: number;
}

/** @param changes of the project's own windows, those that may still pend */
export function projectRetention(
  row: RetentionColumns,
  changes: readonly PendingChange[],
  { plans, grace }: RetentionTerms,
  now: Date,
): ProjectRetention {
  const { unseenDays, daysAfterEnd } = profilesState(row);
  return {
    projectId: row.id,
    timezone: row.timezone,
    plan: row.plan,
    plans,
    planChangedAt: iso(row.planChangedAt),
    createdAt: row.createdAt.toISOString(),
    madeAt: iso(row.madeAt),
    subscriptionEndsAt: iso(row.subscriptionEndsAt),
    events: {
      ...setEvents(row),
      chosenMonths: row.eventRetentionMonths,
      basis: row.eventRetentionBasis,
      before: iso(eventsGoBefore(row, changes, now)),
    },
    profiles: { unseenDays, daysAfterEnd, goAllAt: iso(profilesGoAt(setProfiles(row), row.timezone)) },
    recordings: { days: row.replayRetentionDays, mostDays: mostReplayDaysOf(plans, row.plan) },
    grace: { seconds: Math.ceil(grace / 1000), until: new Date(now.getTime() + grace).toISOString() },
    pending: changes.filter((change) => isPending(change, now) && lengthens(row, change, now)).map(pendingView),
  };
}

function eventsGoBefore(row: RetentionColumns, changes: readonly PendingChange[], now: Date): Date | null {
  const months = effectiveEvents(row, changes, now);
  return months === null ? null : agedBefore({ months, days: 0 }, now, row.timezone);
}
