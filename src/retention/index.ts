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
export type { ProjectRetention } from './windows/retention-view.js';
