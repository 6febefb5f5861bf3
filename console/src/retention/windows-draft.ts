import type { Retention, RetentionChanges, Supposed } from './retention-data';

/** The windows of a project as they are typed: numbers as text, days as `2026-11-30`; nothing stands for the rule or for no end. */
export interface WindowsDraft {
  readonly plan: string;
  readonly madeAt: string;
  readonly subscriptionEndsAt: string;
  readonly eventMonths: string;
  readonly eventBasis: string;
  readonly profileUnseenDays: string;
  readonly profileDaysAfterEnd: string;
  readonly replayDays: string;
}

export function draftOf(retention: Retention): WindowsDraft {
  const { plan, timezone, madeAt, subscriptionEndsAt, events, profiles, recordings } = retention;
  return {
    plan,
    madeAt: dayOf(madeAt, timezone),
    subscriptionEndsAt: dayOf(subscriptionEndsAt, timezone),
    eventMonths: textOf(events.chosenMonths),
    eventBasis: events.basis ?? '',
    profileUnseenDays: textOf(profiles.unseenDays),
    profileDaysAfterEnd: textOf(profiles.daysAfterEnd),
    replayDays: String(recordings.days),
  };
}

/** What was changed, as the API takes it: what was left as it was stays exactly as it is. */
export function changesOf(retention: Retention, draft: WindowsDraft): RetentionChanges {
  const before = draftOf(retention);
  const changed = (name: keyof WindowsDraft) => before[name].trim() !== draft[name].trim();
  const { plan, madeAt, subscriptionEndsAt: ends, eventBasis } = draft;
  return {
    ...(changed('plan') ? { plan } : {}),
    ...(changed('madeAt') && madeAt !== '' ? { madeAt } : {}),
    ...(changed('subscriptionEndsAt') ? { subscriptionEndsAt: ends === '' ? null : ends } : {}),
    ...(changed('eventMonths') ? { eventMonths: numberOf(draft.eventMonths) } : {}),
    ...(changed('eventBasis') ? { eventBasis: eventBasis.trim() === '' ? null : eventBasis.trim() } : {}),
    ...(changed('profileUnseenDays') ? { profileUnseenDays: numberOf(draft.profileUnseenDays) } : {}),
    ...(changed('profileDaysAfterEnd') ? { profileDaysAfterEnd: numberOf(draft.profileDaysAfterEnd) } : {}),
    ...(changed('replayDays') && draft.replayDays !== '' ? { replayRetentionDays: Number(draft.replayDays) } : {}),
  };
}

/** Whether events are to be kept longer than the rule says, with no word of why. */
export function lacksBasis({ events }: Retention, { eventMonths, eventBasis }: WindowsDraft): boolean {
  return Number(eventMonths) > events.ruleMonths && eventBasis.trim() === '';
}

/** The months of the rule for every project, to which any change of plan leads. */
const STANDARD_MONTHS = 24;

const LAST_DAY = '9999-12-31';

/** What the changes make shorter, as a preview is asked for it; null where they shorten nothing that a run would take. */
export function shortenedBy(retention: Retention, changes: RetentionChanges): Supposed | null {
  const { events, profiles } = retention;
  const chosen = changes.eventMonths === undefined ? events.chosenMonths : changes.eventMonths;
  const rule = changes.plan === undefined ? events.ruleMonths : STANDARD_MONTHS;
  const months = chosen ?? rule;
  const supposed: Supposed = {
    ...(months < events.months ? { eventMonths: months } : {}),
    ...unseenSooner(profiles.unseenDays, changes.profileUnseenDays),
    ...endingSooner(retention, changes),
  };
  return Object.keys(supposed).length === 0 ? null : supposed;
}

function unseenSooner(before: number | null, after: number | null | undefined): Supposed {
  if (after === undefined || after === null || after >= (before ?? Infinity)) return {};
  return { profileUnseenDays: after };
}

/** All profiles go by both: so both are told where one of them comes nearer. */
function endingSooner({ profiles, subscriptionEndsAt, timezone }: Retention, changes: RetentionChanges): Supposed {
  const { profileDaysAfterEnd: days = profiles.daysAfterEnd, subscriptionEndsAt: ends = subscriptionEndsAt } = changes;
  if (days === null || ends === null) return {};
  const endsEarlier = dayOf(ends, timezone) < (dayOf(subscriptionEndsAt, timezone) || LAST_DAY);
  const isSooner = days < (profiles.daysAfterEnd ?? Infinity) || endsEarlier;
  return isSooner ? { profileDaysAfterEnd: days, subscriptionEndsAt: ends } : {};
}

/** The day of a moment by the clock of the project; a day stays one, and nothing stands for none. */
function dayOf(given: string | null, timeZone: string): string {
  if (given?.includes('T') !== true) return given ?? '';
  const day = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const parts = new Map(day.formatToParts(new Date(given)).map(({ type, value }) => [type, value]));
  return [parts.get('year')?.padStart(4, '0'), parts.get('month'), parts.get('day')].join('-');
}

function numberOf(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}
