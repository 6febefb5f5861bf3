// What a project does not want of the records it is sent: properties by their names, values by their form.
export { blockedNameFault, MOST_BLOCKED_NAMES } from './blocked-names.js';
export { type DroppedCount, DroppedCounts } from './dropped-counts.service.js';
export { type Dropped, DroppedTally } from './dropped-tally.js';
export { MinimizationModule } from './minimization.module.js';
export { Minimizer, type Unwanted } from './minimizer.js';
export { kindOfText, namesPassword, SENSITIVE_KINDS, type SensitiveKind } from './sensitive-values.js';
