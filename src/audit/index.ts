// What was done by whom: appended and never changed.
export { AuditTrail } from './audit-trail.service.js';
export { AuditModule } from './audit.module.js';
