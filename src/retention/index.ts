// What time does to data: windows, the nightly run, what it leaves on record.
export { openRetention, type OpenRetention } from './open-retention.js';
export { RetentionApiModule, RetentionWindowsModule } from './retention.module.js';
export {
  type CollectionWindows,
  EffectiveWindows,
  RETENTION_RULES,
  type RetentionRule,
  type WindowsInstead,
} from './windows/effective-windows.service.js';
export type { RetentionOrder } from './windows/change-order.js';
export { pendingAnswer, retentionAnswer } from './retention.dto.js';
export type { ProjectRetention } from './windows/retention-view.js';
export { TableViews } from './windows/table-views.service.js';
export { RetentionRunModule, RetentionRunsApiModule } from './retention-run.module.js';
export { GivingWayModule } from './giving-way.module.js';
export { GivingWay, type Stint } from './run/giving-way.service.js';
export { RetentionPlan } from './run/retention-plan.service.js';
export type { RetentionPreview } from './run/retention-preview.service.js';
export type { ShownRun, ShownRuns, ShownStep } from './run/retention-reader.service.js';
export type { RetentionRecord } from './run/retention-record.js';
export { RetentionRun } from './run/retention-run.service.js';
export { RetentionWatch } from './run/retention-watch.service.js';
export { SettledPortions } from './run/settled-portions.service.js';
export { Spared } from './run/spared.service.js';
