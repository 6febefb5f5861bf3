// What a request is: its states and the moves between them, its timeline, and whom it is about.
export { stepsIn } from './lifecycle/collection-steps.js';
export {
  approveBy,
  type FollowedExport,
  followUpVerdict,
  gateOf,
  goesOnAt,
  goOnIfDueBy,
  graceThatFits,
  type Waiting,
} from './lifecycle/deletion-gate.js';
export { destroyIds } from './lifecycle/destroy-ids.js';
export { isSweepDue } from './lifecycle/due-sweep.js';
export { BY_DOWNLOAD, BY_LINK, LOOKS } from './lifecycle/looks.js';
export { type Progress, ProgressTeller } from './lifecycle/progress.service.js';
export { calendarOf } from './lifecycle/project-calendar.js';
export {
  type NotedTrouble,
  puttingOff,
  type RequestTrouble,
  sentenceOf,
  troublesOf,
  worstOf,
} from './lifecycle/putting-off.js';
export { ProjectContentsModule } from './project-contents.module.js';
export { RequestLifecycle } from './lifecycle/request-lifecycle.service.js';
export { isRequestId, requestNotFound, type RequestRow } from './lifecycle/request-row.js';
export {
  isFinished,
  isForAPerson,
  type Outcome,
  OPEN_STATUSES,
  OUTCOMES,
  type Status,
  STATUSES,
  type Wait,
  waitAfter,
  WAITS,
} from './lifecycle/request-status.js';
export {
  DELETIONS_QUEUE,
  EXPORTS_QUEUE,
  type JobName,
  type JobPayload,
  JOBS,
  type JobsOf,
  QUEUES,
  retentionDue,
  type RetriedBy,
  runExport,
  scrubDue,
  stageDeletion,
  sweepDue,
  sweepPart,
  tidy,
} from './lifecycle/requests.jobs.js';
export { backoff, judge, type Verdict } from './lifecycle/retry-policy.js';
export { REQUEST_EVENT_TYPES, type RequestEventType, Timeline } from './lifecycle/timeline.service.js';
export { RequestModelModule } from './request-model.module.js';
export {
  type AmbiguityDecision,
  assertAmbiguous,
  MOST_DECISIONS,
  type RecordedDecision,
  recordedDecisions,
  withDecisions,
} from './subjects/ambiguity-decisions.js';
export { DecidedBefore, type EarlierDecision } from './subjects/decided-before.service.js';
export { filingOf, type FilingOf, filingsOf, isAsideAlone } from './subjects/filings.js';
export { groupByOrdinal } from './subjects/group-by-ordinal.js';
export { Identities } from './subjects/identities.service.js';
export { IdentityRecords } from './subjects/identity-records.service.js';
export { NEW_DATA, newDataIn } from './subjects/new-data.js';
export { type Remembrance } from './subjects/remembered-ids.js';
export { type Cleaner, cleanerOf, personOf, type SubjectCheck, SubjectChecks } from './subjects/redaction.service.js';
export { type CollectionTally, type KeptOn, type NotCopied, SubjectCounts } from './subjects/subject-counts.service.js';
export { type Ending, UnresolvedSubjects } from './subjects/unresolved-subjects.service.js';
export { keyIdsOf, keysOf, storedIdsOf, type Subject } from './subjects/subject.js';
export { SubjectIds } from './subjects/subject-ids.js';
