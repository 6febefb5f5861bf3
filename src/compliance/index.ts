// The law as pure functions: regimes, disclosures, windows, deadlines, reasons. It imports nothing.
export { calendarMonths, type CalendarSpan, calendarYear, yearAt } from './calendar-spans.js';
export {
  atRiskBefore,
  type Calendar,
  deadlines,
  extendedDeadline,
  isAtRisk,
  isCalendarDay,
  isMissed,
  mayExtend,
  waitsFitDeadlines,
} from './deadline.js';
export {
  beginningOf,
  type CalendarDay,
  dayAt,
  type DayOrMoment,
  endingOf,
  isAsLongAs,
  isoPeriod,
  outlivedBefore,
  overEverywhere,
  pastOf,
  type Period,
  periodEnd,
  periodIn,
  startOfDay,
} from './period.js';
export { DENIAL_CODES, type DenialCode, DENIALS } from './denial.js';
export { type CountedRequest, DENIAL_GROUNDS, type Metrics, metricsOf, type RequestState } from './metrics.js';
export { partialNote } from './partial-deletion.js';
export {
  beginsToGo,
  type EndOfProject,
  endOfProject,
  isRestorable,
  MOST_DAYS_UNTIL_GONE,
  RESTORABLE_DAYS,
} from './project-end.js';
export {
  missingFields,
  NO_RECEIPT,
  type Receipt,
  RECEIPT_FIELDS,
  type ReceiptField,
  type Requester,
  REQUESTERS,
  type Verification,
} from './receipt.js';
export {
  type Disclosure,
  disclosureExists,
  disclosureOf,
  DISCLOSURES,
  type Regime,
  regimeOf,
  REGIMES,
  REQUEST_KINDS,
  type RequestKind,
  MOST_SUBJECTS,
  SUBJECT_LIMIT,
  type SubjectLimits,
} from './regime.js';
export {
  agedBefore,
  type EffectiveProfiles,
  effectiveWindow,
  EVENT_RULES,
  type EventChoice,
  eventRetention,
  type EventRule,
  isPending,
  longerProfiles,
  longerSpan,
  mayChooseEvents,
  mostReplayDaysOf,
  type PlanAllowance,
  profilesGoAt,
  type ProfileWindow,
  type ProjectHistory,
  STANDARD_EVENT_MONTHS,
  type WindowChange,
} from './retention.js';
export { EVERYTHING, type Window } from './scope.js';
export { exportWindow } from './window.js';
export { instantOf, isTimeZone, wallClockOf } from './zone.js';
