// What was done by whom: appended and never changed.
export {
  type AuditedChange,
  type AuditFilter,
  type AuditLine,
  AuditLog,
  type AuditPlace,
  type AuditScope,
} from './audit-log.service.js';
export { AuditTrail } from './audit-trail.service.js';
export { AuditModule } from './audit.module.js';
export { toldName } from './told-name.js';
